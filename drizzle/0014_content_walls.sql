-- Walls, counts, hashes and the functions of content.
call app.wall('content_categories');
--> statement-breakpoint
call app.wall('content_templates');
--> statement-breakpoint
call app.wall('content_items');
--> statement-breakpoint
call app.wall('content_revisions');
--> statement-breakpoint
call app.wall('content_item_tags');
--> statement-breakpoint
call app.wall('content_slugs');
--> statement-breakpoint
call app.wall('content_links');
--> statement-breakpoint
call app.wall('content_approvals');
--> statement-breakpoint
call app.wall('content_comments');
--> statement-breakpoint
call app.wall('content_views');
--> statement-breakpoint
grant select, insert, update (parent_id, name, slug, description, seo, position, deleted_at) on content_categories to masthead_app;
--> statement-breakpoint
grant select, insert, update (name, description, content_type, structure, default_values, body, variables, category, is_public, deleted_at) on content_templates to masthead_app;
--> statement-breakpoint
grant select, insert, update (author_id, category_id, title, slug, type, format, platform, language, translation_group, excerpt, body, body_text, word_count, seo,
  metadata, cover_asset_id, status, scheduled_for, time_zone, published_at, published_revision, scheduled_revision, revision, edited_at, edited_by, deleted_at),
  delete on content_items to masthead_app;
--> statement-breakpoint
grant select, insert, update (name, published_at), delete on content_revisions to masthead_app;
--> statement-breakpoint
grant select, insert, delete on content_item_tags to masthead_app;
--> statement-breakpoint
grant select, insert, update (content_item_id), delete on content_slugs to masthead_app;
--> statement-breakpoint
grant select, insert, delete on content_links to masthead_app;
--> statement-breakpoint
grant select, insert, update (revision, content_hash, status, comment, fast_lane, decided_at), delete on content_approvals to masthead_app;
--> statement-breakpoint
grant select, insert, update (body, anchor, status, resolved_at, resolved_by, deleted_at), delete on content_comments to masthead_app;
--> statement-breakpoint
grant select, insert, update (name, query, shared), delete on content_views to masthead_app;
--> statement-breakpoint
grant select, insert, update, delete on content_categories, content_templates, content_items, content_revisions, content_item_tags, content_slugs, content_links,
  content_approvals, content_comments, content_views to masthead_definer;
--> statement-breakpoint
-- What an approval is given for. Whoever changes an approved item takes it back into review, in the same statement.
create function app.hash_content() returns trigger language plpgsql set search_path = '' as $$
begin
  new.content_hash := encode(sha256(convert_to(jsonb_build_array(new.title, new.slug, new.excerpt, new.body, new.seo, new.cover_asset_id, new.category_id, new.language)::text, 'UTF8')), 'hex');
  if tg_op = 'UPDATE' and old.status = 'approved' and new.status = 'approved' and new.content_hash <> old.content_hash then new.status := 'in_review'; end if;
  return new;
end $$;
--> statement-breakpoint
create trigger hash_content before insert or update of title, slug, excerpt, body, seo, cover_asset_id, category_id, language on content_items
  for each row execute function app.hash_content();
--> statement-breakpoint
-- A merge of two tags moves thousands of links in one statement: they are counted, and spelled, together.
create function app.count_content_tags() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.tags t set usage_count = t.usage_count + case when tg_op = 'INSERT' then moved.links else -moved.links end
  from (select c.organization_id, c.tag_id, count(*) as links from changed c group by 1, 2) moved
  where t.organization_id = moved.organization_id and t.id = moved.tag_id;
  return null;
end $$;
--> statement-breakpoint
create trigger count_added after insert on content_item_tags referencing new table as changed for each statement execute function app.count_content_tags();
--> statement-breakpoint
create trigger count_removed after delete on content_item_tags referencing old table as changed for each statement execute function app.count_content_tags();
--> statement-breakpoint
-- The names of an item's tags stand in the item, for one index serves the search.
create function app.spell_tags(organization uuid, items uuid[]) returns void language sql volatile security definer set search_path = '' as $$
  update public.content_items i set tag_text = coalesce(
    (select string_agg(t.name, ' ' order by t.name) from public.content_item_tags l
      join public.tags t on t.organization_id = l.organization_id and t.id = l.tag_id where l.organization_id = i.organization_id and l.content_item_id = i.id), '')
  where i.organization_id = organization and i.id = any (items)
