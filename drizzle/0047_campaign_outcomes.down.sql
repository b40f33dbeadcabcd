drop table campaign_outcomes;
--> statement-breakpoint
alter table posts drop column figures_asked_at;
