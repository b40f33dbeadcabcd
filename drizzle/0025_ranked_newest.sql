-- A word that stands everywhere is ranked among the newest thousand that have it. Each search is planned by its words: a rare
-- one by the index of words, a common one by the newest pieces.
create or replace function app.search_published(query text, most int, language_is text default null) returns table (id uuid, rank real)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare org uuid := app.reading_org(); dictionary regconfig; languages text[]; wanted tsquery;
begin
  if org is null then return; end if;
  for dictionary, languages in
    with recursive spoken as (
      (select p.language from public.published_items p where p.organization_id = org and p.withdrawn_at is null order by p.language limit 1)
      union all
      select (select p.language from public.published_items p where p.organization_id = org and p.withdrawn_at is null and p.language > s.language order by p.language limit 1)
        from spoken s where s.language is not null)
    select app.search_language(s.language), array_agg(s.language) from spoken s where s.language is not null and (language_is is null or s.language = language_is) group by 1
  loop
    wanted := websearch_to_tsquery(dictionary, query);
    if numnode(wanted) > 0 then
      return query select f.id, ts_rank(f.search, wanted) from (
          select p.content_item_id as id, p.search from public.published_items p
          where p.organization_id = org and p.withdrawn_at is null and p.search @@ wanted and p.language = any (languages)
          order by p.published_at desc limit 1000) f
        order by 2 desc, 1 desc limit most;
    end if;
  end loop;
end $$;
