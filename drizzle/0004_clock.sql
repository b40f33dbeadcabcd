-- What the clock (cron and queue) may do across tenants. Each function asks for the system secret.
create function app.claim_job(job uuid) returns table (id uuid, organization_id uuid, user_id uuid, type text, payload jsonb, attempts int, fence int)
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query update public.outbox o set status = 'running', fence = o.fence + 1, attempts = o.attempts + 1, lease_until = now() + interval '60 seconds'
    where o.id = job and ((o.status = 'waiting' and o.due_at <= now() + interval '1 second') or (o.status = 'running' and o.lease_until < now()))
    returning o.id, o.organization_id, o.user_id, o.type, o.payload, o.attempts, o.fence;
end $$;
--> statement-breakpoint
create function app.finish_job(job uuid, held_fence int) returns boolean language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  update public.outbox o set status = 'done', finished_at = now(), lease_until = null, last_error = null
    where o.id = job and o.fence = held_fence and o.status = 'running';
  return found;
end $$;
--> statement-breakpoint
-- The row is the retry state: 30 s, 2 min, 10 min, 1 h, then it is dead and waits for a person.
create function app.fail_job(job uuid, held_fence int, error text, permanent boolean) returns table (status text, due_at timestamptz)
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query update public.outbox o set
      status = case when permanent or o.attempts >= 5 then 'dead' else 'waiting' end,
      due_at = now() + (array['30 seconds', '2 minutes', '10 minutes', '1 hour', '1 hour'])[least(o.attempts, 5)]::interval,
      lease_until = null, last_error = left(error, 1000)
    where o.id = job and o.fence = held_fence and o.status = 'running'
    returning o.status, o.due_at;
end $$;
--> statement-breakpoint
-- Work that nobody woke: its message was lost, its consumer died, or its retry came due. SKIP LOCKED lets ticks overlap.
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
create function app.address_of(person uuid) returns table (email text, name text) language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query select u.email, u.name from public.users u where u.id = person and u.deleted_at is null;
end $$;
--> statement-breakpoint
create function app.beat(part text, said text) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  insert into public.heartbeats (name, beat_at, note) values (part, now(), said)
    on conflict (name) do update set beat_at = now(), note = excluded.note;
end $$;
--> statement-breakpoint
create function app.bury_message(message text, from_queue text, said text, tries int) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  insert into public.dead_letters (message_id, queue, body, attempts) values (message, from_queue, left(said, 4000), tries) on conflict do nothing;
end $$;
--> statement-breakpoint
-- Figures only: nothing in it names a tenant.
create function app.health() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return jsonb_build_object(
    'heartbeats', (select coalesce(jsonb_object_agg(h.name, extract(epoch from now() - h.beat_at)::int), '{}') from public.heartbeats h),
    'overdueJobs', (select count(*) from (select from public.outbox o where o.status in ('waiting', 'running') and o.due_at < now() - interval '2 minutes' limit 1000) late),
    'deadJobs', (select count(*) from (select from public.outbox o where o.status = 'dead' limit 1000) dead),
    'deadLetters', (select count(*) from (select from public.dead_letters limit 1000) letters));
end $$;
--> statement-breakpoint
create function app.purge_expired() returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  delete from public.sessions where expires_at < now() - interval '30 days' or revoked_at < now() - interval '30 days';
  delete from public.user_tokens where expires_at < now() - interval '7 days';
  delete from public.idempotency_keys where expires_at < now();
  delete from public.throttles where window_started_at < now() - interval '1 day';
  delete from public.outbox where status in ('done', 'dropped') and finished_at < now() - interval '30 days';
end $$;
--> statement-breakpoint
do $$
declare signature text;
begin
  foreach signature in array array['app.claim_job(uuid)', 'app.finish_job(uuid, int)', 'app.fail_job(uuid, int, text, boolean)',
    'app.overdue_jobs(int)', 'app.address_of(uuid)', 'app.beat(text, text)', 'app.bury_message(text, text, text, int)', 'app.health()', 'app.purge_expired()'] loop
    call app.give_to_definer(signature);
  end loop;
end $$;
