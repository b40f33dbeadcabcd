alter table media_usages drop constraint media_usages_place_check, add constraint media_usages_place_check check (place in ('organization_logo', 'content_item', 'project_logo'));
--> statement-breakpoint
drop table publish_events, publish_attempts, post_approvals, post_versions, post_targets, post_tags, post_media, posts, posting_slots, social_connections, social_accounts;
