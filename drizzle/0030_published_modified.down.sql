drop index "published_terms_modified_index", "published_items_project_modified_index", "published_items_author_modified_index", "published_items_language_modified_index", "published_items_type_modified_index";
--> statement-breakpoint
alter table "published_terms" drop column "modified_at";
