-- A word that stands in many pieces is ranked among the thousand of them that were edited last. Each search is planned by its
-- words: a rare one by the index of words, a common one by the newest pieces. Where nothing has the words as typed, two
-- neighbouring letters may have changed places in the longer ones; where few titles match, likeness forgives other typos.
create or replace function app.search_content(query text, most int, status_is text default null, type_is text default null, author_is uuid default null, category_is uuid default null, language_is text default null)
returns table (id uuid, rank real) language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  org uuid := app.current_org(); dictionary regconfig; languages text[]; wanted tsquery; hits record; ids uuid[] := '{}'; ranks real[] := '{}';
  typing boolean := query ~ '[[:alnum:]]$' and query !~ '["-]' and query !~* '\mor\M'; words text; swapped text; asked text;
begin
  if org is null then return; end if;
  select string_agg(quote_literal(word) || ending, ' & ' order by position),
    string_agg('(' || quote_literal(word) || ending || coalesce((
      select string_agg(' | ' || quote_literal(overlay(word placing reverse(substr(word, place, 2)) from place for 2)) || ending, '')
        from generate_series(1, length(word) - 1) place where length(word) between 5 and 30), '') || ')', ' & ' order by position)
    into words, swapped
    from (select w.word, w.position, case when w.position = count(*) over () then ':*' else '' end as ending
          from (select s.word, row_number() over () as position from regexp_split_to_table(lower(regexp_replace(query, '[^[:alnum:]]+', ' ', 'g')), '\s+') as s(word) where s.word <> '') w) split;
  foreach asked in array case when not typing or words is null then array[null] when swapped = '(' || replace(words, ' & ', ') & (') || ')' then array[words] else array[words, swapped] end loop
    for dictionary, languages in
      with recursive spoken as (
        (select i.language from public.content_items i where i.organization_id = org and i.deleted_at is null order by i.language limit 1)
        union all
        select (select i.language from public.content_items i where i.organization_id = org and i.deleted_at is null and i.language > s.language order by i.language limit 1)
          from spoken s where s.language is not null)
      select app.search_language(s.language), array_agg(s.language) from spoken s where s.language is not null and (language_is is null or s.language = language_is) group by 1
    loop
      wanted := case when asked is null then websearch_to_tsquery(dictionary, query) else to_tsquery(dictionary, asked) end;
      continue when numnode(wanted) = 0;
      select array_agg(f.id) as ids, array_agg(ts_rank(f.search, wanted)) as ranks into hits from (
        select i.id, i.search from public.content_items i
        where i.organization_id = org and i.deleted_at is null and i.search @@ wanted and i.language = any (languages)
          and (status_is is null or i.status = status_is) and (type_is is null or i.type = type_is) and (author_is is null or i.author_id = author_is)
          and (category_is is null or i.category_id = category_is)
        order by i.edited_at desc, i.id desc limit 1000) f;
      ids := ids || hits.ids;
      ranks := ranks || hits.ranks;
    end loop;
    exit when cardinality(ids) > 0;
  end loop;
  if typing and cardinality(ids) < 5 and length(query) between 4 and 80 then
    perform set_config('pg_trgm.word_similarity_threshold', '0.45', true);
    select array_agg(a.id) as ids, array_agg(a.rank) as ranks into hits from (
      select i.id, 0.01::real * public.word_similarity(query, i.title) as rank from public.content_items i
      where i.organization_id = org and i.deleted_at is null and i.title operator(public.%>) query and i.id <> all (ids) and (language_is is null or i.language = language_is)
        and (status_is is null or i.status = status_is) and (type_is is null or i.type = type_is) and (author_is is null or i.author_id = author_is)
        and (category_is is null or i.category_id = category_is)
      limit 200) a;
    ids := ids || hits.ids;
    ranks := ranks || hits.ranks;
  end if;
  return query select f.id, f.rank from unnest(ids, ranks) as f(id, rank) order by 2 desc, 1 desc limit most;
end $$;
