drop function app.sweep_content(int), app.search_content(text, int, text, text, uuid, uuid, text), app.move_category(uuid, uuid, int), app.index_content(uuid);
--> statement-breakpoint
drop trigger count_comments on content_comments;
--> statement-breakpoint
drop trigger count_template on content_items;
--> statement-breakpoint
drop trigger spell_tags on tags;
--> statement-breakpoint
drop trigger spell_added on content_item_tags;
--> statement-breakpoint
drop trigger spell_removed on content_item_tags;
--> statement-breakpoint
drop trigger count_added on content_item_tags;
--> statement-breakpoint
drop trigger count_removed on content_item_tags;
--> statement-breakpoint
drop trigger hash_content on content_items;
--> statement-breakpoint
drop function app.count_comments(), app.count_content_tags(), app.count_template_usage(), app.spell_renamed_tag(), app.spell_item_tags(), app.spell_tags(uuid, uuid[]), app.hash_content();
--> statement-breakpoint
do $$
declare t text; p record;
begin
  foreach t in array array['content_categories', 'content_templates', 'content_items', 'content_revisions', 'content_item_tags', 'content_slugs', 'content_links', 'content_approvals', 'content_comments', 'content_views'] loop
    for p in select policyname from pg_policies where schemaname = 'public' and tablename = t loop
      execute format('drop policy %I on public.%I', p.policyname, t);
    end loop;
    execute format('alter table public.%I no force row level security', t);
    execute format('alter table public.%I disable row level security', t);
    execute format('drop trigger if exists touch on public.%I', t);
    execute format('revoke all on public.%I from masthead_app, masthead_definer', t);
  end loop;
end $$;
