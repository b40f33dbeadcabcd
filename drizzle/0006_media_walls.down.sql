drop function app.known_media_keys(text[]), app.drop_garbage(uuid[]), app.list_garbage(int), app.sweep_media(int, int), app.served_asset(uuid, text),
  app.search_assets(text, int), app.move_folder(uuid, uuid);
--> statement-breakpoint
drop trigger count_usage on asset_tags;
--> statement-breakpoint
drop trigger count_usage on media_usages;
--> statement-breakpoint
drop function app.count_tag_usage(), app.count_asset_usage();
--> statement-breakpoint
do $$
declare t text; p record;
begin
  foreach t in array array['tags', 'media_folders', 'media_assets', 'media_uploads', 'media_upload_parts', 'media_usages', 'asset_tags', 'media_garbage'] loop
    for p in select policyname from pg_policies where schemaname = 'public' and tablename = t loop
      execute format('drop policy %I on public.%I', p.policyname, t);
    end loop;
    execute format('alter table public.%I no force row level security', t);
    execute format('alter table public.%I disable row level security', t);
    execute format('drop trigger if exists touch on public.%I', t);
    execute format('revoke all on public.%I from masthead_app, masthead_definer', t);
  end loop;
end $$;
