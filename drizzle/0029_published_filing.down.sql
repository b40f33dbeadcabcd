drop trigger file_published on content_items;
--> statement-breakpoint
drop function app.file_published();
--> statement-breakpoint
create or replace function app.number_published() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  new.sequence := app.next_sequence(new.organization_id);
  return new;
end $$;
--> statement-breakpoint
create or replace function app.leave_comment(organization_slug text, item_slug text, guest text, email text, words text, answered uuid, spam boolean)
returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  item record; thread uuid;
  -- Ids are ordered by time: the newest few are found by the index, however many a piece has.
  lately uuid := (lpad(to_hex((extract(epoch from now() - interval '10 minutes') * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;
begin
  perform app.require_system();
  select p.organization_id, p.content_item_id as id into item
  from public.organizations o
  join public.published_items p on p.organization_id = o.id and p.withdrawn_at is null
  where o.slug = lower(organization_slug) and o.deleted_at is null and o.settings -> 'comments' = 'true'::jsonb
    and p.content_item_id = coalesce(
      (select l.content_item_id from public.published_items l where l.organization_id = o.id and l.slug = item_slug and l.withdrawn_at is null),
      (select t.content_item_id from public.published_terms t where t.organization_id = o.id and t.kind = 'slug' and t.slug = item_slug order by t.published_at desc, t.content_item_id desc limit 1));
  if item.id is null then raise exception using errcode = 'MH404', message = 'No published piece at this address takes comments.'; end if;
  if answered is not null then
    select coalesce(c.parent_id, c.id) into thread from public.content_comments c
    where c.organization_id = item.organization_id and c.id = answered and c.content_item_id = item.id
      and c.audience = 'readers' and c.status = 'approved' and c.deleted_at is null;
    if thread is null then raise exception using errcode = 'MH404', message = 'The comment that you answer is not there any more.'; end if;
  end if;
  insert into public.content_comments (organization_id, content_item_id, parent_id, audience, guest_name, guest_email, body, status)
  select item.organization_id, item.id, thread, 'readers', guest, email, words, case when spam then 'spam' else 'pending' end
  where not exists (
    select from public.content_comments c where c.organization_id = item.organization_id and c.content_item_id = item.id and c.deleted_at is null
      and c.parent_id is not distinct from thread and c.guest_name = guest and c.body = words and c.id > lately);
end $$;
