-- A message that nobody has taken yet stays good when the clock sends another: behind a queue of minutes each tick would
-- void all that waits in it, and nothing would ever be taken. Only whoever had it in hand and did not come back has lost it.
-- By an array of ids: joined, Postgres would read the whole table for a handful of them.
create or replace function app.claim_targets(most int) returns table (id uuid, organization_id uuid, fence int, delay_seconds int)
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query
    with due as (
      select t.id from public.post_targets t where t.look_at <= now() order by t.look_at limit most for update skip locked)
    update public.post_targets t set
        fence = case when t.taken_at is null then t.fence else t.fence + 1 end, taken_at = null, look_at = greatest(t.wake_at, now()) + interval '30 seconds',
        status = case when t.status = 'scheduled' and t.scheduled_at <= now() + interval '90 seconds' then 'claimed' else t.status end
      where t.id = any (array(select d.id from due d))
      returning t.id, t.organization_id, t.fence, greatest(0, ceil(extract(epoch from t.wake_at - now())))::int;
end $$;
