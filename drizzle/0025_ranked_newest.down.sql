create or replace function app.search_published(query text, most int, language_is text default null) returns table (id uuid, rank real)
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
