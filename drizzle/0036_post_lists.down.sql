drop index post_targets_posts_index;
--> statement-breakpoint
drop index post_targets_open_index;
--> statement-breakpoint
drop index posts_agenda_index;
--> statement-breakpoint
drop index posts_mine_index;
--> statement-breakpoint
drop index post_tags_tag_index;
--> statement-breakpoint
create index post_tags_tag_index on post_tags (organization_id, tag_id);
