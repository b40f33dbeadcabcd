alter table publish_events alter column created_at set default now();
