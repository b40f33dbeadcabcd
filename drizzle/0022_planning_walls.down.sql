drop function app.open_feed(text);
--> statement-breakpoint
drop trigger give_first_project on organizations;
--> statement-breakpoint
drop function app.give_first_project();
--> statement-breakpoint
drop trigger count_added on campaign_tags;
--> statement-breakpoint
drop trigger count_removed on campaign_tags;
--> statement-breakpoint
drop trigger count_added on calendar_entry_tags;
--> statement-breakpoint
drop trigger count_removed on calendar_entry_tags;
--> statement-breakpoint
alter table calendar_entries drop constraint calendar_entries_item_fk, add constraint calendar_entries_item_fk foreign key (organization_id, content_item_id) references content_items (organization_id, id),
  drop constraint calendar_entries_project_fk, add constraint calendar_entries_project_fk foreign key (organization_id, project_id) references projects (organization_id, id),
  drop constraint calendar_entries_campaign_fk, add constraint calendar_entries_campaign_fk foreign key (organization_id, campaign_id) references campaigns (organization_id, id);
--> statement-breakpoint
alter table calendar_exceptions drop constraint calendar_exceptions_item_fk, add constraint calendar_exceptions_item_fk foreign key (organization_id, content_item_id) references content_items (organization_id, id);
--> statement-breakpoint
alter table campaigns drop constraint campaigns_project_fk, add constraint campaigns_project_fk foreign key (organization_id, project_id) references projects (organization_id, id);
--> statement-breakpoint
alter table content_items drop constraint content_items_project_fk, add constraint content_items_project_fk foreign key (organization_id, project_id) references projects (organization_id, id);
--> statement-breakpoint
revoke update (project_id) on content_items from masthead_app;
--> statement-breakpoint
do $$
declare t text; p record;
begin
  foreach t in array array['projects', 'project_members', 'campaigns', 'campaign_spending', 'campaign_content', 'campaign_tags', 'calendars', 'calendar_entries', 'calendar_exceptions', 'calendar_entry_tags', 'calendar_feeds', 'calendar_views'] loop
    for p in select policyname from pg_policies where schemaname = 'public' and tablename = t loop
      execute format('drop policy %I on public.%I', p.policyname, t);
    end loop;
    execute format('alter table public.%I no force row level security', t);
    execute format('alter table public.%I disable row level security', t);
    execute format('drop trigger if exists touch on public.%I', t);
    execute format('revoke all on public.%I from masthead_app, masthead_definer', t);
  end loop;
end $$;
--> statement-breakpoint
delete from calendars;
--> statement-breakpoint
delete from projects;
