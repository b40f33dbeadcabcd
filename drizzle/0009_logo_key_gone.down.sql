alter table "organizations" add column "logo_key" text;
--> statement-breakpoint
grant update (logo_key) on organizations to masthead_app;
