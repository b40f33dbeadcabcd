CREATE TABLE "publish_attempts" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"post_target_id" uuid NOT NULL,
	"social_account_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"segment" integer NOT NULL,
	"state" text DEFAULT 'prepared' NOT NULL,
	"handle" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"first_armed_at" timestamp with time zone,
	"armed_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"looks" integer DEFAULT 0 NOT NULL,
	"proof" text DEFAULT '' NOT NULL,
	"platform_id" text,
	"platform_url" text,
	"platform_data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"sentence" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "publish_attempts_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "publish_attempts_segment_key" UNIQUE("organization_id","post_target_id","version","segment"),
	CONSTRAINT "publish_attempts_state_check" CHECK ("publish_attempts"."state" in ('prepared', 'armed', 'sent', 'confirmed', 'rejected', 'ambiguous', 'absent', 'needs_human'))
);
--> statement-breakpoint
CREATE TABLE "publish_events" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"post_target_id" uuid NOT NULL,
	"segment" integer DEFAULT 0 NOT NULL,
	"kind" text NOT NULL,
	"sentence" text DEFAULT '' NOT NULL,
	"evidence" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"actor_id" uuid DEFAULT app.current_user_id(),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "publish_events_tenant_key" UNIQUE("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "post_approvals" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"post_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"content_hash" text NOT NULL,
	"requested_by" uuid DEFAULT app.current_user_id(),
	"approver_id" uuid,
	"status" text DEFAULT 'pending' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "post_approvals_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "post_approvals_status_check" CHECK ("post_approvals"."status" in ('pending', 'approved', 'changes_requested', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "post_media" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"post_id" uuid NOT NULL,
	"asset_id" uuid NOT NULL,
	"position" integer,
	"alt_text" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "post_media_key" PRIMARY KEY("organization_id","post_id","asset_id")
);
--> statement-breakpoint
CREATE TABLE "post_tags" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"post_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "post_tags_key" PRIMARY KEY("organization_id","post_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "post_targets" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"post_id" uuid NOT NULL,
	"social_account_id" uuid NOT NULL,
	"variant" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"scheduled_at" timestamp with time zone,
	"published_at" timestamp with time zone,
	"version" integer DEFAULT 0 NOT NULL,
	"platform_post_id" text,
	"platform_url" text,
	"failure_code" text DEFAULT '' NOT NULL,
	"failure_message" text DEFAULT '' NOT NULL,
	"fence" integer DEFAULT 0 NOT NULL,
	"taken_at" timestamp with time zone,
	"wake_at" timestamp with time zone,
	"look_at" timestamp with time zone,
	"stumbles" integer DEFAULT 0 NOT NULL,
	"noticed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "post_targets_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "post_targets_account_key" UNIQUE("organization_id","post_id","social_account_id"),
	CONSTRAINT "post_targets_status_check" CHECK ("post_targets"."status" in ('draft', 'scheduled', 'claimed', 'sending', 'published', 'failed', 'needs_attention', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "post_versions" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"post_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"content_hash" text NOT NULL,
	"approved_at" timestamp with time zone,
	"created_by" uuid DEFAULT app.current_user_id(),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "post_versions_key" PRIMARY KEY("organization_id","post_id","number")
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"author_id" uuid DEFAULT app.current_user_id(),
	"project_id" uuid,
	"campaign_id" uuid,
	"content_item_id" uuid,
	"template_id" uuid,
	"repeats_id" uuid,
	"text" text DEFAULT '' NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"thread" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"first_comment" text DEFAULT '' NOT NULL,
	"format" text DEFAULT 'text' NOT NULL,
	"hashtags" text[] DEFAULT '{}' NOT NULL,
	"mentions" text[] DEFAULT '{}' NOT NULL,
	"link" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"scheduled_wall" timestamp,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"scheduled_at" timestamp with time zone,
	"published_at" timestamp with time zone,
	"late_policy" text DEFAULT 'publish' NOT NULL,
	"late_minutes" integer DEFAULT 240 NOT NULL,
	"recurrence" jsonb,
	"approval" text,
	"version" integer DEFAULT 0 NOT NULL,
	"ai_generated" boolean DEFAULT false NOT NULL,
	"ai_model" text DEFAULT '' NOT NULL,
	"ai_prompt" text DEFAULT '' NOT NULL,
	"impressions" integer,
	"engagements" integer,
	"clicks" integer,
	"shares" integer,
	"import_key" text,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "posts_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "posts_format_check" CHECK ("posts"."format" in ('text', 'image', 'video', 'carousel', 'story', 'reel')),
	CONSTRAINT "posts_status_check" CHECK ("posts"."status" in ('draft', 'scheduled', 'publishing', 'published', 'partially_published', 'failed', 'cancelled')),
	CONSTRAINT "posts_late_check" CHECK ("posts"."late_policy" in ('publish', 'hold', 'skip')),
	CONSTRAINT "posts_approval_check" CHECK ("posts"."approval" in ('pending', 'approved', 'changes_requested', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "posting_slots" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"social_account_id" uuid NOT NULL,
	"weekday" smallint NOT NULL,
	"local_time" text NOT NULL,
	"time_zone" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "posting_slots_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "posting_slots_time_key" UNIQUE("organization_id","social_account_id","weekday","local_time")
);
--> statement-breakpoint
CREATE TABLE "social_accounts" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"project_id" uuid,
	"connected_by" uuid DEFAULT app.current_user_id(),
	"platform" text NOT NULL,
	"platform_account_id" text NOT NULL,
	"username" text NOT NULL,
	"display_name" text NOT NULL,
	"name_key" text GENERATED ALWAYS AS (lower(display_name)) STORED NOT NULL,
	"profile_image" text,
	"profile_url" text,
	"place" text,
	"access_token" text DEFAULT '' NOT NULL,
	"refresh_token" text,
	"token_expires_at" timestamp with time zone,
	"token_generation" integer DEFAULT 0 NOT NULL,
	"renewing_until" timestamp with time zone,
	"client" text,
	"scopes" text[] DEFAULT '{}' NOT NULL,
	"follower_count" integer,
	"following_count" integer,
	"post_count" integer,
	"platform_data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"status_reason" text DEFAULT '' NOT NULL,
	"paused_at" timestamp with time zone,
	"warned_for" timestamp with time zone,
	"last_synced_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "social_accounts_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "social_accounts_platform_check" CHECK ("social_accounts"."platform" in ('twitter', 'facebook', 'instagram', 'linkedin', 'youtube', 'tiktok', 'pinterest', 'threads', 'wordpress', 'medium', 'substack', 'bluesky', 'mastodon', 'ghost')),
	CONSTRAINT "social_accounts_status_check" CHECK ("social_accounts"."status" in ('active', 'inactive', 'expired', 'revoked', 'error'))
);
--> statement-breakpoint
CREATE TABLE "social_connections" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"user_id" uuid DEFAULT app.current_user_id() NOT NULL,
	"platform" text NOT NULL,
	"place" text,
	"project_id" uuid,
	"social_account_id" uuid,
	"state_hash" "bytea" NOT NULL,
	"verifier" text,
	"client" text,
	"granted" text,
	"expires_at" timestamp with time zone DEFAULT now() + interval '1 hour' NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "social_connections_state_key" UNIQUE("state_hash"),
	CONSTRAINT "social_connections_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "social_connections_platform_check" CHECK ("social_connections"."platform" in ('twitter', 'facebook', 'instagram', 'linkedin', 'youtube', 'tiktok', 'pinterest', 'threads', 'wordpress', 'medium', 'substack', 'bluesky', 'mastodon', 'ghost'))
);
--> statement-breakpoint
ALTER TABLE "media_usages" DROP CONSTRAINT "media_usages_place_check";--> statement-breakpoint
ALTER TABLE "publish_attempts" ADD CONSTRAINT "publish_attempts_target_fk" FOREIGN KEY ("organization_id","post_target_id") REFERENCES "public"."post_targets"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publish_attempts" ADD CONSTRAINT "publish_attempts_account_fk" FOREIGN KEY ("organization_id","social_account_id") REFERENCES "public"."social_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publish_events" ADD CONSTRAINT "publish_events_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publish_events" ADD CONSTRAINT "publish_events_target_fk" FOREIGN KEY ("organization_id","post_target_id") REFERENCES "public"."post_targets"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_approvals" ADD CONSTRAINT "post_approvals_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_approvals" ADD CONSTRAINT "post_approvals_approver_id_users_id_fk" FOREIGN KEY ("approver_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_approvals" ADD CONSTRAINT "post_approvals_post_fk" FOREIGN KEY ("organization_id","post_id") REFERENCES "public"."posts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_media" ADD CONSTRAINT "post_media_post_fk" FOREIGN KEY ("organization_id","post_id") REFERENCES "public"."posts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_media" ADD CONSTRAINT "post_media_asset_fk" FOREIGN KEY ("organization_id","asset_id") REFERENCES "public"."media_assets"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_tags" ADD CONSTRAINT "post_tags_post_fk" FOREIGN KEY ("organization_id","post_id") REFERENCES "public"."posts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_tags" ADD CONSTRAINT "post_tags_tag_fk" FOREIGN KEY ("organization_id","tag_id") REFERENCES "public"."tags"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_targets" ADD CONSTRAINT "post_targets_post_fk" FOREIGN KEY ("organization_id","post_id") REFERENCES "public"."posts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_targets" ADD CONSTRAINT "post_targets_account_fk" FOREIGN KEY ("organization_id","social_account_id") REFERENCES "public"."social_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_versions" ADD CONSTRAINT "post_versions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_versions" ADD CONSTRAINT "post_versions_post_fk" FOREIGN KEY ("organization_id","post_id") REFERENCES "public"."posts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_project_fk" FOREIGN KEY ("organization_id","project_id") REFERENCES "public"."projects"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_campaign_fk" FOREIGN KEY ("organization_id","campaign_id") REFERENCES "public"."campaigns"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_item_fk" FOREIGN KEY ("organization_id","content_item_id") REFERENCES "public"."content_items"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_template_fk" FOREIGN KEY ("organization_id","template_id") REFERENCES "public"."content_templates"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting_slots" ADD CONSTRAINT "posting_slots_account_fk" FOREIGN KEY ("organization_id","social_account_id") REFERENCES "public"."social_accounts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "social_accounts" ADD CONSTRAINT "social_accounts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "social_accounts" ADD CONSTRAINT "social_accounts_connected_by_users_id_fk" FOREIGN KEY ("connected_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "social_accounts" ADD CONSTRAINT "social_accounts_project_fk" FOREIGN KEY ("organization_id","project_id") REFERENCES "public"."projects"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "social_connections" ADD CONSTRAINT "social_connections_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "social_connections" ADD CONSTRAINT "social_connections_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "social_connections" ADD CONSTRAINT "social_connections_account_fk" FOREIGN KEY ("organization_id","social_account_id") REFERENCES "public"."social_accounts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "social_connections" ADD CONSTRAINT "social_connections_project_fk" FOREIGN KEY ("organization_id","project_id") REFERENCES "public"."projects"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "publish_attempts_account_index" ON "publish_attempts" USING btree ("organization_id","social_account_id","armed_at");--> statement-breakpoint
CREATE INDEX "publish_events_target_index" ON "publish_events" USING btree ("organization_id","post_target_id","id");--> statement-breakpoint
CREATE INDEX "publish_events_actor_index" ON "publish_events" USING btree ("actor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "post_approvals_pending_key" ON "post_approvals" USING btree ("organization_id","post_id","approver_id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "post_approvals_post_index" ON "post_approvals" USING btree ("organization_id","post_id","id");--> statement-breakpoint
CREATE INDEX "post_approvals_mine_index" ON "post_approvals" USING btree ("organization_id","approver_id","id" DESC NULLS FIRST) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "post_approvals_approver_index" ON "post_approvals" USING btree ("approver_id");--> statement-breakpoint
CREATE INDEX "post_approvals_asker_index" ON "post_approvals" USING btree ("requested_by");--> statement-breakpoint
CREATE INDEX "post_media_asset_index" ON "post_media" USING btree ("organization_id","asset_id");--> statement-breakpoint
CREATE INDEX "post_tags_tag_index" ON "post_tags" USING btree ("organization_id","tag_id");--> statement-breakpoint
CREATE INDEX "post_targets_look_index" ON "post_targets" USING btree ("look_at") WHERE look_at is not null;--> statement-breakpoint
CREATE INDEX "post_targets_account_index" ON "post_targets" USING btree ("organization_id","social_account_id","scheduled_at","id");--> statement-breakpoint
CREATE INDEX "post_targets_needs_index" ON "post_targets" USING btree ("organization_id","id" DESC NULLS FIRST) WHERE status in ('needs_attention', 'failed');--> statement-breakpoint
CREATE UNIQUE INDEX "post_targets_platform_key" ON "post_targets" USING btree ("organization_id","social_account_id","platform_post_id") WHERE platform_post_id is not null;--> statement-breakpoint
CREATE INDEX "post_versions_maker_index" ON "post_versions" USING btree ("created_by");--> statement-breakpoint
CREATE UNIQUE INDEX "posts_import_key" ON "posts" USING btree ("organization_id","import_key") WHERE import_key is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "posts_list_index" ON "posts" USING btree ("organization_id","id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "posts_status_index" ON "posts" USING btree ("organization_id","status","id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "posts_time_index" ON "posts" USING btree ("organization_id","scheduled_at","id") WHERE deleted_at is null and scheduled_at is not null;--> statement-breakpoint
CREATE INDEX "posts_trash_index" ON "posts" USING btree ("organization_id","deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "posts_project_index" ON "posts" USING btree ("organization_id","project_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "posts_campaign_index" ON "posts" USING btree ("organization_id","campaign_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "posts_item_index" ON "posts" USING btree ("organization_id","content_item_id");--> statement-breakpoint
CREATE INDEX "posts_template_index" ON "posts" USING btree ("organization_id","template_id");--> statement-breakpoint
CREATE INDEX "posts_author_index" ON "posts" USING btree ("author_id");--> statement-breakpoint
CREATE UNIQUE INDEX "social_accounts_platform_key" ON "social_accounts" USING btree ("organization_id","platform","platform_account_id",coalesce("place", '')) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "social_accounts_list_index" ON "social_accounts" USING btree ("organization_id","name_key","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "social_accounts_project_index" ON "social_accounts" USING btree ("organization_id","project_id");--> statement-breakpoint
CREATE INDEX "social_accounts_connector_index" ON "social_accounts" USING btree ("connected_by");--> statement-breakpoint
CREATE INDEX "social_accounts_expiry_index" ON "social_accounts" USING btree ("token_expires_at") WHERE deleted_at is null and status = 'active';--> statement-breakpoint
CREATE INDEX "social_connections_account_index" ON "social_connections" USING btree ("organization_id","social_account_id");--> statement-breakpoint
CREATE INDEX "social_connections_project_index" ON "social_connections" USING btree ("organization_id","project_id");--> statement-breakpoint
CREATE INDEX "social_connections_user_index" ON "social_connections" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "social_connections_age_index" ON "social_connections" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "media_usages" ADD CONSTRAINT "media_usages_place_check" CHECK ("media_usages"."place" in ('organization_logo', 'content_item', 'project_logo', 'post'));