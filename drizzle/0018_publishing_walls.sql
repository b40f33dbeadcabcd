-- Walls and machinery of publishing. Readers see what stands in published_items; only the functions below write there.
call app.wall('publications');
--> statement-breakpoint
call app.wall('releases');
--> statement-breakpoint
call app.wall('release_items');
--> statement-breakpoint
call app.wall('published_items');
--> statement-breakpoint
call app.wall('published_terms');
--> statement-breakpoint
call app.wall('publishing_heads');
--> statement-breakpoint
call app.wall('publishing_events');
--> statement-breakpoint
call app.wall('preview_links');
--> statement-breakpoint
call app.wall('content_performance');
--> statement-breakpoint
call app.wall('webhook_endpoints');
--> statement-breakpoint
call app.wall('webhook_deliveries');
--> statement-breakpoint
grant select, insert, update (release_id, revision, edition, due_at, time_zone, status, job_id, failure, noticed_at) on publications to masthead_app;
--> statement-breakpoint
grant select, insert, update (name, note, status, due_at, time_zone, job_id, failure), delete on releases to masthead_app;
--> statement-breakpoint
grant select, insert, update (kind), delete on release_items to masthead_app;
--> statement-breakpoint
grant select on published_items, published_terms, publishing_events, content_performance to masthead_app;
--> statement-breakpoint
grant select, update (announced) on publishing_heads to masthead_app;
--> statement-breakpoint
grant select (id, organization_id, content_item_id, revision, created_by, expires_at, revoked_at, last_used_at, created_at, updated_at), insert, update (revoked_at) on preview_links to masthead_app;
--> statement-breakpoint
grant select, insert, update (url, description, events, secret, former_secret, former_until, status, status_reason, failing_since, last_delivered_at, deleted_at) on webhook_endpoints to masthead_app;
--> statement-breakpoint
grant select, insert, update (status, attempts, response_status, response_body, failure, took_ms, job_id, tried_at, delivered_at) on webhook_deliveries to masthead_app;
--> statement-breakpoint
grant update (woken_at) on outbox to masthead_app;
--> statement-breakpoint
grant select, insert, update, delete on publications, releases, release_items, published_items, published_terms, publishing_heads, publishing_events, preview_links,
  content_performance, webhook_endpoints, webhook_deliveries to masthead_definer;
--> statement-breakpoint
-- The organization whose readers ask: named by its address, and open to everyone. It opens the published rows and nothing else.
create function app.public_org() returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  if app.context(1) is distinct from 'public' then return null; end if;
  return (select o.id from public.organizations o where o.slug = app.context(2) and o.deleted_at is null and o.settings ->> 'publicRead' is distinct from 'keys');
end $$;
--> statement-breakpoint
call app.give_to_definer('app.public_org()');
--> statement-breakpoint
create function app.reading_org() returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  if app.context(1) = 'public' then return app.public_org(); end if;
  return app.current_org();
end $$;
--> statement-breakpoint
call app.give_to_definer('app.reading_org()');
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['published_items', 'published_terms', 'publishing_heads'] loop
    execute format('drop policy tenant_select on public.%I', t);
    execute format('create policy readers_select on public.%I for select to masthead_app using (organization_id = (select app.reading_org()))', t);
  end loop;
end $$;
--> statement-breakpoint
-- The first statement of every reader's batch. An organization that is not there, and one that wants a key, say so.
create function app.enter_public(address text) returns table (id uuid, name text, slug text, description text, website text, time_zone text, settings jsonb, logo_asset_id uuid)
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform set_config('app.context', 'public:' || replace(lower(address), ':', ''), true);
  return query select o.id, o.name, o.slug, o.description, o.website, o.time_zone, o.settings, o.logo_asset_id from public.organizations o where o.id = app.public_org();
  if found then return; end if;
  perform from public.organizations o where o.slug = app.context(2) and o.deleted_at is null;
  if found then raise exception using errcode = 'MH403', message = 'This organization gives its published content to holders of an API key only.'; end if;
  raise exception using errcode = 'MH404', message = 'There is no such organization.';
