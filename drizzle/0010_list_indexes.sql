CREATE INDEX "audit_log_time_index" ON "audit_log" USING btree ("organization_id","created_at","sequence");--> statement-breakpoint
CREATE INDEX "api_keys_list_index" ON "api_keys" USING btree ("organization_id","id" DESC NULLS FIRST) WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "outbox_open_index" ON "outbox" USING btree ("organization_id","id" DESC NULLS FIRST) WHERE status in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX "outbox_dead_index" ON "outbox" USING btree ("organization_id","id" DESC NULLS FIRST) WHERE status = 'dead';