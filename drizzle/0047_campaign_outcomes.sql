CREATE TABLE "campaign_outcomes" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid7() NOT NULL,
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"campaign_id" uuid NOT NULL,
	"day" date NOT NULL,
	"conversions" integer NOT NULL,
	"revenue" numeric(14, 2),
	"currency" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_by" uuid DEFAULT app.current_user_id(),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "campaign_outcomes_tenant_key" UNIQUE("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "figures_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "campaign_outcomes" ADD CONSTRAINT "campaign_outcomes_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_outcomes" ADD CONSTRAINT "campaign_outcomes_campaign_fk" FOREIGN KEY ("organization_id","campaign_id") REFERENCES "public"."campaigns"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "campaign_outcomes_list_index" ON "campaign_outcomes" USING btree ("organization_id","campaign_id","day" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "campaign_outcomes_maker_index" ON "campaign_outcomes" USING btree ("created_by");--> statement-breakpoint
call app.wall('campaign_outcomes');
--> statement-breakpoint
grant select, insert, update (deleted_at) on campaign_outcomes to masthead_app;
--> statement-breakpoint
grant select, insert, update, delete on campaign_outcomes to masthead_definer;
--> statement-breakpoint
grant update (figures_asked_at) on posts to masthead_app;
