-- Engines whose queue an administrator holds. No row: it is open.
create table engine_queue (
    engine text primary key,
    state  text not null check (state in ('PAUSED', 'DRAINING')),
    since  timestamptz not null,
    actor  bigint references person (id) on delete set null
);

-- What each worker process did of late: pages of the last minutes, and the last page that failed on it. Written every half
-- minute by each server, never with a page; old rows are deleted.
create table worker_minute (
    worker text not null,
    at     timestamptz not null,                      -- the minute's beginning
    pages  int not null,
    failed int not null,
    primary key (worker, at)
);
create index worker_minute_old on worker_minute (at);

create table worker_failure (
    worker  text primary key,
    at      timestamptz not null,
    task_id uuid not null,
    page    int not null,
    cause   text,
    reason  text
);

-- Tasks are listed, and changed together, by engine.
create index task_by_engine_name on task (engine, id desc);

-- The audit log is searched by who and by what, newest first.
create index audit_by_actor on audit (actor, id desc);
create index audit_by_action on audit (action, id desc);
