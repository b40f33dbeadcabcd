create or replace function app.fail_job(job uuid, held_fence int, error text, permanent boolean) returns table (status text, due_at timestamptz)
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query update public.outbox o set
      status = case when permanent or o.attempts >= case when o.type like 'publishing.%' then 60 else 5 end then 'dead' else 'waiting' end,
      due_at = now() + case when o.type like 'publishing.%' then least(o.attempts, 4) * interval '15 seconds'
        else (array['30 seconds', '2 minutes', '10 minutes', '1 hour', '1 hour'])[least(o.attempts, 5)]::interval end,
      lease_until = null, last_error = left(error, 1000)
    where o.id = job and o.fence = held_fence and o.status = 'running'
    returning o.status, o.due_at;
end $$;