end $$;
--> statement-breakpoint
call app.give_to_definer('app.enter_public(text)');
--> statement-breakpoint
-- One number for all that changes in one transaction. The lock on the row puts the numbers in the order of the commits,
-- so that whoever reads on from a number misses nothing.
create function app.next_sequence(org uuid) returns bigint language sql volatile set search_path = '' as $$
  insert into public.publishing_heads as h (organization_id, sequence, transaction_id) values (org, 1, pg_current_xact_id()::text)
  on conflict (organization_id) do update set
    sequence = h.sequence + case when h.transaction_id = excluded.transaction_id then 0 else 1 end, transaction_id = excluded.transaction_id, changed_at = now()
  returning sequence
$$;
--> statement-breakpoint
alter function app.next_sequence(uuid) owner to masthead_definer;
--> statement-breakpoint
create function app.number_published() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  new.sequence := app.next_sequence(new.organization_id);
  return new;
end $$;
--> statement-breakpoint
alter function app.number_published() owner to masthead_definer;
--> statement-breakpoint
create trigger number_published before insert or update on published_items for each row execute function app.number_published();
--> statement-breakpoint
-- What a published row was found under: the lists, feeds and pages that change with it.
create function app.published_keys(slug text, categories jsonb, tags jsonb, author jsonb) returns jsonb language sql immutable set search_path = '' as $$
  select coalesce(jsonb_agg(distinct key), '[]') from (
    select 'category:' || (c ->> 'slug') as key from jsonb_array_elements(categories) c
    union all select 'tag:' || (t ->> 'slug') from jsonb_array_elements(tags) t
    union all select 'slug:' || slug
    union all select 'author:' || (author ->> 'slug') where author ->> 'slug' is not null) keys
$$;
--> statement-breakpoint
alter function app.published_keys(text, jsonb, jsonb, jsonb) owner to masthead_definer;
--> statement-breakpoint
grant execute on function app.published_keys(text, jsonb, jsonb, jsonb) to masthead_app;
--> statement-breakpoint
create function app.tell_published() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.publishing_events (organization_id, sequence, content_item_id, kind, revision, title, slug)
    select n.organization_id, n.sequence, n.content_item_id, 'published', n.revision, n.title, n.slug from fresh n;
  insert into public.outbox (organization_id, type, label, payload)
    select distinct n.organization_id, 'publishing.announce', 'Tell caches and webhooks what changed', '{}'::jsonb from fresh n;
  return null;
end $$;
--> statement-breakpoint
create function app.tell_republished() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.publishing_events (organization_id, sequence, content_item_id, kind, revision, title, slug, formerly)
    select n.organization_id, n.sequence, n.content_item_id,
      case when o.withdrawn_at is not null then 'published' when n.withdrawn_at is not null then 'unpublished' else 'updated' end, n.revision, o.title, o.slug, app.published_keys(o.slug, o.categories, o.tags, o.author)
    from fresh n join stale o on o.organization_id = n.organization_id and o.content_item_id = n.content_item_id
    where o.withdrawn_at is null or n.withdrawn_at is null
  on conflict do nothing;
  insert into public.outbox (organization_id, type, label, payload)
    select distinct n.organization_id, 'publishing.announce', 'Tell caches and webhooks what changed', '{}'::jsonb from fresh n;
  return null;
