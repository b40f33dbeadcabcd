CREATE TABLE "calendar_entries" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"calendar_id" uuid NOT NULL,
	"content_item_id" uuid,
	"project_id" uuid,
	"campaign_id" uuid,
	"owner_id" uuid,
	"created_by" uuid DEFAULT app.current_user_id(),
	"kind" text DEFAULT 'entry' NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'planned' NOT NULL,
	"channel" text,
	"checklist" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"starts_wall" timestamp NOT NULL,
	"time_zone" text NOT NULL,
	"scheduled_for" timestamp with time zone NOT NULL,
	"duration_minutes" integer DEFAULT 0 NOT NULL,
	"is_all_day" boolean DEFAULT false NOT NULL,
	"recurrence" jsonb,
	"ends_by" timestamp with time zone,
	"import_key" text,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "calendar_entries_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "calendar_entries_kind_check" CHECK ("calendar_entries"."kind" in ('entry', 'note', 'holiday')),
	CONSTRAINT "calendar_entries_status_check" CHECK ("calendar_entries"."status" in ('planned', 'in_progress', 'completed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "calendar_entry_tags" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"calendar_entry_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendar_entry_tags_key" PRIMARY KEY("organization_id","calendar_entry_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "calendar_exceptions" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"calendar_entry_id" uuid NOT NULL,
	"occurrence" timestamp NOT NULL,
	"is_skipped" boolean DEFAULT false NOT NULL,
	"starts_wall" timestamp,
	"status" text,
	"content_item_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendar_exceptions_key" PRIMARY KEY("organization_id","calendar_entry_id","occurrence"),
	CONSTRAINT "calendar_exceptions_status_check" CHECK ("calendar_exceptions"."status" in ('planned', 'in_progress', 'completed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "calendar_feeds" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"user_id" uuid NOT NULL,
	"calendar_id" uuid,
	"name" text NOT NULL,
	"query" text DEFAULT '' NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendar_feeds_token_key" UNIQUE("token_hash"),
	CONSTRAINT "calendar_feeds_tenant_key" UNIQUE("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "calendar_views" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendar_views_tenant_key" UNIQUE("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "calendars" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"name" text NOT NULL,
	"name_key" text GENERATED ALWAYS AS (lower(name)) STORED NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"color" text DEFAULT 'ink' NOT NULL,
	"created_by" uuid DEFAULT app.current_user_id(),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "calendars_tenant_key" UNIQUE("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "campaign_content" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"campaign_id" uuid NOT NULL,
	"content_item_id" uuid NOT NULL,
	"role" text DEFAULT 'supporting' NOT NULL,
	"priority" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaign_content_key" PRIMARY KEY("organization_id","campaign_id","content_item_id"),
	CONSTRAINT "campaign_content_role_check" CHECK ("campaign_content"."role" in ('hero', 'supporting', 'follow_up', 'announcement', 'reminder'))
);
--> statement-breakpoint
CREATE TABLE "campaign_spending" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"campaign_id" uuid NOT NULL,
	"spent_on" date NOT NULL,
	"amount" numeric(14, 2) NOT NULL,
	"currency" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_by" uuid DEFAULT app.current_user_id(),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "campaign_spending_tenant_key" UNIQUE("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "campaign_tags" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"campaign_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaign_tags_key" PRIMARY KEY("organization_id","campaign_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"project_id" uuid,
	"owner_id" uuid,
	"name" text NOT NULL,
	"name_key" text GENERATED ALWAYS AS (lower(name)) STORED NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"type" text DEFAULT 'content_marketing' NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"goals" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"target_metrics" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"budget" numeric(14, 2),
	"currency" text DEFAULT 'EUR' NOT NULL,
	"channels" text[] DEFAULT '{}' NOT NULL,
	"utm" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"is_template" boolean DEFAULT false NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "campaigns_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "campaigns_type_check" CHECK ("campaigns"."type" in ('product_launch', 'brand_awareness', 'lead_generation', 'content_marketing', 'event', 'seasonal', 'email', 'social')),
	CONSTRAINT "campaigns_status_check" CHECK ("campaigns"."status" in ('draft', 'planned', 'active', 'paused', 'completed', 'archived'))
);
--> statement-breakpoint
CREATE TABLE "project_members" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"project_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text DEFAULT 'editor' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "project_members_key" PRIMARY KEY("organization_id","project_id","user_id"),
	CONSTRAINT "project_members_role_check" CHECK ("project_members"."role" in ('lead', 'editor', 'viewer'))
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"owner_id" uuid,
	"name" text NOT NULL,
	"name_key" text GENERATED ALWAYS AS (lower(name)) STORED NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"target_audience" text DEFAULT '' NOT NULL,
	"content_goals" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"brand_guidelines" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"starts_on" date,
	"ends_on" date,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"category_ids" uuid[] DEFAULT '{}' NOT NULL,
	"tag_ids" uuid[] DEFAULT '{}' NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "projects_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "projects_status_check" CHECK ("projects"."status" in ('active', 'paused', 'completed', 'archived'))
);
--> statement-breakpoint
ALTER TABLE "content_items" ADD COLUMN "project_id" uuid;--> statement-breakpoint
ALTER TABLE "calendar_entries" ADD CONSTRAINT "calendar_entries_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_entries" ADD CONSTRAINT "calendar_entries_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_entries" ADD CONSTRAINT "calendar_entries_calendar_fk" FOREIGN KEY ("organization_id","calendar_id") REFERENCES "public"."calendars"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_entries" ADD CONSTRAINT "calendar_entries_project_fk" FOREIGN KEY ("organization_id","project_id") REFERENCES "public"."projects"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_entries" ADD CONSTRAINT "calendar_entries_campaign_fk" FOREIGN KEY ("organization_id","campaign_id") REFERENCES "public"."campaigns"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_entries" ADD CONSTRAINT "calendar_entries_item_fk" FOREIGN KEY ("organization_id","content_item_id") REFERENCES "public"."content_items"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_entry_tags" ADD CONSTRAINT "calendar_entry_tags_entry_fk" FOREIGN KEY ("organization_id","calendar_entry_id") REFERENCES "public"."calendar_entries"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_entry_tags" ADD CONSTRAINT "calendar_entry_tags_tag_fk" FOREIGN KEY ("organization_id","tag_id") REFERENCES "public"."tags"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_exceptions" ADD CONSTRAINT "calendar_exceptions_entry_fk" FOREIGN KEY ("organization_id","calendar_entry_id") REFERENCES "public"."calendar_entries"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_exceptions" ADD CONSTRAINT "calendar_exceptions_item_fk" FOREIGN KEY ("organization_id","content_item_id") REFERENCES "public"."content_items"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_member_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."memberships"("organization_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_calendar_fk" FOREIGN KEY ("organization_id","calendar_id") REFERENCES "public"."calendars"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_views" ADD CONSTRAINT "calendar_views_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_views" ADD CONSTRAINT "calendar_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_content" ADD CONSTRAINT "campaign_content_campaign_fk" FOREIGN KEY ("organization_id","campaign_id") REFERENCES "public"."campaigns"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_content" ADD CONSTRAINT "campaign_content_item_fk" FOREIGN KEY ("organization_id","content_item_id") REFERENCES "public"."content_items"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_spending" ADD CONSTRAINT "campaign_spending_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_spending" ADD CONSTRAINT "campaign_spending_campaign_fk" FOREIGN KEY ("organization_id","campaign_id") REFERENCES "public"."campaigns"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_tags" ADD CONSTRAINT "campaign_tags_campaign_fk" FOREIGN KEY ("organization_id","campaign_id") REFERENCES "public"."campaigns"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_tags" ADD CONSTRAINT "campaign_tags_tag_fk" FOREIGN KEY ("organization_id","tag_id") REFERENCES "public"."tags"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_project_fk" FOREIGN KEY ("organization_id","project_id") REFERENCES "public"."projects"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_members" ADD CONSTRAINT "project_members_project_fk" FOREIGN KEY ("organization_id","project_id") REFERENCES "public"."projects"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_members" ADD CONSTRAINT "project_members_member_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."memberships"("organization_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_entries_import_key" ON "calendar_entries" USING btree ("organization_id","calendar_id","import_key") WHERE import_key is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "calendar_entries_time_index" ON "calendar_entries" USING btree ("organization_id","scheduled_for","id") WHERE deleted_at is null and recurrence is null;--> statement-breakpoint
CREATE INDEX "calendar_entries_repeated_index" ON "calendar_entries" USING btree ("organization_id","scheduled_for","id") WHERE deleted_at is null and recurrence is not null;--> statement-breakpoint
CREATE INDEX "calendar_entries_calendar_index" ON "calendar_entries" USING btree ("organization_id","calendar_id","scheduled_for");--> statement-breakpoint
CREATE INDEX "calendar_entries_item_index" ON "calendar_entries" USING btree ("organization_id","content_item_id");--> statement-breakpoint
CREATE INDEX "calendar_entries_project_index" ON "calendar_entries" USING btree ("organization_id","project_id","scheduled_for");--> statement-breakpoint
CREATE INDEX "calendar_entries_campaign_index" ON "calendar_entries" USING btree ("organization_id","campaign_id","scheduled_for");--> statement-breakpoint
CREATE INDEX "calendar_entries_owner_index" ON "calendar_entries" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "calendar_entries_maker_index" ON "calendar_entries" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "calendar_entry_tags_tag_index" ON "calendar_entry_tags" USING btree ("organization_id","tag_id");--> statement-breakpoint
CREATE INDEX "calendar_exceptions_item_index" ON "calendar_exceptions" USING btree ("organization_id","content_item_id");--> statement-breakpoint
CREATE INDEX "calendar_feeds_calendar_index" ON "calendar_feeds" USING btree ("organization_id","calendar_id");--> statement-breakpoint
CREATE INDEX "calendar_feeds_user_index" ON "calendar_feeds" USING btree ("organization_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_views_name_key" ON "calendar_views" USING btree ("organization_id","user_id",lower(name));--> statement-breakpoint
CREATE INDEX "calendar_views_user_index" ON "calendar_views" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "calendars_name_index" ON "calendars" USING btree ("organization_id","name_key","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "calendars_maker_index" ON "calendars" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "campaign_content_item_index" ON "campaign_content" USING btree ("organization_id","content_item_id");--> statement-breakpoint
CREATE INDEX "campaign_content_order_index" ON "campaign_content" USING btree ("organization_id","campaign_id","priority");--> statement-breakpoint
CREATE INDEX "campaign_spending_list_index" ON "campaign_spending" USING btree ("organization_id","campaign_id","spent_on" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "campaign_spending_maker_index" ON "campaign_spending" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "campaign_tags_tag_index" ON "campaign_tags" USING btree ("organization_id","tag_id");--> statement-breakpoint
CREATE INDEX "campaigns_project_index" ON "campaigns" USING btree ("organization_id","project_id");--> statement-breakpoint
CREATE INDEX "campaigns_start_index" ON "campaigns" USING btree ("organization_id","is_template","starts_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "campaigns_status_index" ON "campaigns" USING btree ("organization_id","is_template","status","starts_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "campaigns_name_index" ON "campaigns" USING btree ("organization_id","is_template","name_key","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "campaigns_trash_index" ON "campaigns" USING btree ("organization_id","deleted_at" DESC NULLS FIRST) WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "campaigns_owner_index" ON "campaigns" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "project_members_user_index" ON "project_members" USING btree ("organization_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_default_key" ON "projects" USING btree ("organization_id") WHERE is_default and deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_name_index" ON "projects" USING btree ("organization_id","name_key","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_status_index" ON "projects" USING btree ("organization_id","status","name_key","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "projects_trash_index" ON "projects" USING btree ("organization_id","deleted_at" DESC NULLS FIRST) WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "projects_owner_index" ON "projects" USING btree ("owner_id");--> statement-breakpoint
ALTER TABLE "content_items" ADD CONSTRAINT "content_items_project_fk" FOREIGN KEY ("organization_id","project_id") REFERENCES "public"."projects"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "content_items_project_index" ON "content_items" USING btree ("organization_id","project_id","edited_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE deleted_at is null;