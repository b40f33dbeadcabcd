-- What is found under a category or a tag can be read in the order of change too.
create or replace function app.index_published(org uuid, items uuid[]) returns void language sql volatile set search_path = '' as $$
  delete from public.published_terms x where x.organization_id = org and x.content_item_id = any (items);
  insert into public.published_terms (organization_id, content_item_id, kind, slug, term_id, name, published_at, modified_at)
    select p.organization_id, p.content_item_id, term.kind, term.value ->> 'slug', (term.value ->> 'id')::uuid, term.value ->> 'name', p.published_at, p.modified_at
    from public.published_items p
      cross join lateral (select 'category' as kind, c.value from jsonb_array_elements(p.categories) c union all select 'tag', t.value from jsonb_array_elements(p.tags) t) term
    where p.organization_id = org and p.content_item_id = any (items) and p.withdrawn_at is null
    union all
    select p.organization_id, p.content_item_id, 'slug', s.slug, p.content_item_id, p.slug, p.published_at, p.modified_at
    from public.published_items p join public.content_slugs s on s.organization_id = p.organization_id and s.content_item_id = p.content_item_id and s.slug <> p.slug
    where p.organization_id = org and p.content_item_id = any (items) and p.withdrawn_at is null
  on conflict do nothing
$$;
--> statement-breakpoint
set local role masthead_definer;
--> statement-breakpoint
update public.published_terms t set modified_at = p.modified_at
  from public.published_items p where p.organization_id = t.organization_id and p.content_item_id = t.content_item_id;
--> statement-breakpoint
reset role;
--> statement-breakpoint
alter table published_terms alter column modified_at set not null;
--> statement-breakpoint
-- One order of locks for all that changes what readers see: pieces, then the head, then the published rows. Without it a
-- name that changes and a publication wait for each other, and Postgres ends one of the two.
create function app.lead_published() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform from public.publishing_heads h where h.organization_id = app.current_org() for update;
  return null;
end $$;
--> statement-breakpoint
alter function app.lead_published() owner to masthead_definer;
--> statement-breakpoint
create trigger lead_published before insert or update on published_items for each statement execute function app.lead_published();
--> statement-breakpoint
-- An author's name stands in several organizations.
create or replace function app.spell_published_author() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform from public.publishing_heads h where h.organization_id in (select m.organization_id from public.memberships m where m.user_id = new.id) order by h.organization_id for update;
  update public.published_items p set author = jsonb_set(p.author, '{name}', to_jsonb(new.name))
    where p.organization_id in (select m.organization_id from public.memberships m where m.user_id = new.id) and p.author_id = new.id and p.withdrawn_at is null;
  return null;
end $$;
--> statement-breakpoint
-- Triggers run in the order of their names: the pieces of a renamed tag before what is published of them.
alter trigger spell_tags on tags rename to spell_items;