end $$;
--> statement-breakpoint
alter function app.tell_published() owner to masthead_definer;
--> statement-breakpoint
alter function app.tell_republished() owner to masthead_definer;
--> statement-breakpoint
create trigger tell_published after insert on published_items referencing new table as fresh for each statement execute function app.tell_published();
--> statement-breakpoint
create trigger tell_republished after update on published_items referencing old table as stale new table as fresh for each statement execute function app.tell_republished();
--> statement-breakpoint
-- Categories from the root down, and tags, as they are called now.
create function app.published_face(org uuid, category uuid, wanted_tags uuid[], out categories jsonb, out tags jsonb, out tag_text text) language sql stable set search_path = '' as $$
  select
    coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'slug', c.slug, 'name', c.name) order by length(c.path)) from public.content_categories c
      where c.organization_id = org and c.deleted_at is null and c.id = any (
        select part::uuid from public.content_categories own, unnest(string_to_array(trim(both '/' from own.path), '/')) part where own.organization_id = org and own.id = category)), '[]'),
    coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'slug', t.slug, 'name', t.name) order by lower(t.name)) from public.tags t where t.organization_id = org and t.id = any (wanted_tags)), '[]'),
    coalesce((select string_agg(t.name, ' ' order by lower(t.name)) from public.tags t where t.organization_id = org and t.id = any (wanted_tags)), '')
$$;
--> statement-breakpoint
alter function app.published_face(uuid, uuid, uuid[]) owner to masthead_definer;
--> statement-breakpoint
-- What the pieces are found under, written anew from their rows.
create function app.index_published(org uuid, items uuid[]) returns void language sql volatile set search_path = '' as $$
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
--> statement-breakpoint
alter function app.index_published(uuid, uuid[]) owner to masthead_definer;
--> statement-breakpoint
-- A category, a tag or an author is called something else now: what is live says so at once.
create function app.spell_published(org uuid, items uuid[]) returns void language plpgsql volatile set search_path = '' as $$
declare changed uuid[];
begin
  with said as (
    update public.published_items p set categories = face.categories, tags = face.tags, tag_text = face.tag_text
    from public.published_items q cross join lateral app.published_face(q.organization_id, q.category_id, q.tag_ids) face
    where q.organization_id = org and q.content_item_id = any (items) and q.withdrawn_at is null
      and p.organization_id = q.organization_id and p.content_item_id = q.content_item_id and (p.categories, p.tags) is distinct from (face.categories, face.tags)
    returning p.content_item_id)
  select array_agg(s.content_item_id) into changed from said s;
  if changed is not null then perform app.index_published(org, changed); end if;
end $$;
--> statement-breakpoint
alter function app.spell_published(uuid, uuid[]) owner to masthead_definer;
--> statement-breakpoint
create function app.spell_published_category() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform app.spell_published(new.organization_id, array(select x.content_item_id from public.published_terms x where x.organization_id = new.organization_id and x.term_id = new.id));
  return null;
end $$;
--> statement-breakpoint
alter function app.spell_published_category() owner to masthead_definer;
--> statement-breakpoint
create trigger spell_published after update of name, slug, path, deleted_at on content_categories for each row
  when (old.name is distinct from new.name or old.slug is distinct from new.slug or old.path is distinct from new.path or old.deleted_at is distinct from new.deleted_at) execute function app.spell_published_category();
--> statement-breakpoint
create function app.spell_published_tag() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform app.spell_published(old.organization_id, array(select x.content_item_id from public.published_terms x where x.organization_id = old.organization_id and x.term_id = old.id));
  return null;
end $$;
--> statement-breakpoint
alter function app.spell_published_tag() owner to masthead_definer;
--> statement-breakpoint
create trigger spell_published after update of name, slug on tags for each row when (old.name is distinct from new.name or old.slug is distinct from new.slug) execute function app.spell_published_tag();
--> statement-breakpoint
create trigger spell_published_gone after delete on tags for each row execute function app.spell_published_tag();
--> statement-breakpoint
create function app.spell_published_author() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.published_items p set author = jsonb_set(p.author, '{name}', to_jsonb(new.name))
    where p.organization_id in (select m.organization_id from public.memberships m where m.user_id = new.id) and p.author_id = new.id and p.withdrawn_at is null;
  return null;
