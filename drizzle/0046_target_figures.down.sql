drop trigger keep_figures on metric_snapshots;
--> statement-breakpoint
drop trigger keep_filing on posts;
--> statement-breakpoint
drop trigger keep_published_again on post_targets;
--> statement-breakpoint
drop trigger keep_published on post_targets;
--> statement-breakpoint
drop function app.keep_figures();
--> statement-breakpoint
drop function app.keep_filing();
--> statement-breakpoint
drop function app.keep_published();
--> statement-breakpoint
drop index metric_snapshots_followers_index;
--> statement-breakpoint
drop table target_figures;
