drop index "published_items_project_index";
--> statement-breakpoint
alter table "published_items" drop column "project_id";
