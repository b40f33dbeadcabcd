-- Walls, counts and the cross-tenant functions of the media library.
call app.wall('tags');
--> statement-breakpoint
call app.wall('media_folders');
--> statement-breakpoint
call app.wall('media_assets');
--> statement-breakpoint
call app.wall('media_uploads');
--> statement-breakpoint
call app.wall('media_upload_parts');
--> statement-breakpoint
call app.wall('media_usages');
--> statement-breakpoint
call app.wall('asset_tags');
--> statement-breakpoint
call app.wall('media_garbage');
--> statement-breakpoint
grant select, insert, update (name, slug, color), delete on tags to masthead_app;
--> statement-breakpoint
grant select, insert, update (parent_id, name, path, deleted_at) on media_folders to masthead_app;
--> statement-breakpoint
grant select, insert, update (folder_id, name, description, alt_text, type, visibility, storage_key, mime_type, byte_size, sha256, width, height,
  duration_seconds, focal_x, focal_y, color, preview, facts, status, problem, uploaded_at, deleted_at), delete on media_assets to masthead_app;
--> statement-breakpoint
grant select, insert, update (bucket_upload_id, updated_at), delete on media_uploads to masthead_app;
--> statement-breakpoint
grant select, insert, update (etag, byte_size), delete on media_upload_parts to masthead_app;
--> statement-breakpoint
grant select, insert, update (live), delete on media_usages to masthead_app;
--> statement-breakpoint
grant select, insert, delete on asset_tags to masthead_app;
--> statement-breakpoint
grant select, insert on media_garbage to masthead_app;
--> statement-breakpoint
grant select, insert, update, delete on tags, media_folders, media_assets, media_uploads, media_upload_parts, media_usages, asset_tags, media_garbage to masthead_definer;
--> statement-breakpoint
-- Counts follow the rows they count, in the same transaction, whoever writes them and however many at once.
create function app.count_asset_usage() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    update public.media_assets a set usage_count = a.usage_count + 1 where a.organization_id = new.organization_id and a.id = new.asset_id;
  else
    update public.media_assets a set usage_count = a.usage_count - 1 where a.organization_id = old.organization_id and a.id = old.asset_id;
  end if;
  return null;
end $$;
--> statement-breakpoint
create function app.count_tag_usage() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    update public.tags t set usage_count = t.usage_count + 1 where t.organization_id = new.organization_id and t.id = new.tag_id;
  else
    update public.tags t set usage_count = t.usage_count - 1 where t.organization_id = old.organization_id and t.id = old.tag_id;
  end if;
  return null;
end $$;
--> statement-breakpoint
alter function app.count_asset_usage() owner to masthead_definer;
--> statement-breakpoint
alter function app.count_tag_usage() owner to masthead_definer;
--> statement-breakpoint
create trigger count_usage after insert or delete on media_usages for each row execute function app.count_asset_usage();
--> statement-breakpoint
create trigger count_usage after insert or delete on asset_tags for each row execute function app.count_tag_usage();
--> statement-breakpoint
-- One folder tree is changed by one hand at a time: two moves that cross cannot make a ring. Row-level security holds inside.
create function app.move_folder(folder uuid, new_parent uuid) returns void language plpgsql volatile set search_path = '' as $$
declare old_path text; parent_path text := '/';
begin
  perform pg_advisory_xact_lock(hashtext('media_folders'), hashtext(app.current_org()::text));
  select f.path into old_path from public.media_folders f where f.id = folder and f.deleted_at is null;
  if old_path is null then raise exception using errcode = 'MH404', message = 'There is no such folder.'; end if;
  if new_parent is not null then
    select f.path into parent_path from public.media_folders f where f.id = new_parent and f.deleted_at is null;
    if parent_path is null then raise exception using errcode = 'MH404', message = 'There is no such folder to move to.'; end if;
    if starts_with(parent_path, old_path) then raise exception using errcode = 'MH409', message = 'A folder cannot be moved into itself or into one of its own folders.'; end if;
  end if;
  update public.media_folders f set
    parent_id = case when f.id = folder then new_parent else f.parent_id end,
    path = parent_path || folder || '/' || substr(f.path, length(old_path) + 1)
  where f.path like old_path || '%';
