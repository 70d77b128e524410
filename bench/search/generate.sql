-- A million pages' rows, as the search keeps them: a vocabulary of random words of four to thirteen letters, and for each
-- page about 170 different words of it, by Zipf's law. psql -v pages=1000000 -v words=1000000 -v draws=120 -f generate.sql
\timing on
set synchronous_commit = off;
set maintenance_work_mem = '512MB';
select setseed(0.42);
insert into search_word (word, skeleton, latin)
  select w, lower(w), false from (
    select distinct left(translate(md5(g::text), '0123456789abcdef', 'kgtdpbmnrlvSAaiu'), 4 + g % 10) as w
    from generate_series(1, :words * 11 / 10) g) made limit :words;
select count(*) as vocabulary from search_word;
insert into person (name, display_name, role) values ('bench', 'bench', 'READER');
insert into project (slug, title, status, page_count, created_by)
  select 'book-' || g, 'Book ' || g, 'READY', 300, (select min(id) from person)
  from generate_series(1, (:pages + 299) / 300) g;
insert into page (project_id, number, image_file, media_type, image_hash, byte_count, width, height, version)
  select (g - 1) / 300 + (select min(id) from project), (g - 1) % 300 + 1, 'none', 'image/png', 'none', 1, 100, 100, 1
  from generate_series(1, :pages) g;
-- The index is made afterwards, which is ten times as fast.
drop index search_page_words;
insert into search_page (page_id, project_id, version, words)
  select p.id, p.project_id, 1, array[(-1 - p.project_id / 64)::int] || array(
    select distinct floor(exp(random() * ln(:words::float8)) + 0 * p.id)::int from generate_series(1, :draws))
  from page p;
create index search_page_words on search_page using gin (words);
vacuum analyze;
select pg_size_pretty(pg_total_relation_size('search_page')) as pages, pg_size_pretty(pg_relation_size('search_page')) as heap,
  pg_size_pretty(pg_indexes_size('search_page')) as page_indexes, pg_size_pretty(pg_total_relation_size('search_word')) as vocabulary;
