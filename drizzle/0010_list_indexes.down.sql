drop index "api_keys_list_index";
--> statement-breakpoint
drop index "audit_log_time_index";
--> statement-breakpoint
drop index "outbox_open_index";
--> statement-breakpoint
drop index "outbox_dead_index";
