alter trigger spell_items on tags rename to spell_tags;
--> statement-breakpoint
create or replace function app.spell_published_author() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.published_items p set author = jsonb_set(p.author, '{name}', to_jsonb(new.name))
    where p.organization_id in (select m.organization_id from public.memberships m where m.user_id = new.id) and p.author_id = new.id and p.withdrawn_at is null;
  return null;
end $$;
--> statement-breakpoint
drop trigger lead_published on published_items;
--> statement-breakpoint
drop function app.lead_published();
--> statement-breakpoint
alter table published_terms alter column modified_at drop not null;
--> statement-breakpoint
create or replace function app.index_published(org uuid, items uuid[]) returns void language sql volatile set search_path = '' as $$
  delete from public.published_terms x where x.organization_id = org and x.content_item_id = any (items);
  insert into public.published_terms (organization_id, content_item_id, kind, slug, term_id, name, published_at)
    select p.organization_id, p.content_item_id, term.kind, term.value ->> 'slug', (term.value ->> 'id')::uuid, term.value ->> 'name', p.published_at
    from public.published_items p
      cross join lateral (select 'category' as kind, c.value from jsonb_array_elements(p.categories) c union all select 'tag', t.value from jsonb_array_elements(p.tags) t) term
    where p.organization_id = org and p.content_item_id = any (items) and p.withdrawn_at is null
    union all
    select p.organization_id, p.content_item_id, 'slug', s.slug, p.content_item_id, p.slug, p.published_at
    from public.published_items p join public.content_slugs s on s.organization_id = p.organization_id and s.content_item_id = p.content_item_id and s.slug <> p.slug
    where p.organization_id = org and p.content_item_id = any (items) and p.withdrawn_at is null
  on conflict do nothing
$$;
