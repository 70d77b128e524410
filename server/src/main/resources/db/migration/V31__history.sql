-- What is kept of a task besides its end: the engine's version, and attempts that came to nothing.

alter table task add column engine_version text;      -- null: no worker had said it at the start

create index task_by_start on task (started_at desc);

-- Attempts that did not end their page; the one that did is the page's own row.
create table task_page_attempt (
    task_id  uuid not null,
    page     int not null,
    attempt  int not null,
    worker   text,
    begun_at timestamptz,
    ended_at timestamptz not null,
    cause    text not null,
    reason   text,                                    -- null: the worker fell silent
    primary key (task_id, page, attempt),
    foreign key (task_id, page) references task_page on delete cascade
);

-- A retry outlives what it retried.
alter table task drop constraint task_retry_of_fkey;
alter table task add constraint task_retry_of_fkey
    foreign key (retry_of) references task (id) on delete set null;
create index task_of_retry on task (retry_of) where retry_of is not null;
create index task_ended on task (finished_at) where finished_at is not null;
