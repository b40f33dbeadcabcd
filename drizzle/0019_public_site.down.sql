drop function app.reading_zone();
--> statement-breakpoint
drop function app.published_logo();
--> statement-breakpoint
drop function app.published_comments(text, int);
