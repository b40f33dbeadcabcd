drop schema app cascade;
--> statement-breakpoint
revoke usage on schema public from masthead_app, masthead_definer;
--> statement-breakpoint
drop extension btree_gin;
--> statement-breakpoint
drop extension pg_trgm;
