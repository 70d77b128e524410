-- How much is left to read, in pixels: time left is told from it.

alter table task_page add pixels bigint not null default 0;
alter table task add pixels_left bigint not null default 0;      -- of pages that have not ended

update task_page t set pixels = p.width::bigint * p.height from page p where p.id = t.page_id;
update task t set pixels_left = (
    select coalesce(sum(pixels), 0) from task_page p
    where p.task_id = t.id and p.status in ('QUEUED', 'ACTIVE'));

-- The newest tasks of an engine and language, to know their speed before a task's first page.
create index task_by_engine on task (engine, language, id desc) where begun_at is not null;