$$;
--> statement-breakpoint
create function app.spell_item_tags() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform app.spell_tags(moved.organization_id, moved.items) from (select c.organization_id, array_agg(distinct c.content_item_id) as items from changed c group by 1) moved;
  return null;
end $$;
--> statement-breakpoint
create function app.spell_renamed_tag() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform app.spell_tags(new.organization_id, array(select l.content_item_id from public.content_item_tags l where l.organization_id = new.organization_id and l.tag_id = new.id));
  return null;
end $$;
--> statement-breakpoint
create trigger spell_added after insert on content_item_tags referencing new table as changed for each statement execute function app.spell_item_tags();
--> statement-breakpoint
create trigger spell_removed after delete on content_item_tags referencing old table as changed for each statement execute function app.spell_item_tags();
--> statement-breakpoint
create trigger spell_tags after update of name on tags for each row when (old.name is distinct from new.name) execute function app.spell_renamed_tag();
--> statement-breakpoint
create function app.count_template_usage() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.content_templates t set usage_count = t.usage_count + 1 where t.organization_id = new.organization_id and t.id = new.template_id;
  return null;
end $$;
--> statement-breakpoint
create trigger count_template after insert on content_items for each row when (new.template_id is not null) execute function app.count_template_usage();
--> statement-breakpoint
-- The comments that are to be seen: approved and not deleted.
create function app.count_comments() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  was int := case when tg_op <> 'INSERT' and old.status = 'approved' and old.deleted_at is null then 1 else 0 end;
  is_now int := case when tg_op <> 'DELETE' and new.status = 'approved' and new.deleted_at is null then 1 else 0 end;
begin
  if was <> is_now then
    update public.content_items i set comment_count = i.comment_count + is_now - was
      where i.organization_id = coalesce(new.organization_id, old.organization_id) and i.id = coalesce(new.content_item_id, old.content_item_id);
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger count_comments after insert or update of status, deleted_at or delete on content_comments for each row execute function app.count_comments();
--> statement-breakpoint
alter function app.spell_tags(uuid, uuid[]) owner to masthead_definer;
--> statement-breakpoint
alter function app.spell_item_tags() owner to masthead_definer;
--> statement-breakpoint
alter function app.count_content_tags() owner to masthead_definer;
--> statement-breakpoint
alter function app.spell_renamed_tag() owner to masthead_definer;
--> statement-breakpoint
alter function app.count_template_usage() owner to masthead_definer;
--> statement-breakpoint
alter function app.count_comments() owner to masthead_definer;
--> statement-breakpoint
-- One tree is changed by one hand at a time, so that no two moves make a ring; the siblings are numbered anew. Row-level security holds inside.
create function app.move_category(category uuid, new_parent uuid, new_position int) returns void language plpgsql volatile set search_path = '' as $$
declare old_path text; parent_path text := '/';
begin
  perform pg_advisory_xact_lock(hashtext('content_categories'), hashtext(app.current_org()::text));
  select c.path into old_path from public.content_categories c where c.id = category and c.deleted_at is null;
  if old_path is null then raise exception using errcode = 'MH404', message = 'There is no such category.'; end if;
  if new_parent is not null then
    select c.path into parent_path from public.content_categories c where c.id = new_parent and c.deleted_at is null;
    if parent_path is null then raise exception using errcode = 'MH404', message = 'There is no such category to move to.'; end if;
    if starts_with(parent_path, old_path) then raise exception using errcode = 'MH409', message = 'A category cannot be moved into itself or into one of its own.'; end if;
  end if;
  update public.content_categories c set
    parent_id = case when c.id = category then new_parent else c.parent_id end,
    path = parent_path || category || '/' || substr(c.path, length(old_path) + 1)
  where c.path like old_path || '%';
  update public.content_categories c set position = numbered.place - 1
  from (
    select s.id, row_number() over (order by case when s.id = category then new_position else s.position + (case when s.position >= new_position then 1 else 0 end) end, s.id <> category, s.id) as place
    from public.content_categories s where s.parent_id is not distinct from new_parent and s.deleted_at is null
  ) numbered
  where c.id = numbered.id and c.position <> numbered.place - 1;
