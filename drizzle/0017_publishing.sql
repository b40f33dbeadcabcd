CREATE TABLE "content_performance" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"content_item_id" uuid NOT NULL,
	"day" date NOT NULL,
	"views" integer DEFAULT 0 NOT NULL,
	"likes" integer DEFAULT 0 NOT NULL,
	"shares" integer DEFAULT 0 NOT NULL,
	"comments" integer DEFAULT 0 NOT NULL,
	"read_seconds" bigint DEFAULT 0 NOT NULL,
	"referrers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "content_performance_key" PRIMARY KEY("organization_id","content_item_id","day")
);
--> statement-breakpoint
CREATE TABLE "preview_links" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"content_item_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"created_by" uuid DEFAULT app.current_user_id(),
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "preview_links_token_key" UNIQUE("token_hash"),
	CONSTRAINT "preview_links_tenant_key" UNIQUE("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"content_item_id" uuid NOT NULL,
	"release_id" uuid,
	"kind" text NOT NULL,
	"revision" integer,
	"edition" jsonb,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"status" text DEFAULT 'scheduled' NOT NULL,
	"requested_by" uuid DEFAULT app.current_user_id(),
	"job_id" uuid,
	"done_at" timestamp with time zone,
	"failure" text DEFAULT '' NOT NULL,
	"noticed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "publications_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "publications_kind_check" CHECK ("publications"."kind" in ('publish', 'unpublish')),
	CONSTRAINT "publications_status_check" CHECK ("publications"."status" in ('scheduled', 'done', 'cancelled', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "published_items" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"content_item_id" uuid NOT NULL,
	"language" text NOT NULL,
	"translation_group" uuid NOT NULL,
	"type" text NOT NULL,
	"format" text NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"excerpt" text NOT NULL,
	"html" text NOT NULL,
	"markdown" text NOT NULL,
	"body_text" text NOT NULL,
	"body" jsonb NOT NULL,
	"word_count" integer NOT NULL,
	"seo" jsonb NOT NULL,
	"cover" jsonb,
	"share_image" jsonb,
	"author_id" uuid,
	"author" jsonb,
	"category_id" uuid,
	"categories" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"tag_ids" uuid[] DEFAULT '{}' NOT NULL,
	"tags" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"tag_text" text DEFAULT '' NOT NULL,
	"revision" integer NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"modified_at" timestamp with time zone NOT NULL,
	"sequence" bigint DEFAULT 0 NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector(app.search_language(language), title), 'A') || setweight(to_tsvector(app.search_language(language), tag_text || ' ' || excerpt), 'B') || setweight(to_tsvector(app.search_language(language), left(body_text, 200000)), 'D')) STORED,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "published_items_key" PRIMARY KEY("organization_id","content_item_id")
);
--> statement-breakpoint
CREATE TABLE "published_terms" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"content_item_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"slug" text NOT NULL,
	"term_id" uuid NOT NULL,
	"name" text NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "published_terms_key" PRIMARY KEY("organization_id","kind","slug","content_item_id"),
	CONSTRAINT "published_terms_kind_check" CHECK ("published_terms"."kind" in ('category', 'tag', 'slug'))
);
--> statement-breakpoint
CREATE TABLE "publishing_events" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"sequence" bigint NOT NULL,
	"content_item_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"revision" integer NOT NULL,
	"title" text NOT NULL,
	"slug" text NOT NULL,
	"formerly" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "publishing_events_key" PRIMARY KEY("organization_id","sequence","content_item_id","kind"),
	CONSTRAINT "publishing_events_kind_check" CHECK ("publishing_events"."kind" in ('published', 'updated', 'unpublished'))
);
--> statement-breakpoint
CREATE TABLE "publishing_heads" (
	"organization_id" uuid PRIMARY KEY DEFAULT app.current_org() NOT NULL,
	"sequence" bigint DEFAULT 0 NOT NULL,
	"announced" bigint DEFAULT 0 NOT NULL,
	"transaction_id" text DEFAULT '' NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "release_items" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"release_id" uuid NOT NULL,
	"content_item_id" uuid NOT NULL,
	"kind" text DEFAULT 'publish' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "release_items_key" PRIMARY KEY("organization_id","release_id","content_item_id"),
	CONSTRAINT "release_items_kind_check" CHECK ("release_items"."kind" in ('publish', 'unpublish'))
);
--> statement-breakpoint
CREATE TABLE "releases" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"name" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"due_at" timestamp with time zone,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"created_by" uuid DEFAULT app.current_user_id(),
	"job_id" uuid,
	"done_at" timestamp with time zone,
	"failure" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "releases_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "releases_status_check" CHECK ("releases"."status" in ('open', 'scheduled', 'done', 'cancelled', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"webhook_endpoint_id" uuid NOT NULL,
	"event" text NOT NULL,
	"payload" jsonb NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"response_status" integer,
	"response_body" text DEFAULT '' NOT NULL,
	"failure" text DEFAULT '' NOT NULL,
	"took_ms" integer,
	"job_id" uuid,
	"tried_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_deliveries_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "webhook_deliveries_status_check" CHECK ("webhook_deliveries"."status" in ('waiting', 'delivered', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"created_by" uuid DEFAULT app.current_user_id(),
	"url" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"events" text[] NOT NULL,
	"secret" text NOT NULL,
	"former_secret" text,
	"former_until" timestamp with time zone,
	"status" text DEFAULT 'active' NOT NULL,
	"status_reason" text DEFAULT '' NOT NULL,
	"failing_since" timestamp with time zone,
	"last_delivered_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "webhook_endpoints_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "webhook_endpoints_status_check" CHECK ("webhook_endpoints"."status" in ('active', 'paused', 'disabled'))
);
--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "woken_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "content_performance" ADD CONSTRAINT "content_performance_item_fk" FOREIGN KEY ("organization_id","content_item_id") REFERENCES "public"."content_items"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "preview_links" ADD CONSTRAINT "preview_links_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "preview_links" ADD CONSTRAINT "preview_links_item_fk" FOREIGN KEY ("organization_id","content_item_id") REFERENCES "public"."content_items"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_item_fk" FOREIGN KEY ("organization_id","content_item_id") REFERENCES "public"."content_items"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_release_fk" FOREIGN KEY ("organization_id","release_id") REFERENCES "public"."releases"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_items" ADD CONSTRAINT "published_items_organization_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_terms" ADD CONSTRAINT "published_terms_item_fk" FOREIGN KEY ("organization_id","content_item_id") REFERENCES "public"."published_items"("organization_id","content_item_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publishing_events" ADD CONSTRAINT "publishing_events_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publishing_heads" ADD CONSTRAINT "publishing_heads_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_items" ADD CONSTRAINT "release_items_release_fk" FOREIGN KEY ("organization_id","release_id") REFERENCES "public"."releases"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_items" ADD CONSTRAINT "release_items_item_fk" FOREIGN KEY ("organization_id","content_item_id") REFERENCES "public"."content_items"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpoint_fk" FOREIGN KEY ("organization_id","webhook_endpoint_id") REFERENCES "public"."webhook_endpoints"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "content_performance_day_index" ON "content_performance" USING btree ("organization_id","day","views" DESC NULLS FIRST,"content_item_id");--> statement-breakpoint
CREATE INDEX "preview_links_item_index" ON "preview_links" USING btree ("organization_id","content_item_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "preview_links_maker_index" ON "preview_links" USING btree ("created_by");--> statement-breakpoint
CREATE UNIQUE INDEX "publications_pending_key" ON "publications" USING btree ("organization_id","content_item_id","kind") WHERE status = 'scheduled';--> statement-breakpoint
CREATE INDEX "publications_item_index" ON "publications" USING btree ("organization_id","content_item_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "publications_release_index" ON "publications" USING btree ("organization_id","release_id");--> statement-breakpoint
CREATE INDEX "publications_upcoming_index" ON "publications" USING btree ("organization_id","due_at","id") WHERE status = 'scheduled';--> statement-breakpoint
CREATE INDEX "publications_past_index" ON "publications" USING btree ("organization_id","done_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE status = 'done';--> statement-breakpoint
CREATE INDEX "publications_failed_index" ON "publications" USING btree ("organization_id","id" DESC NULLS FIRST) WHERE status = 'failed';--> statement-breakpoint
CREATE INDEX "publications_late_index" ON "publications" USING btree ("due_at") WHERE status = 'scheduled' and noticed_at is null;--> statement-breakpoint
CREATE INDEX "publications_asker_index" ON "publications" USING btree ("requested_by");--> statement-breakpoint
CREATE UNIQUE INDEX "published_items_slug_key" ON "published_items" USING btree ("organization_id","slug") WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "published_items_list_index" ON "published_items" USING btree ("organization_id","published_at" DESC NULLS FIRST,"content_item_id" DESC NULLS FIRST) WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "published_items_modified_index" ON "published_items" USING btree ("organization_id","modified_at" DESC NULLS FIRST,"content_item_id" DESC NULLS FIRST) WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "published_items_type_index" ON "published_items" USING btree ("organization_id","type","published_at" DESC NULLS FIRST,"content_item_id" DESC NULLS FIRST) WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "published_items_language_index" ON "published_items" USING btree ("organization_id","language","published_at" DESC NULLS FIRST,"content_item_id" DESC NULLS FIRST) WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "published_items_author_index" ON "published_items" USING btree ("organization_id","author_id","published_at" DESC NULLS FIRST,"content_item_id" DESC NULLS FIRST) WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "published_items_translation_index" ON "published_items" USING btree ("organization_id","translation_group");--> statement-breakpoint
CREATE INDEX "published_items_category_index" ON "published_items" USING btree ("organization_id","category_id");--> statement-breakpoint
CREATE INDEX "published_items_sequence_index" ON "published_items" USING btree ("organization_id","sequence","content_item_id");--> statement-breakpoint
CREATE INDEX "published_items_search_index" ON "published_items" USING gin ("organization_id","search") WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "published_terms_list_index" ON "published_terms" USING btree ("organization_id","kind","slug","published_at" DESC NULLS FIRST,"content_item_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "published_terms_item_index" ON "published_terms" USING btree ("organization_id","content_item_id");--> statement-breakpoint
CREATE INDEX "published_terms_term_index" ON "published_terms" USING btree ("organization_id","term_id");--> statement-breakpoint
CREATE INDEX "release_items_item_index" ON "release_items" USING btree ("organization_id","content_item_id");--> statement-breakpoint
CREATE INDEX "releases_list_index" ON "releases" USING btree ("organization_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "releases_maker_index" ON "releases" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_endpoint_index" ON "webhook_deliveries" USING btree ("organization_id","webhook_endpoint_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "webhook_deliveries_age_index" ON "webhook_deliveries" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "webhook_endpoints_list_index" ON "webhook_endpoints" USING btree ("organization_id","id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "webhook_endpoints_maker_index" ON "webhook_endpoints" USING btree ("created_by");