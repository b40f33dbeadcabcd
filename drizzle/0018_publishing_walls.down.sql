drop trigger follow_item on content_items;
--> statement-breakpoint
drop trigger spell_published on users;
--> statement-breakpoint
drop trigger spell_published_gone on tags;
--> statement-breakpoint
drop trigger spell_published on tags;
--> statement-breakpoint
drop trigger spell_published on content_categories;
--> statement-breakpoint
drop trigger tell_republished on published_items;
--> statement-breakpoint
drop trigger tell_published on published_items;
--> statement-breakpoint
drop trigger number_published on published_items;
--> statement-breakpoint
do $$
declare t text; p record;
begin
  foreach t in array array['publications', 'releases', 'release_items', 'published_items', 'published_terms', 'publishing_heads', 'publishing_events', 'preview_links', 'content_performance', 'webhook_endpoints', 'webhook_deliveries'] loop
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
revoke update (woken_at) on outbox from masthead_app;
--> statement-breakpoint
drop function app.wake_jobs(int, interval), app.late_publications(int), app.count_view(text, text, text, int), app.peek_preview(text), app.search_published(text, int, text), app.carry_out(uuid, uuid),
  app.follow_item(), app.merge_published_tag(uuid, uuid), app.spell_published_author(), app.spell_published_tag(), app.spell_published_category(), app.spell_published(uuid, uuid[]), app.index_published(uuid, uuid[]),
  app.published_face(uuid, uuid, uuid[]), app.tell_republished(), app.tell_published(), app.published_keys(text, jsonb, jsonb, jsonb), app.number_published(), app.next_sequence(uuid), app.enter_public(text),
  app.reading_org(), app.public_org(), app.claim_job(uuid);
--> statement-breakpoint
create function app.claim_job(job uuid) returns table (id uuid, organization_id uuid, user_id uuid, type text, payload jsonb, attempts int, fence int)
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query update public.outbox o set status = 'running', fence = o.fence + 1, attempts = o.attempts + 1, lease_until = now() + interval '60 seconds'
    where o.id = job and ((o.status = 'waiting' and o.due_at <= now() + interval '1 second') or (o.status = 'running' and o.lease_until < now()))
    returning o.id, o.organization_id, o.user_id, o.type, o.payload, o.attempts, o.fence;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.claim_job(uuid)');
--> statement-breakpoint
create function app.overdue_jobs(most int) returns table (id uuid, type text, organization_id uuid)
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query select o.id, o.type, o.organization_id from public.outbox o
    where (o.status = 'waiting' and o.due_at < now() and o.updated_at < now() - interval '20 seconds')
       or (o.status = 'running' and o.lease_until < now())
    order by o.due_at limit most for update skip locked;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.overdue_jobs(int)');
--> statement-breakpoint
create or replace function app.health() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return jsonb_build_object(
    'heartbeats', (select coalesce(jsonb_object_agg(h.name, extract(epoch from now() - h.beat_at)::int), '{}') from public.heartbeats h),
    'overdueJobs', (select count(*) from (select from public.outbox o where o.status in ('waiting', 'running') and o.due_at < now() - interval '2 minutes' limit 1000) late),
    'deadJobs', (select count(*) from (select from public.outbox o where o.status = 'dead' limit 1000) dead),
    'deadLetters', (select count(*) from (select from public.dead_letters limit 1000) letters));
end $$;
--> statement-breakpoint
create or replace function app.purge_expired() returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  delete from public.sessions where expires_at < now() - interval '30 days' or revoked_at < now() - interval '30 days';
  delete from public.user_tokens where expires_at < now() - interval '7 days';
  delete from public.idempotency_keys where expires_at < now();
  delete from public.throttles where window_started_at < now() - interval '1 day';
  delete from public.outbox where status in ('done', 'dropped') and finished_at < now() - interval '30 days';
end $$;
