drop table "content_views", "content_comments", "content_approvals", "content_links", "content_slugs", "content_item_tags", "content_revisions", "content_items", "content_templates", "content_categories";
--> statement-breakpoint
drop function app.search_language(text);
--> statement-breakpoint
delete from media_usages where place = 'content_item';
--> statement-breakpoint
alter table "media_usages" drop constraint "media_usages_place_check";
--> statement-breakpoint
alter table "media_usages" add constraint "media_usages_place_check" check ("media_usages"."place" in ('organization_logo'));
