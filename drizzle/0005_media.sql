CREATE TABLE "asset_tags" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"asset_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "asset_tags_key" PRIMARY KEY("organization_id","asset_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "media_assets" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"folder_id" uuid,
	"uploaded_by" uuid,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"alt_text" text DEFAULT '' NOT NULL,
	"type" text DEFAULT 'other' NOT NULL,
	"visibility" text DEFAULT 'public' NOT NULL,
	"storage_key" text NOT NULL,
	"mime_type" text DEFAULT 'application/octet-stream' NOT NULL,
	"byte_size" bigint NOT NULL,
	"sha256" text,
	"width" integer,
	"height" integer,
	"duration_seconds" double precision,
	"focal_x" double precision DEFAULT 0.5 NOT NULL,
	"focal_y" double precision DEFAULT 0.5 NOT NULL,
	"color" text,
	"preview" text,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"status" text DEFAULT 'uploading' NOT NULL,
	"problem" text,
	"uploaded_at" timestamp with time zone,
	"usage_count" integer DEFAULT 0 NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('simple', regexp_replace(name, '[._-]+', ' ', 'g')), 'A') || setweight(to_tsvector('simple', alt_text), 'B') || setweight(to_tsvector('simple', description), 'C')) STORED,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "media_assets_storage_key" UNIQUE("storage_key"),
	CONSTRAINT "media_assets_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "media_assets_type_check" CHECK ("media_assets"."type" in ('image', 'video', 'audio', 'document', 'other')),
	CONSTRAINT "media_assets_status_check" CHECK ("media_assets"."status" in ('uploading', 'ready', 'failed')),
	CONSTRAINT "media_assets_visibility_check" CHECK ("media_assets"."visibility" in ('public', 'private'))
);
--> statement-breakpoint
CREATE TABLE "media_folders" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"parent_id" uuid,
	"name" text NOT NULL,
	"path" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "media_folders_tenant_key" UNIQUE("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "media_garbage" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"storage_key" text NOT NULL,
	"bucket_upload_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "media_upload_parts" (
	"asset_id" uuid NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"number" integer NOT NULL,
	"etag" text NOT NULL,
	"byte_size" integer NOT NULL,
	CONSTRAINT "media_upload_parts_key" PRIMARY KEY("organization_id","asset_id","number")
);
--> statement-breakpoint
CREATE TABLE "media_uploads" (
	"asset_id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"replaces" uuid,
	"bucket_upload_id" text,
	"storage_key" text NOT NULL,
	"part_size" integer NOT NULL,
	"byte_size" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "media_uploads_tenant_key" UNIQUE("organization_id","asset_id")
);
--> statement-breakpoint
CREATE TABLE "media_usages" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"asset_id" uuid NOT NULL,
	"place" text NOT NULL,
	"place_id" uuid NOT NULL,
	"live" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "media_usages_key" UNIQUE("organization_id","asset_id","place","place_id"),
	CONSTRAINT "media_usages_place_check" CHECK ("media_usages"."place" in ('organization_logo'))
);
--> statement-breakpoint
CREATE TABLE "tags" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"color" text DEFAULT 'ink' NOT NULL,
	"usage_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tags_tenant_key" UNIQUE("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "asset_tags" ADD CONSTRAINT "asset_tags_asset_fk" FOREIGN KEY ("organization_id","asset_id") REFERENCES "public"."media_assets"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asset_tags" ADD CONSTRAINT "asset_tags_tag_fk" FOREIGN KEY ("organization_id","tag_id") REFERENCES "public"."tags"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_assets" ADD CONSTRAINT "media_assets_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_assets" ADD CONSTRAINT "media_assets_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_assets" ADD CONSTRAINT "media_assets_folder_fk" FOREIGN KEY ("organization_id","folder_id") REFERENCES "public"."media_folders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_folders" ADD CONSTRAINT "media_folders_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_folders" ADD CONSTRAINT "media_folders_parent_fk" FOREIGN KEY ("organization_id","parent_id") REFERENCES "public"."media_folders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_upload_parts" ADD CONSTRAINT "media_upload_parts_upload_fk" FOREIGN KEY ("organization_id","asset_id") REFERENCES "public"."media_uploads"("organization_id","asset_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_uploads" ADD CONSTRAINT "media_uploads_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_uploads" ADD CONSTRAINT "media_uploads_asset_fk" FOREIGN KEY ("organization_id","asset_id") REFERENCES "public"."media_assets"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_usages" ADD CONSTRAINT "media_usages_asset_fk" FOREIGN KEY ("organization_id","asset_id") REFERENCES "public"."media_assets"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "asset_tags_tag_index" ON "asset_tags" USING btree ("organization_id","tag_id","asset_id");--> statement-breakpoint
CREATE INDEX "media_assets_list_index" ON "media_assets" USING btree ("organization_id","id" DESC NULLS FIRST) WHERE deleted_at is null and status = 'ready';--> statement-breakpoint
CREATE INDEX "media_assets_folder_index" ON "media_assets" USING btree ("organization_id","folder_id","id" DESC NULLS FIRST) WHERE deleted_at is null and status = 'ready';--> statement-breakpoint
CREATE INDEX "media_assets_type_index" ON "media_assets" USING btree ("organization_id","type","id" DESC NULLS FIRST) WHERE deleted_at is null and status = 'ready';--> statement-breakpoint
CREATE INDEX "media_assets_no_alt_index" ON "media_assets" USING btree ("organization_id","id" DESC NULLS FIRST) WHERE deleted_at is null and status = 'ready' and type = 'image' and alt_text = '';--> statement-breakpoint
CREATE INDEX "media_assets_trash_index" ON "media_assets" USING btree ("organization_id","deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "media_assets_sha_index" ON "media_assets" USING btree ("organization_id","sha256") WHERE deleted_at is null and sha256 is not null;--> statement-breakpoint
CREATE INDEX "media_assets_search_index" ON "media_assets" USING gin ("organization_id","search") WHERE deleted_at is null and status = 'ready';--> statement-breakpoint
CREATE INDEX "media_assets_uploader_index" ON "media_assets" USING btree ("uploaded_by");--> statement-breakpoint
CREATE INDEX "media_assets_unfinished_index" ON "media_assets" USING btree ("created_at") WHERE status <> 'ready';--> statement-breakpoint
CREATE UNIQUE INDEX "media_folders_name_key" ON "media_folders" USING btree ("organization_id",coalesce("parent_id", '00000000-0000-0000-0000-000000000000'::uuid),lower("name")) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "media_folders_parent_index" ON "media_folders" USING btree ("organization_id","parent_id");--> statement-breakpoint
CREATE INDEX "media_folders_path_index" ON "media_folders" USING btree ("organization_id","path" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "media_garbage_age_index" ON "media_garbage" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "media_garbage_tenant_index" ON "media_garbage" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "media_uploads_age_index" ON "media_uploads" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "media_usages_place_index" ON "media_usages" USING btree ("organization_id","place","place_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tags_name_key" ON "tags" USING btree ("organization_id",lower("name"));