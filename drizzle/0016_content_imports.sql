CREATE TABLE "content_import_pictures" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"import_id" uuid NOT NULL,
	"address" text NOT NULL,
	"asset_id" uuid,
	"trouble" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "content_import_pictures_key" PRIMARY KEY("organization_id","import_id","address")
);
--> statement-breakpoint
CREATE TABLE "content_import_pieces" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"import_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"source_id" text NOT NULL,
	"fingerprint" text NOT NULL,
	"title" text NOT NULL,
	"piece" jsonb NOT NULL,
	"pictures" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"content_item_id" uuid,
	"trouble" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "content_import_pieces_key" PRIMARY KEY("organization_id","import_id","place"),
	CONSTRAINT "content_import_pieces_state_check" CHECK ("content_import_pieces"."state" in ('waiting', 'made', 'updated', 'known', 'kept', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "content_imports" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"created_by" uuid,
	"source" text,
	"files" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"status" text DEFAULT 'uploading' NOT NULL,
	"with_pictures" boolean DEFAULT false NOT NULL,
	"with_updates" boolean DEFAULT false NOT NULL,
	"piece_count" integer DEFAULT 0 NOT NULL,
	"comment_count" integer DEFAULT 0 NOT NULL,
	"troubles" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"trouble_count" integer DEFAULT 0 NOT NULL,
	"reached" integer DEFAULT 0 NOT NULL,
	"fetches" integer DEFAULT 0 NOT NULL,
	"folder_id" uuid,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "content_imports_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "content_imports_source_check" CHECK ("content_imports"."source" in ('markdown', 'ghost', 'wordpress')),
	CONSTRAINT "content_imports_status_check" CHECK ("content_imports"."status" in ('uploading', 'reading', 'ready', 'fetching', 'running', 'done', 'cancelled', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "content_origins" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"content_item_id" uuid NOT NULL,
	"fingerprint" text NOT NULL,
	"revision" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "content_origins_key" PRIMARY KEY("organization_id","source","source_id"),
	CONSTRAINT "content_origins_source_check" CHECK ("content_origins"."source" in ('markdown', 'ghost', 'wordpress'))
);
--> statement-breakpoint
ALTER TABLE "content_import_pictures" ADD CONSTRAINT "content_import_pictures_import_fk" FOREIGN KEY ("organization_id","import_id") REFERENCES "public"."content_imports"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_import_pieces" ADD CONSTRAINT "content_import_pieces_import_fk" FOREIGN KEY ("organization_id","import_id") REFERENCES "public"."content_imports"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_imports" ADD CONSTRAINT "content_imports_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_imports" ADD CONSTRAINT "content_imports_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_origins" ADD CONSTRAINT "content_origins_item_fk" FOREIGN KEY ("organization_id","content_item_id") REFERENCES "public"."content_items"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "content_import_pictures_waiting_index" ON "content_import_pictures" USING btree ("organization_id","import_id") WHERE asset_id is null and trouble = '';--> statement-breakpoint
CREATE INDEX "content_imports_list_index" ON "content_imports" USING btree ("organization_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "content_imports_maker_index" ON "content_imports" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "content_origins_item_index" ON "content_origins" USING btree ("organization_id","content_item_id");--> statement-breakpoint
call app.wall('content_imports');
--> statement-breakpoint
call app.wall('content_import_pieces');
--> statement-breakpoint
call app.wall('content_import_pictures');
--> statement-breakpoint
call app.wall('content_origins');
--> statement-breakpoint
grant select, insert, update (source, files, status, with_pictures, with_updates, piece_count, comment_count, troubles, trouble_count, reached, fetches, folder_id, finished_at), delete
  on content_imports to masthead_app;
--> statement-breakpoint
grant select, insert, update (piece, state, content_item_id, trouble), delete on content_import_pieces to masthead_app;
--> statement-breakpoint
grant select, insert, update (asset_id, trouble), delete on content_import_pictures to masthead_app;
--> statement-breakpoint
grant select, insert, update (content_item_id, fingerprint, revision), delete on content_origins to masthead_app;
