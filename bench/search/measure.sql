-- Times the questions that the product asks for a search: the words that fit, then the first pages that have them.
-- psql -f measure.sql; prints milliseconds: median, 95th percentile, worst, by kind of query.
set work_mem = '32MB';
set plan_cache_mode = force_custom_plan;
set max_parallel_workers_per_gather = 0;
set enable_seqscan = off;
create temp table visible as select array_agg(id order by id desc) as ids, (select min(id) - 1 from search_word) as base from project;
create temp table timed (kind text, ms float8, hits int);

-- The shelves of the first books, as the product keeps them among a page's words.
create function pg_temp.shelves(books bigint[]) returns int[] language sql as $$
  select array_agg(distinct (-1 - id / 64)::int) from unnest(books) id
$$;

create function pg_temp.ask(ids int[], other int[], books bigint[], out hits int) language plpgsql as $$
declare near text; part int; many boolean := greatest(cardinality(ids), cardinality(other)) > 40;
begin
  near := case when many
    then 'exists (select from unnest(words) w where w = any(%L::int[])) and exists (select from unnest(words) w where w = any(%L::int[]))'
    else 'words && %L::int[] and words && %L::int[]' end;
  execute format('select count(*) from (select page_id from (
      select page_id, project_id, words from search_page where project_id = any(%L::bigint[]) order by project_id desc, page_id limit %s) near
      where ' || near || ' order by project_id desc, page_id limit 40) p', books, case when many then 1000 else 3000 end, ids, other) into hits;
  if hits = 40 then return; end if;
  foreach part in array array[100, 1000, 2147483647] loop
    execute format('with found as materialized (
        select project_id, page_id from search_page where words && %L::int[] and words && %L::int[] and words && %L::int[])
      select count(*) from (select page_id from found where project_id = any(%L::bigint[]) order by project_id desc, page_id limit 40) p',
      pg_temp.shelves(books[1:part]), ids, other, books[1:part]) into hits;
    exit when hits = 40 or part >= cardinality(books);
  end loop;
end $$;

do $$
declare
  kind text; rank int; part text; ids int[]; other int[]; begun timestamptz; hits int; n int; books bigint[]; base int;
begin
  select v.ids, v.base into books, base from visible v;
  for n in 1..400 loop
    -- Words by Zipf's law, as people look for them: one in seven is among the ten most frequent.
    rank := greatest(1, floor(exp(random() * ln(1000000)))::int);
    kind := case n % 4 when 0 then 'whole word' when 1 then 'beginning' when 2 then 'part of a word' else 'two words' end;
    select skeleton into part from search_word where id = base + rank;
    part := case n % 4 when 1 then left(part, 5) || '%' when 2 then '%' || substr(part, 2, 4) || '%' else part || '%' end;
    begun := clock_timestamp();
    select array_agg(id - base) into ids from (
      select id from search_word where skeleton like part and not latin order by length(skeleton) limit 500) w;
    other := case when n % 4 = 3 then array[greatest(1, floor(exp(random() * ln(1000000)))::int)] else ids end;
    hits := pg_temp.ask(ids, other, books);
    insert into timed values (kind, extract(epoch from clock_timestamp() - begun) * 1000, hits);
  end loop;
end $$;
select kind, count(*), round(percentile_cont(0.5) within group (order by ms)) as median,
  round(percentile_cont(0.95) within group (order by ms)) as p95, round(max(ms)) as worst, round(avg(hits)) as hits
from timed group by rollup (kind) order by kind;
