CREATE INDEX "posts_repeats_index" ON "posts" USING btree ("scheduled_at") WHERE recurrence is not null and deleted_at is null;--> statement-breakpoint
-- Posts whose moment has come and that are to be said again: each is answered until the next one is made.
create function app.repeating_posts(most int) returns table (id uuid, organization_id uuid)
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query select p.id, p.organization_id from public.posts p
    where p.recurrence is not null and p.deleted_at is null and p.scheduled_at <= now()
    order by p.scheduled_at limit most;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.repeating_posts(int)');
