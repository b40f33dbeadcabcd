create or replace function app.search_content(query text, most int, status_is text default null, type_is text default null, author_is uuid default null, category_is uuid default null, language_is text default null)
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
