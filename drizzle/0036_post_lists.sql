DROP INDEX "post_tags_tag_index";--> statement-breakpoint
CREATE INDEX "post_targets_posts_index" ON "post_targets" USING btree ("organization_id","social_account_id","post_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "post_targets_open_index" ON "post_targets" USING btree ("organization_id","social_account_id","scheduled_at","post_id") WHERE status in ('scheduled', 'claimed', 'sending');--> statement-breakpoint
CREATE INDEX "posts_agenda_index" ON "posts" USING btree ("organization_id","scheduled_at","id") WHERE deleted_at is null and status in ('scheduled', 'publishing');--> statement-breakpoint
CREATE INDEX "posts_mine_index" ON "posts" USING btree ("organization_id","author_id","id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "post_tags_tag_index" ON "post_tags" USING btree ("organization_id","tag_id","post_id" DESC NULLS FIRST);