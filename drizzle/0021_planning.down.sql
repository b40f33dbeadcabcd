alter table content_items drop column project_id;
--> statement-breakpoint
drop table calendar_views, calendar_feeds, calendar_entry_tags, calendar_exceptions, calendar_entries, calendars, campaign_tags, campaign_content, campaign_spending, campaigns, project_members, projects;
