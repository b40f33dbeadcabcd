-- A live piece is found under the project that it is filed in now, however it came to be filed there.
create or replace function app.number_published() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  new.sequence := app.next_sequence(new.organization_id);
  new.project_id := (select i.project_id from public.content_items i where i.organization_id = new.organization_id and i.id = new.content_item_id);
  return new;
end $$;
--> statement-breakpoint
create function app.file_published() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.published_items p set project_id = new.project_id where p.organization_id = new.organization_id and p.content_item_id = new.id and p.withdrawn_at is null;
  return null;
end $$;
--> statement-breakpoint
alter function app.file_published() owner to masthead_definer;
--> statement-breakpoint
create trigger file_published after update of project_id on content_items for each row
  when (new.status = 'published' and old.project_id is distinct from new.project_id) execute function app.file_published();
--> statement-breakpoint
-- A reader's comment is told to whoever wants to hear of it: promised with the comment, unless it is spam.
create or replace function app.leave_comment(organization_slug text, item_slug text, guest text, email text, words text, answered uuid, spam boolean)
returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  item record; thread uuid; kept uuid;
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
      and c.parent_id is not distinct from thread and c.guest_name = guest and c.body = words and c.id > lately)
  returning id into kept;
  if kept is not null and not spam then
    insert into public.outbox (organization_id, type, label, payload)
    values (item.organization_id, 'publishing.comment-left', 'Tell webhooks of a comment', jsonb_build_object('commentId', kept));
  end if;
end $$;
--> statement-breakpoint
-- What was live before is filed too, and keeps its number: nothing that readers hold has changed. As the definer, for the owner sees no rows
-- behind a forced policy; the triggers would number it anew and wake every cache.
alter table published_items disable trigger user;
--> statement-breakpoint
set local role masthead_definer;
--> statement-breakpoint
update public.published_items p set project_id = i.project_id
  from public.content_items i where i.organization_id = p.organization_id and i.id = p.content_item_id and i.project_id is not null;
--> statement-breakpoint
reset role;
--> statement-breakpoint
alter table published_items enable trigger user;
