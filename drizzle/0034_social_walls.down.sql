create or replace function app.health() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return jsonb_build_object(
    'heartbeats', (select coalesce(jsonb_object_agg(h.name, extract(epoch from now() - h.beat_at)::int), '{}') from public.heartbeats h),
    'overdueJobs', (select count(*) from (select from public.outbox o where o.status in ('waiting', 'running') and o.due_at < now() - interval '2 minutes' limit 1000) late),
    'overduePublications', (select count(*) from (select from public.publications p where p.status = 'scheduled' and p.due_at < now() - interval '2 minutes' limit 1000) late),
    'deadJobs', (select count(*) from (select from public.outbox o where o.status = 'dead' limit 1000) dead),
    'deadLetters', (select count(*) from (select from public.dead_letters limit 1000) letters));
end $$;
--> statement-breakpoint
drop function app.ending_accounts(int, interval);
--> statement-breakpoint
drop function app.late_targets(int);
--> statement-breakpoint
drop function app.take_target(uuid, int);
--> statement-breakpoint
drop function app.claim_targets(int);
--> statement-breakpoint
drop trigger guard_attempt on publish_attempts;
--> statement-breakpoint
drop function app.guard_attempt();
--> statement-breakpoint
drop trigger derive_post_again on post_targets;
--> statement-breakpoint
drop trigger derive_post on post_targets;
--> statement-breakpoint
drop function app.derive_post();
--> statement-breakpoint
drop trigger count_added on post_tags;
--> statement-breakpoint
drop trigger count_removed on post_tags;
--> statement-breakpoint
alter table social_accounts drop constraint social_accounts_project_fk, add constraint social_accounts_project_fk foreign key (organization_id, project_id) references projects (organization_id, id);
--> statement-breakpoint
alter table posts drop constraint posts_project_fk, drop constraint posts_campaign_fk, drop constraint posts_item_fk, drop constraint posts_template_fk,
  add constraint posts_project_fk foreign key (organization_id, project_id) references projects (organization_id, id),
  add constraint posts_campaign_fk foreign key (organization_id, campaign_id) references campaigns (organization_id, id),
  add constraint posts_item_fk foreign key (organization_id, content_item_id) references content_items (organization_id, id),
  add constraint posts_template_fk foreign key (organization_id, template_id) references content_templates (organization_id, id);
--> statement-breakpoint
do $$
declare t text; p record;
begin
  foreach t in array array['social_accounts', 'social_connections', 'posting_slots', 'posts', 'post_media', 'post_tags', 'post_targets', 'post_versions', 'post_approvals', 'publish_attempts', 'publish_events'] loop
    for p in select policyname from pg_policies where schemaname = 'public' and tablename = t loop
      execute format('drop policy %I on public.%I', p.policyname, t);
    end loop;
    execute format('alter table public.%I no force row level security', t);
    execute format('alter table public.%I disable row level security', t);
    execute format('drop trigger if exists touch on public.%I', t);
    execute format('revoke all on public.%I from masthead_app, masthead_definer', t);
  end loop;
end $$;
