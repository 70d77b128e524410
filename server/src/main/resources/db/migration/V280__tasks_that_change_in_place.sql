-- Each page changes its task's row twice. As long as no index holds what changes, PostgreSQL writes the
-- new row into the same block and none of a dozen indexes: that of silent tasks held updated_at, and so
-- each change went into all of them.
drop index task_silent;
alter table task add column stirred_at timestamptz not null default now(); -- updated_at, up to half a minute late
update task set stirred_at = updated_at where status in ('PENDING', 'PROGRESS');
create index task_silent on task (stirred_at) where status in ('PENDING', 'PROGRESS');
alter table task set (fillfactor = 60);