end $$;
--> statement-breakpoint
grant execute on function app.move_folder(uuid, uuid) to masthead_app;
--> statement-breakpoint
-- Full-text search: behind a policy Postgres will not use the GIN index, because @@ could leak. This function filters the
-- organization itself, and answers ids only; the rows are read behind the wall.
create function app.search_assets(query text, most int) returns table (id uuid, rank real) language plpgsql stable security definer set search_path = '' as $$
declare org uuid := app.current_org(); wanted tsquery;
begin
  if org is null then return; end if;
  wanted := websearch_to_tsquery('simple', regexp_replace(query, '[._]+', ' ', 'g'));
  if query ~ '[[:alnum:]]$' and query !~ '["-]' then
    wanted := to_tsquery('simple', (select string_agg(quote_literal(word) || case when position = count then ':*' else '' end, ' & ')
      from (select word, row_number() over () as position, count(*) over () as count
            from regexp_split_to_table(lower(regexp_replace(query, '[^[:alnum:]]+', ' ', 'g')), '\s+') word where word <> '') words));
  end if;
  return query
    select a.id, ts_rank(a.search, wanted) from public.media_assets a
      where a.organization_id = org and a.deleted_at is null and a.status = 'ready' and a.search @@ wanted
    union
    select l.asset_id, 0.3::real from public.tags t join public.asset_tags l on l.organization_id = t.organization_id and l.tag_id = t.id
      where t.organization_id = org and lower(t.name) = lower(trim(query))
    order by 2 desc limit most;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.search_assets(text, int)');
--> statement-breakpoint
-- The reader of a public file: nothing but what the address already names, and only while the asset lives and is public.
create function app.served_asset(asset uuid, content text) returns table (
  organization_id uuid, storage_key text, mime_type text, byte_size bigint, name text, visibility text, width int, height int, focal_x float8, focal_y float8, sizes jsonb
) language plpgsql stable security definer set search_path = '' as $$
begin
  return query select a.organization_id, a.storage_key, a.mime_type, a.byte_size, a.name, a.visibility, a.width, a.height, a.focal_x, a.focal_y, o.settings -> 'imageWidths'
    from public.media_assets a join public.organizations o on o.id = a.organization_id and o.deleted_at is null
    where a.id = asset and a.status = 'ready' and a.deleted_at is null and left(a.sha256, 24) = content;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.served_asset(uuid, text)');
--> statement-breakpoint
-- The sweep: uploads that nobody finished, trash past its time, and the bytes that nothing needs.
create function app.sweep_media(idle_hours int, trash_days int) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  with stale as (
    delete from public.media_uploads u where u.updated_at < now() - make_interval(hours => idle_hours) returning u.*)
  insert into public.media_garbage (organization_id, storage_key, bucket_upload_id) select s.organization_id, s.storage_key, s.bucket_upload_id from stale s;
  delete from public.media_assets a where a.status <> 'ready' and a.created_at < now() - make_interval(hours => idle_hours)
    and not exists (select from public.media_uploads u where u.organization_id = a.organization_id and u.asset_id = a.id);
  with purged as (
    delete from public.media_assets a where a.deleted_at < now() - make_interval(days => trash_days) and a.usage_count = 0 returning a.*)
  insert into public.media_garbage (organization_id, storage_key) select p.organization_id, p.storage_key from purged p;
end $$;
--> statement-breakpoint
create function app.list_garbage(most int) returns table (id uuid, storage_key text, bucket_upload_id text) language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query select g.id, g.storage_key, g.bucket_upload_id from public.media_garbage g order by g.created_at limit most;
end $$;
--> statement-breakpoint
create function app.drop_garbage(done uuid[]) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  delete from public.media_garbage g where g.id = any (done);
end $$;
--> statement-breakpoint
-- Which of these keys some row still needs: the proof that the bucket holds no orphan.
create function app.known_media_keys(keys text[]) returns setof text language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query select a.storage_key from public.media_assets a where a.storage_key = any (keys)
    union select u.storage_key from public.media_uploads u where u.storage_key = any (keys)
    union select g.storage_key from public.media_garbage g where g.storage_key = any (keys);
end $$;
--> statement-breakpoint
call app.give_to_definer('app.sweep_media(int, int)');
--> statement-breakpoint
call app.give_to_definer('app.list_garbage(int)');
--> statement-breakpoint
call app.give_to_definer('app.drop_garbage(uuid[])');
--> statement-breakpoint
call app.give_to_definer('app.known_media_keys(text[])');
