-- Full-text search and trigrams know the letters of the database's own locale, and under "C" those are A to Z: “Корабли” was
-- never found by “корабли”. The words are folded before they are read, by a collation that every Postgres 17 has, whatever the
-- database was made with: small letters, the two ends of sigma and the Turkish i as one, ß as ss, and no typographic marks.
create function app.folded(words text) returns text language sql immutable parallel safe set search_path = '' as $$
  select replace(replace(replace(regexp_replace(lower(words collate pg_catalog.pg_c_utf8), '[“”„‟‘’‚«»‹›—–…·•]', ' ', 'g'), 'ς', 'σ'), 'ı', 'i'), 'ß', 'ss')
$$;
--> statement-breakpoint
-- What typos are forgiven in: trigrams leave out letters that the locale does not know, so each stands for one that it does.
create function app.likeness(words text) returns text language sql immutable parallel safe set search_path = '' as $$
  select translate(app.folded(words), 'абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџαβγδεζηθικλμνξοπρστυφχψωάέήίόύώϊϋΐΰàáâãäåāăąæçćčĉďđèéêëēėęěĝğġģĥħìíîïīįĵķĺļľłñńņňðòóôõöōőøœŕřśŝşšșţťțþùúûüũūŭůűųŵýÿŷźżž', 'abvgdeejziiklmnoprstufhccssqyqeuaiieguilncddabgdezhtiklmnxoprstufcpwaehiouwiuiuaaaaaaaaaaccccddeeeeeeeegggghhiiiiiijkllllnnnndooooooooorrsssssttttuuuuuuuuuuwyyyzzz')
$$;
--> statement-breakpoint
grant execute on function app.folded(text), app.likeness(text) to masthead_app, masthead_definer;
--> statement-breakpoint
drop index content_items_likeness_index;
--> statement-breakpoint
alter table content_items
  alter column search set expression as (setweight(to_tsvector(app.search_language(language), app.folded(title)), 'A') || setweight(to_tsvector(app.search_language(language), app.folded(tag_text || ' ' || excerpt)), 'B') || setweight(to_tsvector(app.search_language(language), app.folded(left(body_text, 200000))), 'D')),
  add column likeness text generated always as (app.likeness(title)) stored not null;
--> statement-breakpoint
create index content_items_likeness_index on content_items using gin (organization_id, likeness gin_trgm_ops) where deleted_at is null;
--> statement-breakpoint
alter table published_items alter column search set expression as (setweight(to_tsvector(app.search_language(language), app.folded(title)), 'A') || setweight(to_tsvector(app.search_language(language), app.folded(tag_text || ' ' || excerpt)), 'B') || setweight(to_tsvector(app.search_language(language), app.folded(left(body_text, 200000))), 'D'));
--> statement-breakpoint
alter table media_assets alter column search set expression as (setweight(to_tsvector('simple', regexp_replace(app.folded(name), '[._-]+', ' ', 'g')), 'A') || setweight(to_tsvector('simple', app.folded(alt_text)), 'B') || setweight(to_tsvector('simple', app.folded(description)), 'C'));
--> statement-breakpoint
create or replace function app.search_content(query text, most int, status_is text default null, type_is text default null, author_is uuid default null, category_is uuid default null, language_is text default null)
returns table (id uuid, rank real) language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  org uuid := app.current_org(); dictionary regconfig; languages text[]; wanted tsquery; hits record; ids uuid[] := '{}'; ranks real[] := '{}';
  typing boolean := query ~ '[[:alnum:]]$' and query !~ '["-]' and query !~* '\mor\M'; words text; swapped text; asked text;
begin
  if org is null then return; end if;
  query := app.folded(query);
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
      select i.id, 0.01::real * public.word_similarity(app.likeness(query), i.likeness) as rank from public.content_items i
      where i.organization_id = org and i.deleted_at is null and i.likeness operator(public.%>) app.likeness(query) and i.id <> all (ids) and (language_is is null or i.language = language_is)
        and (status_is is null or i.status = status_is) and (type_is is null or i.type = type_is) and (author_is is null or i.author_id = author_is)
        and (category_is is null or i.category_id = category_is)
      limit 200) a;
    ids := ids || hits.ids;
    ranks := ranks || hits.ranks;
  end if;
  return query select f.id, f.rank from unnest(ids, ranks) as f(id, rank) order by 2 desc, 1 desc limit most;
end $$;
--> statement-breakpoint
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
    wanted := websearch_to_tsquery(dictionary, app.folded(query));
    if numnode(wanted) > 0 then
      return query select f.id, ts_rank(f.search, wanted) from (
          select p.content_item_id as id, p.search from public.published_items p
          where p.organization_id = org and p.withdrawn_at is null and p.search @@ wanted and p.language = any (languages)
          order by p.published_at desc limit 1000) f
        order by 2 desc, 1 desc limit most;
    end if;
  end loop;
end $$;
--> statement-breakpoint
create or replace function app.search_assets(query text, most int, trashed boolean default false) returns table (id uuid, rank real) language plpgsql stable security definer set search_path = '' as $$
declare org uuid := app.current_org(); wanted tsquery;
begin
  if org is null then return; end if;
  wanted := websearch_to_tsquery('simple', regexp_replace(app.folded(query), '[._]+', ' ', 'g'));
  if query ~ '[[:alnum:]]$' and query !~ '["-]' then
    wanted := to_tsquery('simple', (select string_agg(quote_literal(word) || case when position = count then ':*' else '' end, ' & ')
      from (select word, row_number() over () as position, count(*) over () as count
            from regexp_split_to_table(lower(regexp_replace(app.folded(query), '[^[:alnum:]]+', ' ', 'g')), '\s+') word where word <> '') words));
  end if;
  -- A word that stands in everything is ranked among the first 2,000 that have it.
  return query
    select f.id, ts_rank(f.search, wanted) from (
      select a.id, a.search from public.media_assets a
      where not trashed and a.organization_id = org and a.deleted_at is null and a.status = 'ready' and a.search @@ wanted limit 2000) f
    union
    select f.id, ts_rank(f.search, wanted) from (
      select a.id, a.search from public.media_assets a
      where trashed and a.organization_id = org and a.deleted_at is not null and a.status = 'ready' and a.search @@ wanted limit 2000) f
    union
    select l.asset_id, 0.3::real from public.tags t join public.asset_tags l on l.organization_id = t.organization_id and l.tag_id = t.id
      where t.organization_id = org and lower(t.name) = lower(trim(query))
    order by 2 desc limit most;
end $$;
