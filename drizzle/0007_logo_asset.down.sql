drop index "organizations_logo_index";
--> statement-breakpoint
alter table "organizations" drop column "logo_asset_id";
