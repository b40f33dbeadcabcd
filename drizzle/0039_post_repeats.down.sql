drop function app.repeating_posts(int);
--> statement-breakpoint
drop index posts_repeats_index;
