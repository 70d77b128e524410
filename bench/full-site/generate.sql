-- A site that is full: 10,000 books of 100 pages, all with text, and 100,000 tasks of 10 pages that have ended. Run on an empty
-- database of the product: psql -f bench/full-site/generate.sql, or bench/engine-room --data bench/full-site/generate.sql.
\set books 10000
\set pages 100
\set tasks 100000
\set worked 10
set synchronous_commit = off;
set maintenance_work_mem = '256MB';
select setseed(0.42);

insert into person (name, display_name, role)
  select 'person-' || n, 'Person ' || n, 'EDITOR' from generate_series(1, 100) n;
insert into project (slug, title, status, page_count, created_by)
  select 'book-' || n, 'Book ' || n, 'READY', :pages, p.id
  from generate_series(1, :books) n join person p on p.name = 'person-' || n % 100 + 1;
insert into page (project_id, number, image_file, media_type, image_hash, byte_count, width, height, version)
  select p.id, n, 'none/' || n, 'image/png', 'hash-' || n, 1, 1650, 2550, 1
  from project p cross join generate_series(1, :pages) n where p.slug like 'book-%';
insert into revision (page_id, version, text, created_at, engine, language, confidence)
  select id, 1, 'A line of text of page ' || number, now() - interval '30 days', 'tesseract', 'eng', 0.9 from page;
insert into task (id, project_id, project_slug, engine, language, scope, status, total, queued, done, failed, waiting,
    started_by, started_at, begun_at, updated_at, finished_at, record_cleared)
  select cast(lpad(to_hex(1577836800000 + n::bigint * 60000), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0') as uuid),
    p.id, p.slug, 'tesseract', 'eng', 'UNEDITED', case when n % 10 = 0 then 'FAILURE' else 'SUCCESS' end,
    :worked, 0, case when n % 10 = 0 then :worked - 1 else :worked end, case when n % 10 = 0 then 1 else 0 end, 0,
    p.created_by, t.start, t.start, t.start, t.start + interval '1 minute', true
  from generate_series(1, :tasks) n join project p on p.slug = 'book-' || n % :books + 1
  cross join lateral (select timestamptz '2020-01-01 UTC' + n * interval '30 minutes' as start) t;
insert into task_page (task_id, page, page_id, image_hash, dpi, pixels, base_version, status, attempt, worker, sent_at,
    claimed_at, ended_at, ended_version, duration_ms, cause, reason)
  select t.id, n, 0, 'hash', 300, 4207500, 0, case when n = 1 and t.failed > 0 then 'FAILED' else 'DONE' end, 1, 'worker-' || n,
    t.started_at, t.started_at, t.finished_at, n, 1000, case when n = 1 and t.failed > 0 then 'unreadable-image' end,
    case when n = 1 and t.failed > 0 then 'The image is damaged.' end
  from task t cross join generate_series(1, :worked) n;
insert into audit (at, actor, action, task_id, subject, detail)
  select started_at, started_by, 'task.start', id, project_slug, 'tesseract, eng' from task;
vacuum analyze;
