-- Walls and counts of planning, and a project for every organization from its first day.
call app.wall('projects');
--> statement-breakpoint
call app.wall('project_members');
--> statement-breakpoint
call app.wall('campaigns');
--> statement-breakpoint
call app.wall('campaign_spending');
--> statement-breakpoint
call app.wall('campaign_content');
--> statement-breakpoint
call app.wall('campaign_tags');
--> statement-breakpoint
call app.wall('calendars');
--> statement-breakpoint
call app.wall('calendar_entries');
--> statement-breakpoint
call app.wall('calendar_exceptions');
--> statement-breakpoint
call app.wall('calendar_entry_tags');
--> statement-breakpoint
call app.wall('calendar_feeds');
--> statement-breakpoint
call app.wall('calendar_views');
--> statement-breakpoint
grant select, insert, update (owner_id, name, description, status, target_audience, content_goals, brand_guidelines, starts_on, ends_on, settings, category_ids, tag_ids, revision, deleted_at) on projects to masthead_app;
--> statement-breakpoint
grant select, insert, update (role), delete on project_members to masthead_app;
--> statement-breakpoint
grant select, insert, update (project_id, owner_id, name, description, type, status, starts_at, ends_at, time_zone, goals, target_metrics, budget, currency, channels, utm, is_template, revision, deleted_at)
  on campaigns to masthead_app;
--> statement-breakpoint
grant select, insert, update (spent_on, amount, currency, note, deleted_at) on campaign_spending to masthead_app;
--> statement-breakpoint
grant select, insert, update (role, priority), delete on campaign_content to masthead_app;
--> statement-breakpoint
grant select, insert, delete on campaign_tags, calendar_entry_tags to masthead_app;
--> statement-breakpoint
grant select, insert, update (name, description, time_zone, color, deleted_at) on calendars to masthead_app;
--> statement-breakpoint
grant select, insert, update (calendar_id, content_item_id, project_id, campaign_id, owner_id, kind, title, description, status, channel, checklist, starts_wall, time_zone, scheduled_for,
  duration_minutes, is_all_day, recurrence, ends_by, revision, deleted_at), delete on calendar_entries to masthead_app;
--> statement-breakpoint
grant select, insert, update (is_skipped, starts_wall, status, content_item_id), delete on calendar_exceptions to masthead_app;
--> statement-breakpoint
grant select (id, organization_id, user_id, calendar_id, name, query, last_used_at, revoked_at, created_at, updated_at), insert, update (name, revoked_at) on calendar_feeds to masthead_app;
--> statement-breakpoint
grant select, insert, update (name, query, shared), delete on calendar_views to masthead_app;
--> statement-breakpoint
grant update (project_id) on content_items to masthead_app;
--> statement-breakpoint
grant select, insert, update, delete on projects, project_members, campaigns, campaign_spending, campaign_content, campaign_tags, calendars, calendar_entries, calendar_exceptions, calendar_entry_tags,
  calendar_feeds, calendar_views to masthead_definer;
--> statement-breakpoint
-- What is purged takes its links with it, and leaves the rows that had them.
alter table calendar_entries drop constraint calendar_entries_item_fk,
  add constraint calendar_entries_item_fk foreign key (organization_id, content_item_id) references content_items (organization_id, id) on delete set null (content_item_id),
  drop constraint calendar_entries_project_fk,
  add constraint calendar_entries_project_fk foreign key (organization_id, project_id) references projects (organization_id, id) on delete set null (project_id),
  drop constraint calendar_entries_campaign_fk,
  add constraint calendar_entries_campaign_fk foreign key (organization_id, campaign_id) references campaigns (organization_id, id) on delete set null (campaign_id);
--> statement-breakpoint
alter table calendar_exceptions drop constraint calendar_exceptions_item_fk,
  add constraint calendar_exceptions_item_fk foreign key (organization_id, content_item_id) references content_items (organization_id, id) on delete set null (content_item_id);
--> statement-breakpoint
alter table campaigns drop constraint campaigns_project_fk,
  add constraint campaigns_project_fk foreign key (organization_id, project_id) references projects (organization_id, id) on delete set null (project_id);
--> statement-breakpoint
alter table content_items drop constraint content_items_project_fk,
  add constraint content_items_project_fk foreign key (organization_id, project_id) references projects (organization_id, id) on delete set null (project_id);
--> statement-breakpoint
create trigger count_added after insert on campaign_tags referencing new table as changed for each statement execute function app.count_content_tags();
--> statement-breakpoint
create trigger count_removed after delete on campaign_tags referencing old table as changed for each statement execute function app.count_content_tags();
--> statement-breakpoint
create trigger count_added after insert on calendar_entry_tags referencing new table as changed for each statement execute function app.count_content_tags();
--> statement-breakpoint
create trigger count_removed after delete on calendar_entry_tags referencing old table as changed for each statement execute function app.count_content_tags();
--> statement-breakpoint
create function app.give_first_project() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.projects (organization_id, name, description, is_default) values (new.id, 'Everyday', 'What belongs to no other project.', true);
  insert into public.calendars (organization_id, name, time_zone, created_by) values (new.id, 'Editorial calendar', new.time_zone, null);
  return null;
end $$;
--> statement-breakpoint
alter function app.give_first_project() owner to masthead_definer;
--> statement-breakpoint
create trigger give_first_project after insert on organizations for each row execute function app.give_first_project();
--> statement-breakpoint
insert into projects (organization_id, name, description, is_default) select o.id, 'Everyday', 'What belongs to no other project.', true from organizations o where o.deleted_at is null;
--> statement-breakpoint
insert into calendars (organization_id, name, time_zone, created_by) select o.id, 'Editorial calendar', o.time_zone, null from organizations o where o.deleted_at is null;
--> statement-breakpoint
-- A calendar program has no cookie: the link itself says whose feed it is, and the feed is read as that organization.
create function app.open_feed(token text) returns table (id uuid, organization_id uuid, user_id uuid, calendar_id uuid, name text, query text)
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query update public.calendar_feeds f set last_used_at = now()
    from public.users u, public.organizations o
    where f.token_hash = sha256(convert_to(token, 'UTF8')) and f.revoked_at is null
      and u.id = f.user_id and u.deleted_at is null and u.status = 'active' and o.id = f.organization_id and o.deleted_at is null
    returning f.id, f.organization_id, f.user_id, f.calendar_id, f.name, f.query;
  if not found then raise exception using errcode = 'MH404', message = 'This calendar link was taken back. Ask for a new one.'; end if;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.open_feed(text)');
