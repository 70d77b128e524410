-- Times the questions that the product asks for a search: the words that fit, then the first pages that have them.
-- psql -f measure.sql; prints milliseconds: median, 95th percentile, worst, by kind of query.
set work_mem = '32MB';
set plan_cache_mode = force_custom_plan;
set enable_seqscan = off;
create temp table visible as select array_agg(id) as ids, (select min(id) - 1 from search_word) as base from project;
create temp table timed (kind text, ms float8, found int);
do $$
declare
  kind text; rank int; part text; ids int[]; other int[]; begun timestamptz; found int; n int; books bigint[]; base int;
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
    select count(*) into found from (
      select page_id from (select page_id, project_id, words from search_page where project_id = any(books)
        order by project_id desc, page_id limit 3000) near
      where words && ids and words && other order by project_id desc, page_id limit 40) p;
    if found < 40 then
      with found_pages as materialized (
        select project_id, page_id from search_page where words && ids and words && other)
      select count(*) into found from (
        select page_id from found_pages where project_id = any(books) order by project_id desc, page_id limit 40) p;
    end if;
    insert into timed values (kind, extract(epoch from clock_timestamp() - begun) * 1000, found);
  end loop;
end $$;
select kind, count(*), round(percentile_cont(0.5) within group (order by ms)) as median,
  round(percentile_cont(0.95) within group (order by ms)) as p95, round(max(ms)) as worst, round(avg(found)) as found
from timed group by rollup (kind) order by kind;