end $$;
--> statement-breakpoint
grant update (path) on content_categories to masthead_app;
--> statement-breakpoint
grant execute on function app.move_category(uuid, uuid, int) to masthead_app;
--> statement-breakpoint
-- What an item uses and links to, read from the rows themselves after each save: its words as they are, and those that
-- readers see. What is not in the library any more is left out: a save never fails for it. Row-level security holds inside.
create function app.index_content(item uuid) returns void language plpgsql volatile set search_path = '' as $$
declare used uuid[]; seen uuid[];
begin
  used := array(
    select (v #>> '{}')::uuid from public.content_items i, jsonb_path_query(i.body, 'lax $.**.assetId') v where i.id = item and v #>> '{}' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    union select i.cover_asset_id from public.content_items i where i.id = item and i.cover_asset_id is not null
    union select (i.seo ->> 'imageAssetId')::uuid from public.content_items i where i.id = item and i.seo ->> 'imageAssetId' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$');
  seen := array(
    select (v #>> '{}')::uuid from public.content_items i
      join public.content_revisions r on r.organization_id = i.organization_id and r.content_item_id = i.id and r.number = i.published_revision,
      jsonb_path_query(r.body, 'lax $.**.assetId') v where i.id = item and i.status = 'published' and v #>> '{}' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    union select f.value::uuid from public.content_items i
      join public.content_revisions r on r.organization_id = i.organization_id and r.content_item_id = i.id and r.number = i.published_revision
      cross join lateral (values (r.fields ->> 'coverAssetId'), (r.fields -> 'seo' ->> 'imageAssetId')) f(value)
      where i.id = item and i.status = 'published' and f.value ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$');
  delete from public.media_usages u where u.place = 'content_item' and u.place_id = item and u.asset_id <> all (used || seen);
  insert into public.media_usages (asset_id, place, place_id, live)
    select a.id, 'content_item', item, a.id = any (seen) from public.media_assets a
    where a.id = any (used || seen) and a.status = 'ready' and a.deleted_at is null
    on conflict on constraint media_usages_key do update set live = excluded.live where public.media_usages.live <> excluded.live;
  delete from public.content_links l where l.content_item_id = item
    and not exists (select from public.content_items i, jsonb_path_query(i.body, 'lax $.**.itemId') v where i.id = item and v #>> '{}' = l.target_item_id::text);
  insert into public.content_links (content_item_id, target_item_id)
    select distinct item, t.id from public.content_items i, jsonb_path_query(i.body, 'lax $.**.itemId') v
      join public.content_items t on t.id = case when v #>> '{}' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (v #>> '{}')::uuid end
      where i.id = item and t.id <> item
    on conflict do nothing;
end $$;
--> statement-breakpoint
grant execute on function app.index_content(uuid) to masthead_app;
--> statement-breakpoint
-- Full-text search over one organization: the function filters it itself, for behind a policy the index would not be used.
-- Each language of the organization reads the words by its own dictionary; where few titles match, likeness forgives a typo.
-- A word that stands in everything is ranked among the first 2,000 that have it.
create function app.search_content(query text, most int, status_is text default null, type_is text default null, author_is uuid default null, category_is uuid default null, language_is text default null)
returns table (id uuid, rank real) language plpgsql stable security definer set search_path = '' as $$
declare
  org uuid := app.current_org(); dictionary regconfig; one tsquery; dictionaries regconfig[] := '{}'; wanted tsquery[] := '{}';
  typing boolean := query ~ '[[:alnum:]]$' and query !~ '["-]' and query !~* '\mor\M'; words text;
begin
  if org is null then return; end if;
  perform set_config('pg_trgm.word_similarity_threshold', '0.45', true);
  select string_agg(quote_literal(word) || case when position = count then ':*' else '' end, ' & ') into words
    from (select w.word, row_number() over () as position, count(*) over () as count
          from regexp_split_to_table(lower(regexp_replace(query, '[^[:alnum:]]+', ' ', 'g')), '\s+') as w(word) where w.word <> '') split;
  for dictionary in
    with recursive spoken as (
      (select i.language from public.content_items i where i.organization_id = org and i.deleted_at is null order by i.language limit 1)
      union all
      select (select i.language from public.content_items i where i.organization_id = org and i.deleted_at is null and i.language > s.language order by i.language limit 1)
        from spoken s where s.language is not null)
    select distinct app.search_language(s.language) from spoken s where s.language is not null and (language_is is null or s.language = language_is)
  loop
    one := case when typing and words is not null then to_tsquery(dictionary, words) else websearch_to_tsquery(dictionary, query) end;
    if numnode(one) > 0 then
      dictionaries := dictionaries || dictionary;
      wanted := wanted || one;
    end if;
  end loop;
  return query
    with found as (
      select hit.id, hit.rank from unnest(dictionaries, wanted) as asked(dictionary, words) cross join lateral (
        select i.id, ts_rank(i.search, asked.words) as rank from public.content_items i
        where i.organization_id = org and i.deleted_at is null and i.search @@ asked.words and app.search_language(i.language) = asked.dictionary
          and (status_is is null or i.status = status_is) and (type_is is null or i.type = type_is) and (author_is is null or i.author_id = author_is)
          and (category_is is null or i.category_id = category_is) and (language_is is null or i.language = language_is)
        limit 2000) hit),
    alike as (
      select i.id, 0.01::real * public.word_similarity(query, i.title) as rank from public.content_items i
      where typing and (select count(*) from found) < 5
        and i.organization_id = org and i.deleted_at is null and i.title operator(public.%>) query and length(query) between 4 and 80
        and (status_is is null or i.status = status_is) and (type_is is null or i.type = type_is) and (author_is is null or i.author_id = author_is)
        and (category_is is null or i.category_id = category_is) and (language_is is null or i.language = language_is)
      limit 200)
    select both_.id, max(both_.rank) from (select * from found union all select * from alike) both_ group by both_.id order by 2 desc, 1 desc limit most;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.search_content(text, int, text, text, uuid, uuid, text)');
--> statement-breakpoint
-- The night's work: trash past its time goes for good, and old autosaves thin out: after an hour one of ten minutes is
-- kept, after a day one of an hour, after a month one of a day. Never the current one, never what was approved or published.
create function app.sweep_content(trash_days int) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  delete from public.media_usages u using public.content_items i
    where u.organization_id = i.organization_id and u.place = 'content_item' and u.place_id = i.id and i.deleted_at < now() - make_interval(days => trash_days);
  delete from public.content_items i where i.deleted_at < now() - make_interval(days => trash_days);
  delete from public.content_revisions r using (
    select a.id, row_number() over (
      partition by a.organization_id, a.content_item_id,
        case when a.created_at > now() - interval '1 day' then date_bin('10 minutes', a.created_at, 'epoch')
             when a.created_at > now() - interval '30 days' then date_bin('1 hour', a.created_at, 'epoch')
             else date_bin('1 day', a.created_at, 'epoch') end
      order by a.number desc) as place
    from public.content_revisions a
    where a.reason = 'autosave' and a.name = '' and a.published_at is null and a.created_at < now() - interval '1 hour'
      and not exists (select from public.content_items i where i.organization_id = a.organization_id and i.id = a.content_item_id and a.number in (i.revision, i.scheduled_revision, i.published_revision))
      and not exists (select from public.content_approvals p where p.organization_id = a.organization_id and p.content_item_id = a.content_item_id and p.revision = a.number)
  ) old where r.id = old.id and old.place > 1;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.sweep_content(int)');
