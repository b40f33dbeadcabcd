drop table webhook_deliveries, webhook_endpoints, content_performance, preview_links, publishing_events, publishing_heads, published_terms, published_items, release_items, publications, releases;
--> statement-breakpoint
alter table outbox drop column woken_at;
