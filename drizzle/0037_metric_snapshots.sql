CREATE TABLE "metric_snapshots" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"post_target_id" uuid,
	"social_account_id" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"impressions" integer,
	"reach" integer,
	"engagements" integer,
	"clicks" integer,
	"shares" integer,
	"saves" integer,
	"comments" integer,
	"likes" integer,
	"followers" integer,
	"source" text NOT NULL,
	"definition_version" integer DEFAULT 1 NOT NULL,
	"raw" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "metric_snapshots_tenant_key" UNIQUE("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "metric_snapshots" ADD CONSTRAINT "metric_snapshots_target_fk" FOREIGN KEY ("organization_id","post_target_id") REFERENCES "public"."post_targets"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_snapshots" ADD CONSTRAINT "metric_snapshots_account_fk" FOREIGN KEY ("organization_id","social_account_id") REFERENCES "public"."social_accounts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "metric_snapshots_target_index" ON "metric_snapshots" USING btree ("organization_id","post_target_id","recorded_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "metric_snapshots_account_index" ON "metric_snapshots" USING btree ("organization_id","social_account_id","recorded_at" DESC NULLS FIRST);--> statement-breakpoint
call app.wall('metric_snapshots');
--> statement-breakpoint
grant select, insert on metric_snapshots to masthead_app;
--> statement-breakpoint
grant select, insert, update, delete on metric_snapshots to masthead_definer;
