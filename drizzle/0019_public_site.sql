-- What the page of a live piece shows beside it: the words of readers that a moderator let through, where the organization takes any.
create function app.published_comments(address text, most int) returns table (id uuid, parent_id uuid, name text, body text, created_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
declare org uuid := app.reading_org(); item uuid;
begin
  select p.content_item_id into item from public.organizations o join public.published_items p on p.organization_id = o.id and p.slug = address and p.withdrawn_at is null
    where o.id = org and o.settings -> 'comments' = 'true'::jsonb;
  if item is null then return; end if;
  return query select c.id, c.parent_id, coalesce(nullif(c.guest_name, ''), u.name, ''), c.body, c.created_at
    from public.content_comments c left join public.users u on u.id = c.author_id
    where c.organization_id = org and c.content_item_id = item and c.audience = 'readers' and c.status = 'approved' and c.deleted_at is null
    order by c.id limit most;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.published_comments(text, int)');
--> statement-breakpoint
-- The organization's logo, if everyone may see that file.
create function app.published_logo() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return (select jsonb_build_object('id', a.id, 'name', a.name, 'sha256', a.sha256, 'crop', a.crop) from public.organizations o
    join public.media_assets a on a.organization_id = o.id and a.id = o.logo_asset_id and a.deleted_at is null and a.status = 'ready' and a.visibility = 'public'
    where o.id = app.reading_org());
end $$;
--> statement-breakpoint
call app.give_to_definer('app.published_logo()');
--> statement-breakpoint
-- Where its calendar is read.
create function app.reading_zone() returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return (select o.time_zone from public.organizations o where o.id = app.reading_org());
end $$;
--> statement-breakpoint
call app.give_to_definer('app.reading_zone()');
