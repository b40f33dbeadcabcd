-- The dictionary of a language, as the search of content reads it. Fixed by its name, so that a generated column may use it.
create function app.search_language(language text) returns regconfig language sql immutable parallel safe set search_path = '' as $$
  select case split_part(lower(language), '-', 1)
    when 'ar' then 'pg_catalog.arabic' when 'da' then 'pg_catalog.danish' when 'de' then 'pg_catalog.german' when 'el' then 'pg_catalog.greek'
    when 'en' then 'pg_catalog.english' when 'es' then 'pg_catalog.spanish' when 'fi' then 'pg_catalog.finnish' when 'fr' then 'pg_catalog.french'
    when 'hu' then 'pg_catalog.hungarian' when 'id' then 'pg_catalog.indonesian' when 'it' then 'pg_catalog.italian' when 'nl' then 'pg_catalog.dutch'
    when 'no' then 'pg_catalog.norwegian' when 'nb' then 'pg_catalog.norwegian' when 'pt' then 'pg_catalog.portuguese' when 'ro' then 'pg_catalog.romanian'
    when 'ru' then 'pg_catalog.russian' when 'sv' then 'pg_catalog.swedish' when 'tr' then 'pg_catalog.turkish'
    else 'pg_catalog.simple' end::regconfig
$$;
--> statement-breakpoint
grant execute on function app.search_language(text) to masthead_app, masthead_definer;
--> statement-breakpoint
CREATE TABLE "content_approvals" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"content_item_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"content_hash" text NOT NULL,
	"requested_by" uuid,
	"approver_id" uuid,
	"status" text DEFAULT 'pending' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"fast_lane" boolean DEFAULT false NOT NULL,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "content_approvals_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "content_approvals_status_check" CHECK ("content_approvals"."status" in ('pending', 'approved', 'changes_requested', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "content_categories" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"parent_id" uuid,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"seo" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"path" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "content_categories_tenant_key" UNIQUE("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "content_comments" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"content_item_id" uuid NOT NULL,
	"parent_id" uuid,
	"audience" text DEFAULT 'team' NOT NULL,
	"author_id" uuid,
	"guest_name" text DEFAULT '' NOT NULL,
	"guest_email" text DEFAULT '' NOT NULL,
	"body" text NOT NULL,
	"anchor" jsonb,
	"status" text DEFAULT 'approved' NOT NULL,
	"resolved_at" timestamp with time zone,
	"resolved_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "content_comments_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "content_comments_audience_check" CHECK ("content_comments"."audience" in ('team', 'readers')),
	CONSTRAINT "content_comments_status_check" CHECK ("content_comments"."status" in ('pending', 'approved', 'rejected', 'spam'))
);
--> statement-breakpoint
CREATE TABLE "content_item_tags" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"content_item_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "content_item_tags_key" PRIMARY KEY("organization_id","content_item_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "content_items" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"author_id" uuid,
	"category_id" uuid,
	"template_id" uuid,
	"title" text DEFAULT '' NOT NULL,
	"title_key" text GENERATED ALWAYS AS (lower(title)) STORED NOT NULL,
	"slug" text NOT NULL,
	"type" text DEFAULT 'article' NOT NULL,
	"format" text DEFAULT 'text' NOT NULL,
	"platform" text,
	"language" text DEFAULT 'en' NOT NULL,
	"translation_group" uuid DEFAULT app.uuid7() NOT NULL,
	"excerpt" text DEFAULT '' NOT NULL,
	"body" jsonb DEFAULT '{"type":"doc","content":[{"type":"paragraph"}]}'::jsonb NOT NULL,
	"body_text" text DEFAULT '' NOT NULL,
	"word_count" integer DEFAULT 0 NOT NULL,
	"seo" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"cover_asset_id" uuid,
	"status" text DEFAULT 'draft' NOT NULL,
	"scheduled_for" timestamp with time zone,
	"time_zone" text,
	"published_at" timestamp with time zone,
	"published_revision" integer,
	"scheduled_revision" integer,
	"revision" integer DEFAULT 1 NOT NULL,
	"content_hash" text DEFAULT '' NOT NULL,
	"edited_at" timestamp with time zone DEFAULT now() NOT NULL,
	"edited_by" uuid,
	"view_count" bigint DEFAULT 0 NOT NULL,
	"like_count" bigint DEFAULT 0 NOT NULL,
	"share_count" bigint DEFAULT 0 NOT NULL,
	"comment_count" integer DEFAULT 0 NOT NULL,
	"tag_text" text DEFAULT '' NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector(app.search_language(language), title), 'A') || setweight(to_tsvector(app.search_language(language), tag_text || ' ' || excerpt), 'B') || setweight(to_tsvector(app.search_language(language), left(body_text, 200000)), 'D')) STORED,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "content_items_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "content_items_type_check" CHECK ("content_items"."type" in ('article', 'landing_page', 'press_release', 'newsletter', 'case_study', 'whitepaper', 'ebook', 'infographic', 'video', 'podcast', 'email', 'email_template', 'social_post')),
	CONSTRAINT "content_items_format_check" CHECK ("content_items"."format" in ('text', 'image', 'video', 'carousel', 'story', 'reel', 'audio')),
	CONSTRAINT "content_items_platform_check" CHECK ("content_items"."platform" in ('twitter', 'facebook', 'instagram', 'linkedin', 'youtube', 'tiktok', 'pinterest', 'threads', 'wordpress', 'medium', 'substack', 'bluesky', 'mastodon', 'ghost')),
	CONSTRAINT "content_items_status_check" CHECK ("content_items"."status" in ('draft', 'in_review', 'approved', 'scheduled', 'published', 'archived'))
);
--> statement-breakpoint
CREATE TABLE "content_links" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"content_item_id" uuid NOT NULL,
	"target_item_id" uuid NOT NULL,
	CONSTRAINT "content_links_key" PRIMARY KEY("organization_id","content_item_id","target_item_id")
);
--> statement-breakpoint
CREATE TABLE "content_revisions" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"content_item_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"excerpt" text NOT NULL,
	"body" jsonb NOT NULL,
	"fields" jsonb NOT NULL,
	"word_count" integer NOT NULL,
	"content_hash" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"changes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"author_id" uuid,
	"reason" text NOT NULL,
	"published_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "content_revisions_number_key" UNIQUE("organization_id","content_item_id","number"),
	CONSTRAINT "content_revisions_reason_check" CHECK ("content_revisions"."reason" in ('create', 'autosave', 'save', 'publish', 'restore', 'merge', 'import'))
);
--> statement-breakpoint
CREATE TABLE "content_slugs" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"slug" text NOT NULL,
	"content_item_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "content_slugs_key" PRIMARY KEY("organization_id","slug")
);
--> statement-breakpoint
CREATE TABLE "content_templates" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"created_by" uuid,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"kind" text DEFAULT 'content' NOT NULL,
	"content_type" text,
	"structure" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"default_values" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"body" jsonb DEFAULT '{"type":"doc","content":[{"type":"paragraph"}]}'::jsonb NOT NULL,
	"variables" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"category" text DEFAULT '' NOT NULL,
	"is_public" boolean DEFAULT true NOT NULL,
	"usage_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "content_templates_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "content_templates_kind_check" CHECK ("content_templates"."kind" in ('content', 'post')),
	CONSTRAINT "content_templates_type_check" CHECK ("content_templates"."content_type" in ('article', 'landing_page', 'press_release', 'newsletter', 'case_study', 'whitepaper', 'ebook', 'infographic', 'video', 'podcast', 'email', 'email_template', 'social_post'))
);
--> statement-breakpoint
CREATE TABLE "content_views" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "content_views_tenant_key" UNIQUE("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "media_usages" DROP CONSTRAINT "media_usages_place_check";--> statement-breakpoint
ALTER TABLE "content_approvals" ADD CONSTRAINT "content_approvals_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_approvals" ADD CONSTRAINT "content_approvals_approver_id_users_id_fk" FOREIGN KEY ("approver_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_approvals" ADD CONSTRAINT "content_approvals_item_fk" FOREIGN KEY ("organization_id","content_item_id") REFERENCES "public"."content_items"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_categories" ADD CONSTRAINT "content_categories_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_categories" ADD CONSTRAINT "content_categories_parent_fk" FOREIGN KEY ("organization_id","parent_id") REFERENCES "public"."content_categories"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_comments" ADD CONSTRAINT "content_comments_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_comments" ADD CONSTRAINT "content_comments_resolved_by_users_id_fk" FOREIGN KEY ("resolved_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_comments" ADD CONSTRAINT "content_comments_item_fk" FOREIGN KEY ("organization_id","content_item_id") REFERENCES "public"."content_items"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_comments" ADD CONSTRAINT "content_comments_parent_fk" FOREIGN KEY ("organization_id","parent_id") REFERENCES "public"."content_comments"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_item_tags" ADD CONSTRAINT "content_item_tags_item_fk" FOREIGN KEY ("organization_id","content_item_id") REFERENCES "public"."content_items"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_item_tags" ADD CONSTRAINT "content_item_tags_tag_fk" FOREIGN KEY ("organization_id","tag_id") REFERENCES "public"."tags"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_items" ADD CONSTRAINT "content_items_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_items" ADD CONSTRAINT "content_items_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_items" ADD CONSTRAINT "content_items_edited_by_users_id_fk" FOREIGN KEY ("edited_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_items" ADD CONSTRAINT "content_items_category_fk" FOREIGN KEY ("organization_id","category_id") REFERENCES "public"."content_categories"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_items" ADD CONSTRAINT "content_items_template_fk" FOREIGN KEY ("organization_id","template_id") REFERENCES "public"."content_templates"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_items" ADD CONSTRAINT "content_items_cover_fk" FOREIGN KEY ("organization_id","cover_asset_id") REFERENCES "public"."media_assets"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_links" ADD CONSTRAINT "content_links_item_fk" FOREIGN KEY ("organization_id","content_item_id") REFERENCES "public"."content_items"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_links" ADD CONSTRAINT "content_links_target_fk" FOREIGN KEY ("organization_id","target_item_id") REFERENCES "public"."content_items"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_revisions" ADD CONSTRAINT "content_revisions_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_revisions" ADD CONSTRAINT "content_revisions_item_fk" FOREIGN KEY ("organization_id","content_item_id") REFERENCES "public"."content_items"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_slugs" ADD CONSTRAINT "content_slugs_item_fk" FOREIGN KEY ("organization_id","content_item_id") REFERENCES "public"."content_items"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_templates" ADD CONSTRAINT "content_templates_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_templates" ADD CONSTRAINT "content_templates_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_views" ADD CONSTRAINT "content_views_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_views" ADD CONSTRAINT "content_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "content_approvals_pending_key" ON "content_approvals" USING btree ("organization_id","content_item_id","approver_id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "content_approvals_item_index" ON "content_approvals" USING btree ("organization_id","content_item_id","id");--> statement-breakpoint
CREATE INDEX "content_approvals_mine_index" ON "content_approvals" USING btree ("organization_id","approver_id","id" DESC NULLS FIRST) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "content_approvals_approver_index" ON "content_approvals" USING btree ("approver_id");--> statement-breakpoint
CREATE INDEX "content_approvals_asker_index" ON "content_approvals" USING btree ("requested_by");--> statement-breakpoint
CREATE UNIQUE INDEX "content_categories_slug_key" ON "content_categories" USING btree ("organization_id","slug") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "content_categories_parent_index" ON "content_categories" USING btree ("organization_id","parent_id","position");--> statement-breakpoint
CREATE INDEX "content_categories_path_index" ON "content_categories" USING btree ("organization_id","path" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "content_comments_item_index" ON "content_comments" USING btree ("organization_id","content_item_id","audience","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "content_comments_parent_index" ON "content_comments" USING btree ("organization_id","parent_id");--> statement-breakpoint
CREATE INDEX "content_comments_moderation_index" ON "content_comments" USING btree ("organization_id","status","id" DESC NULLS FIRST) WHERE deleted_at is null and audience = 'readers';--> statement-breakpoint
CREATE INDEX "content_comments_author_index" ON "content_comments" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "content_comments_resolver_index" ON "content_comments" USING btree ("resolved_by");--> statement-breakpoint
CREATE INDEX "content_item_tags_tag_index" ON "content_item_tags" USING btree ("organization_id","tag_id","content_item_id");--> statement-breakpoint
CREATE INDEX "content_items_cover_index" ON "content_items" USING btree ("organization_id","cover_asset_id");--> statement-breakpoint
CREATE UNIQUE INDEX "content_items_slug_key" ON "content_items" USING btree ("organization_id","slug") WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "content_items_translation_key" ON "content_items" USING btree ("organization_id","translation_group","language") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "content_items_edited_index" ON "content_items" USING btree ("organization_id","edited_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "content_items_status_index" ON "content_items" USING btree ("organization_id","status","edited_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "content_items_author_index" ON "content_items" USING btree ("organization_id","author_id","edited_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "content_items_category_index" ON "content_items" USING btree ("organization_id","category_id","edited_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "content_items_type_index" ON "content_items" USING btree ("organization_id","type","edited_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "content_items_language_index" ON "content_items" USING btree ("organization_id","language","edited_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "content_items_created_index" ON "content_items" USING btree ("organization_id","id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "content_items_title_index" ON "content_items" USING btree ("organization_id","title_key","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "content_items_published_index" ON "content_items" USING btree ("organization_id","published_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE deleted_at is null and published_at is not null;--> statement-breakpoint
CREATE INDEX "content_items_trash_index" ON "content_items" USING btree ("organization_id","deleted_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "content_items_template_index" ON "content_items" USING btree ("organization_id","template_id");--> statement-breakpoint
CREATE INDEX "content_items_search_index" ON "content_items" USING gin ("organization_id","search") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "content_items_likeness_index" ON "content_items" USING gin ("organization_id",title gin_trgm_ops) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "content_items_writer_index" ON "content_items" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "content_items_editor_index" ON "content_items" USING btree ("edited_by");--> statement-breakpoint
CREATE INDEX "content_links_target_index" ON "content_links" USING btree ("organization_id","target_item_id");--> statement-breakpoint
CREATE INDEX "content_revisions_author_index" ON "content_revisions" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "content_revisions_thin_index" ON "content_revisions" USING btree ("created_at") WHERE reason = 'autosave' and name = '' and published_at is null;--> statement-breakpoint
CREATE INDEX "content_slugs_item_index" ON "content_slugs" USING btree ("organization_id","content_item_id");--> statement-breakpoint
CREATE INDEX "content_templates_list_index" ON "content_templates" USING btree ("organization_id","kind",lower(name)) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "content_templates_maker_index" ON "content_templates" USING btree ("created_by");--> statement-breakpoint
CREATE UNIQUE INDEX "content_views_name_key" ON "content_views" USING btree ("organization_id","user_id",lower(name));--> statement-breakpoint
CREATE INDEX "content_views_user_index" ON "content_views" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "media_usages" ADD CONSTRAINT "media_usages_place_check" CHECK ("media_usages"."place" in ('organization_logo', 'content_item'));