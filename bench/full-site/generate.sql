-- A site that is full: 10,000 books of 100 pages, all with text, a tenth of them closed, and one more of 10,000 pages; 2,000
-- people; 100,000 tasks of 10 pages that have ended, and one of 10,000. Run on an empty database of the product: bench/full-site/run,
-- psql -f bench/full-site/generate.sql, or bench/engine-room --data bench/full-site/generate.sql.
\set books 10000
\set pages 100
\set tasks 100000
\set worked 10
\set long 10000
set synchronous_commit = off;
set maintenance_work_mem = '256MB';
set jit = off;
select setseed(0.42);
-- What these keep is written below, at once for all.
alter table page disable trigger user;
alter table revision disable trigger user;

insert into person (name, display_name, role)
  select 'person-' || n, 'Person ' || n, 'EDITOR' from generate_series(1, 2000) n;
insert into project (slug, title, status, page_count, created_by, open, author, year, last_edit_at, last_edit_by)
  select 'book-' || n, 'Book ' || (n * 7919) % :books || ' of ' || left(md5(n::text), 6), 'READY', :pages, p.id, n % 10 > 0,
    'Author ' || n % 500, (1800 + n % 150)::text, case when n <= 1000 then now() - n * interval '1 hour' end, case when n <= 1000 then p.id end
  from generate_series(1, :books) n join person p on p.name = 'person-' || n % 2000 + 1;
insert into project (slug, title, status, page_count, created_by)
  select 'long-book', 'A long book', 'READY', :long, min(id) from person;
insert into page (project_id, number, image_file, media_type, image_hash, byte_count, width, height, version)
  select p.id, n, 'none/' || n, 'image/png', 'hash-' || n, 1, 1650, 2550, 1
  from project p cross join generate_series(1, :long) n where n <= p.page_count order by p.id, n;
create temporary table words as
  select n as number, 'A line of text of page ' || n || E'\n' || (
    select string_agg(left(translate(md5((n * 31 + w)::text), '0123456789', 'ghijklmnop'), 7), ' ') from generate_series(1, 30) w) as text
  from generate_series(1, :long) n;
insert into revision (page_id, version, text, created_at, engine, language, confidence)
  select g.id, 1, w.text || case when p.slug = 'book-7777' and g.number = 7 then ' rarissimum' else '' end,
    now() - interval '30 days', 'tesseract', 'eng', 0.9
  from page g join project p on p.id = g.project_id join words w using (number) order by g.id;
-- A thousand books that people have worked in.
insert into revision (page_id, version, text, author, created_at)
  select r.page_id, 2, r.text || ' corrected', p.created_by, now() - g.number * interval '1 minute' - p.id * interval '1 hour'
  from revision r join page g on g.id = r.page_id join project p on p.id = g.project_id
  where p.slug like 'book-%' and p.id % 10 = 3;
update page g set version = 2, edited = true, proofed_version = case when number % 2 = 0 then 2 end, proofed_by = p.created_by
  from project p where p.id = g.project_id and p.slug like 'book-%' and p.id % 10 = 3;
insert into task (id, project_id, project_slug, engine, language, scope, status, total, queued, done, failed, waiting,
    started_by, started_at, begun_at, updated_at, finished_at, record_cleared)
  select cast(lpad(to_hex(1577836800000 + n::bigint * 60000), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0') as uuid),
    p.id, p.slug, 'tesseract', 'eng', 'UNEDITED', case when n % 10 = 0 then 'FAILURE' else 'SUCCESS' end,
    :worked, 0, case when n % 10 = 0 then :worked - 1 else :worked end, case when n % 10 = 0 then 1 else 0 end, 0,
    p.created_by, t.start, t.start, t.start, t.start + interval '1 minute', true
  from generate_series(1, :tasks) n join project p on p.slug = 'book-' || n % :books + 1
  cross join lateral (select timestamptz '2020-01-01 UTC' + n * interval '30 minutes' as start) t;
insert into task (id, project_id, project_slug, engine, language, scope, status, total, queued, done, failed, waiting,
    started_by, started_at, begun_at, updated_at, finished_at, record_cleared)
  select '017f0000-0000-7000-8000-00000000ffff', p.id, p.slug, 'tesseract', 'eng', 'UNEDITED', 'FAILURE', :long, 0, :long - 1, 1, 0,
    p.created_by, t.start, t.start, t.start, t.start + interval '3 hours', true
  from project p cross join (select timestamptz '2025-11-01 UTC' as start) t where p.slug = 'long-book';
insert into task_page (task_id, page, page_id, image_hash, dpi, pixels, base_version, status, attempt, worker, sent_at,
    claimed_at, ended_at, ended_version, duration_ms, cause, reason)
  select t.id, n, 0, 'hash', 300, 4207500, 0, case when n = 1 and t.failed > 0 then 'FAILED' else 'DONE' end, 1, 'worker-' || n % 10,
    t.started_at + n / 10 * interval '1 second', t.started_at + n / 10 * interval '1 second',
    t.started_at + (n / 10 + 1) * interval '1 second', n, 1000, case when n = 1 and t.failed > 0 then 'unreadable-image' end,
    case when n = 1 and t.failed > 0 then 'The image is damaged.' end
  from task t cross join generate_series(1, :long) n where n <= t.total order by t.id, n;
insert into audit (at, actor, action, task_id, subject, detail)
  select started_at, started_by, 'task.start', id, project_slug, 'tesseract, eng' from task;
insert into notification (person_id, event, task_id, occurrence, total, done, failed, shown, created_at)
  select started_by, 'ENDED', id, 1, total, done, failed, true, finished_at from task;

alter table page enable trigger user;
alter table revision enable trigger user;
-- The words of two books are looked for by the product; index.sql gives the others the same.
insert into search_due (page_id)
  select g.id from page g join project p on p.id = g.project_id where p.slug in ('book-1', 'book-7777') order by g.id;
vacuum analyze;
