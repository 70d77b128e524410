-- After generate.sql, when the product has looked through the books on its list: all others have the same words.
set synchronous_commit = off;
set maintenance_work_mem = '256MB';
drop index search_page_words;
insert into search_page (page_id, project_id, version, words)
  select g.id, g.project_id, g.version, array[(-1 - g.project_id / 64)::int] || w.words[2:]
  from page g
  join (select b.number, s.words from search_page s join page b on b.id = s.page_id
        where b.project_id = (select id from project where slug = 'book-1')) w on w.number = (g.number - 1) % 100 + 1
  where not exists (select from search_page s where s.page_id = g.id) order by g.project_id desc, g.id;
create index search_page_words on search_page using gin (words);
vacuum analyze search_page;
