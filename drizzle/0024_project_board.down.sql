delete from media_usages where place = 'project_logo';
--> statement-breakpoint
alter table media_usages drop constraint media_usages_place_check;
--> statement-breakpoint
drop index "content_items_board_index";
--> statement-breakpoint
alter table media_usages add constraint media_usages_place_check check (place in ('organization_logo', 'content_item'));