end $$;
--> statement-breakpoint
alter function app.spell_published_author() owner to masthead_definer;
--> statement-breakpoint
create trigger spell_published after update of name on users for each row when (old.name is distinct from new.name) execute function app.spell_published_author();
--> statement-breakpoint
-- Two tags become one: what readers see under the first is found under the second. Called before the first one goes.
create function app.merge_published_tag(lost uuid, kept uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare org uuid := app.current_org(); items uuid[];
begin
  items := array(select x.content_item_id from public.published_terms x where x.organization_id = org and x.kind = 'tag' and x.term_id = lost);
  if items = '{}' then return; end if;
  update public.published_items p set tag_ids = array_append(array_remove(array_remove(p.tag_ids, lost), kept), kept)
    where p.organization_id = org and p.content_item_id = any (items) and p.withdrawn_at is null and exists (select from public.tags t where t.organization_id = org and t.id = kept);
  perform app.spell_published(org, items);
end $$;
--> statement-breakpoint
call app.give_to_definer('app.merge_published_tag(uuid, uuid)');
--> statement-breakpoint
-- A piece that leaves its state leaves its readers too, whichever command moved it: the row becomes a tombstone, and
-- what was scheduled for it is cancelled.
create function app.follow_item() returns trigger language plpgsql security definer set search_path = '' as $$
declare jobs uuid[];
begin
  if old.status = 'published' and (new.status <> 'published' or new.deleted_at is not null) then
    update public.published_items p set withdrawn_at = now(), modified_at = now(), html = '', markdown = '', body_text = '', tag_text = '', excerpt = '', body = '{"type":"doc"}', seo = '{}', cover = null, share_image = null
      where p.organization_id = new.organization_id and p.content_item_id = new.id and p.withdrawn_at is null;
    delete from public.published_terms x where x.organization_id = new.organization_id and x.content_item_id = new.id;
  end if;
  with gone as (
    update public.publications p set status = 'cancelled'
      where p.organization_id = new.organization_id and p.content_item_id = new.id and p.status = 'scheduled' and (new.deleted_at is not null or new.status not in ('scheduled', 'published'))
    returning p.job_id)
  select array_agg(g.job_id) into jobs from gone g where g.job_id is not null;
  update public.outbox o set status = 'dropped', finished_at = now() where o.id = any (jobs) and o.status = 'waiting';
  return null;
end $$;
--> statement-breakpoint
alter function app.follow_item() owner to masthead_definer;
--> statement-breakpoint
create trigger follow_item after update of status, deleted_at on content_items for each row
  when (old.status in ('scheduled', 'published') and (old.status is distinct from new.status or old.deleted_at is distinct from new.deleted_at)) execute function app.follow_item();
--> statement-breakpoint
-- The moment itself: what was decided moves in front of the readers, or away from them, all of it or nothing. One
-- publication, or all of one release. Whoever comes second finds nothing to do.
create function app.carry_out(publication uuid, release uuid) returns int language plpgsql volatile security definer set search_path = '' as $$
declare org uuid := app.current_org(); claimed uuid[]; shown uuid[];
begin
  if org is null then raise exception using errcode = 'MH401', message = 'Sign in to continue.'; end if;
  perform from public.content_items i where i.organization_id = org and i.id in (
    select p.content_item_id from public.publications p where p.organization_id = org and (p.id = publication or p.release_id = release) and p.status = 'scheduled') order by i.id for update;
  with taken as (
    update public.publications p set status = 'done', done_at = clock_timestamp()
    where p.organization_id = org and (p.id = publication or p.release_id = release) and p.status = 'scheduled' and p.due_at <= clock_timestamp() + interval '50 milliseconds'
    returning p.id)
  select array_agg(t.id) into claimed from taken t;
  if claimed is null then raise exception using errcode = 'MH409', message = 'There is nothing left to carry out here: it was done, cancelled or moved.'; end if;
  perform from public.publications p join public.content_items i on i.organization_id = org and i.id = p.content_item_id where p.id = any (claimed) and i.deleted_at is not null;
  if found then raise exception using errcode = 'MH422', message = 'A piece of it lies in the trash.'; end if;

  shown := array(select p.content_item_id from public.publications p where p.id = any (claimed) and p.kind = 'publish');
  -- The former address of a live piece is freed before another takes it.
  update public.published_items x set slug = x.slug || '~' || x.content_item_id
    from public.publications p where p.id = any (claimed) and p.kind = 'publish' and x.organization_id = org and x.content_item_id = p.content_item_id and x.withdrawn_at is null
      and x.slug <> p.edition ->> 'slug' and exists (select from public.publications q where q.id = any (claimed) and q.edition ->> 'slug' = x.slug);
  update public.content_items i set status = 'draft', published_revision = null, scheduled_for = null, scheduled_revision = null
    from public.publications p where p.id = any (claimed) and p.kind = 'unpublish' and i.organization_id = org and i.id = p.content_item_id and i.status = 'published';
  insert into public.published_items as x (organization_id, content_item_id, language, translation_group, type, format, slug, title, excerpt, html, markdown, body_text, body, word_count, seo,
      cover, share_image, author_id, author, category_id, categories, tag_ids, tags, tag_text, revision, published_at, modified_at)
    select org, p.content_item_id, e ->> 'language', (e ->> 'translationGroup')::uuid, e ->> 'type', e ->> 'format', e ->> 'slug', e ->> 'title', e ->> 'excerpt', e ->> 'html', e ->> 'markdown', e ->> 'text',
      e -> 'body', (e ->> 'wordCount')::int, e -> 'seo', nullif(e -> 'cover', 'null'), nullif(e -> 'shareImage', 'null'), (e -> 'author' ->> 'id')::uuid, nullif(e -> 'author', 'null'),
      (e ->> 'categoryId')::uuid, face.categories, wanted.tags, face.tags, face.tag_text, p.revision, coalesce(i.published_at, p.done_at), p.done_at
    from public.publications p
      join public.content_items i on i.organization_id = org and i.id = p.content_item_id
      cross join lateral (select p.edition as e) edition
      cross join lateral (select array(select jsonb_array_elements_text(e -> 'tagIds')::uuid) as tags) wanted
      cross join lateral app.published_face(org, (e ->> 'categoryId')::uuid, wanted.tags) face
    where p.id = any (claimed) and p.kind = 'publish'
  on conflict on constraint published_items_key do update set
    language = excluded.language, translation_group = excluded.translation_group, type = excluded.type, format = excluded.format, slug = excluded.slug, title = excluded.title, excerpt = excluded.excerpt,
    html = excluded.html, markdown = excluded.markdown, body_text = excluded.body_text, body = excluded.body, word_count = excluded.word_count, seo = excluded.seo, cover = excluded.cover,
    share_image = excluded.share_image, author_id = excluded.author_id, author = excluded.author, category_id = excluded.category_id, categories = excluded.categories, tag_ids = excluded.tag_ids,
    tags = excluded.tags, tag_text = excluded.tag_text, revision = excluded.revision, published_at = excluded.published_at, modified_at = excluded.modified_at, withdrawn_at = null;
  update public.content_items i set status = 'published', published_at = coalesce(i.published_at, p.done_at), published_revision = p.revision, scheduled_for = null, scheduled_revision = null
    from public.publications p where p.id = any (claimed) and p.kind = 'publish' and i.organization_id = org and i.id = p.content_item_id;
  update public.content_revisions r set published_at = p.done_at
    from public.publications p where p.id = any (claimed) and p.kind = 'publish' and r.organization_id = org and r.content_item_id = p.content_item_id and r.number = p.revision;
  perform app.index_published(org, shown);
  update public.releases r set status = 'done', done_at = now() where r.organization_id = org and r.id = release and r.status = 'scheduled';
  return cardinality(claimed);
end $$;
--> statement-breakpoint
call app.give_to_definer('app.carry_out(uuid, uuid)');
--> statement-breakpoint
-- Search over what is public. The function filters the organization itself, for behind a policy the index would not be used.
create function app.search_published(query text, most int, language_is text default null) returns table (id uuid, rank real)
language plpgsql stable security definer set search_path = '' as $$
declare org uuid := app.reading_org(); dictionary regconfig; wanted tsquery;
begin
  if org is null then return; end if;
  for dictionary in
    with recursive spoken as (
      (select p.language from public.published_items p where p.organization_id = org and p.withdrawn_at is null order by p.language limit 1)
      union all
      select (select p.language from public.published_items p where p.organization_id = org and p.withdrawn_at is null and p.language > s.language order by p.language limit 1)
        from spoken s where s.language is not null)
    select distinct app.search_language(s.language) from spoken s where s.language is not null and (language_is is null or s.language = language_is)
  loop
    wanted := websearch_to_tsquery(dictionary, query);
    if numnode(wanted) > 0 then
      return query select p.content_item_id, ts_rank(p.search, wanted) from public.published_items p
        where p.organization_id = org and p.withdrawn_at is null and p.search @@ wanted and app.search_language(p.language) = dictionary and (language_is is null or p.language = language_is)
        order by 2 desc, 1 desc limit most;
    end if;
  end loop;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.search_published(text, int, text)');
--> statement-breakpoint
-- One revision for whoever holds a living link to it. Where it belongs is told with it, and nothing else opens.
create function app.peek_preview(token text) returns table (organization_id uuid, content_item_id uuid, revision int, expires_at timestamptz, title text, excerpt text, body jsonb, fields jsonb, organization jsonb)
language plpgsql volatile security definer set search_path = '' as $$
declare link record;
begin
  perform app.require_system();
  update public.preview_links l set last_used_at = now() where l.token_hash = sha256(convert_to(token, 'UTF8')) and l.revoked_at is null and l.expires_at > now() returning l.* into link;
  if link is null then raise exception using errcode = 'MH404', message = 'This preview has run out or was taken back. Ask for a new link.'; end if;
  return query select r.organization_id, r.content_item_id, r.number, link.expires_at, r.title, r.excerpt, r.body, r.fields, jsonb_build_object('id', o.id, 'name', o.name, 'slug', o.slug, 'settings', o.settings, 'timeZone', o.time_zone)
    from public.content_revisions r join public.organizations o on o.id = r.organization_id and o.deleted_at is null
    join public.content_items i on i.organization_id = r.organization_id and i.id = r.content_item_id and i.deleted_at is null
    where r.organization_id = link.organization_id and r.content_item_id = link.content_item_id and r.number = link.revision;
  if not found then raise exception using errcode = 'MH404', message = 'The piece behind this preview is gone.'; end if;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.peek_preview(text)');
--> statement-breakpoint
-- One reading of a live piece, by day. Whether it counts was decided outside; who read is not told here.
create function app.count_view(organization_slug text, item_slug text, from_host text, seconds int) returns boolean language plpgsql volatile security definer set search_path = '' as $$
declare item record;
begin
  perform app.require_system();
  set local synchronous_commit = off;
  select p.organization_id, p.content_item_id into item from public.organizations o join public.published_items p on p.organization_id = o.id and p.slug = item_slug and p.withdrawn_at is null
    where o.slug = lower(organization_slug) and o.deleted_at is null;
  if item is null then return false; end if;
  insert into public.content_performance as c (organization_id, content_item_id, day, views, read_seconds, referrers)
    values (item.organization_id, item.content_item_id, current_date, case when seconds = 0 then 1 else 0 end, seconds, case when from_host <> '' and seconds = 0 then jsonb_build_object(from_host, 1) else '{}' end)
  on conflict on constraint content_performance_key do update set views = c.views + excluded.views, read_seconds = c.read_seconds + excluded.read_seconds,
    -- A hundred hosts a day are kept; the long tail is counted together.
    referrers = case when excluded.referrers = '{}' then c.referrers
      when c.referrers ? from_host or (select count(*) from jsonb_object_keys(c.referrers)) < 100 then c.referrers || jsonb_build_object(from_host, coalesce((c.referrers ->> from_host)::int, 0) + 1)
      else c.referrers || jsonb_build_object('other', coalesce((c.referrers ->> 'other')::int, 0) + 1) end;
  if seconds = 0 then update public.content_items i set view_count = i.view_count + 1 where i.organization_id = item.organization_id and i.id = item.content_item_id; end if;
  return true;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.count_view(text, text, text, int)');
--> statement-breakpoint
-- What is two minutes late and was not told yet.
create function app.late_publications(most int) returns table (id uuid, organization_id uuid) language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query select p.id, p.organization_id from public.publications p where p.status = 'scheduled' and p.noticed_at is null and p.due_at < now() - interval '2 minutes' order by p.due_at limit most;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.late_publications(int)');
--> statement-breakpoint
drop function app.overdue_jobs(int);
--> statement-breakpoint
-- Work to wake: what comes due within the time ahead, so that the queue can deliver it to the second, and what nobody
-- woke. Marked as it is taken, with SKIP LOCKED: ticks that overlap share the work, and a backlog moves on.
create function app.wake_jobs(most int, ahead interval) returns table (id uuid, type text, organization_id uuid, delay_seconds int)
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query
    with due as (
      select o.id from public.outbox o
      where o.status in ('waiting', 'running') and o.due_at < now() + ahead and (
        case when o.status = 'running' then o.lease_until < now()
          when o.due_at > now() then o.woken_at is null
          else greatest(o.due_at, o.updated_at) < now() - interval '20 seconds' end)
      order by o.due_at limit most for update skip locked)
    update public.outbox o set woken_at = now() from due d where o.id = d.id
    returning o.id, o.type, o.organization_id, greatest(0, ceil(extract(epoch from o.due_at - now())))::int;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.wake_jobs(int, interval)');
--> statement-breakpoint
drop function app.claim_job(uuid);
--> statement-breakpoint
-- due_in_ms: the queue counts in seconds; the consumer waits for the rest.
create function app.claim_job(job uuid) returns table (id uuid, organization_id uuid, user_id uuid, type text, payload jsonb, attempts int, fence int, due_in_ms int)
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query update public.outbox o set status = 'running', fence = o.fence + 1, attempts = o.attempts + 1, lease_until = now() + interval '60 seconds'
    where o.id = job and ((o.status = 'waiting' and o.due_at <= now() + interval '1 second') or (o.status = 'running' and o.lease_until < now()))
    returning o.id, o.organization_id, o.user_id, o.type, o.payload, o.attempts, o.fence, greatest(0, ceil(extract(epoch from o.due_at - now()) * 1000))::int;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.claim_job(uuid)');
--> statement-breakpoint
create or replace function app.health() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return jsonb_build_object(
    'heartbeats', (select coalesce(jsonb_object_agg(h.name, extract(epoch from now() - h.beat_at)::int), '{}') from public.heartbeats h),
    'overdueJobs', (select count(*) from (select from public.outbox o where o.status in ('waiting', 'running') and o.due_at < now() - interval '2 minutes' limit 1000) late),
    'overduePublications', (select count(*) from (select from public.publications p where p.status = 'scheduled' and p.due_at < now() - interval '2 minutes' limit 1000) late),
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
  delete from public.preview_links where expires_at < now() - interval '30 days';
  delete from public.webhook_deliveries where created_at < now() - interval '30 days';
  delete from public.publishing_events e using public.publishing_heads h where h.organization_id = e.organization_id and e.sequence <= h.announced and e.created_at < now() - interval '30 days';
end $$;
