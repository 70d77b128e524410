-- People, books, pages, texts, tasks. Later migrations add; this one is the shape of the product.

create table person (
    id            bigint generated always as identity primary key,
    name          text not null unique,               -- what they sign in with
    display_name  text not null,
    email         text,
    password_hash text,                               -- null: cannot sign in by password
    role          text not null check (role in ('READER', 'PROOFREADER', 'EDITOR', 'ADMIN')),
    created_at    timestamptz not null default now(),
    disabled_at   timestamptz
);

create table site_secret (
    name  text primary key,
    value bytea not null
);

create table project (
    id            bigint generated always as identity primary key,
    slug          text not null unique,
    title         text not null,
    status        text not null check (status in ('IMPORTING', 'READY', 'FAILED')),
    status_reason text,
    page_count    int not null default 0,
    created_by    bigint not null references person (id),
    created_at    timestamptz not null default now()
);

create table page (
    id         bigint generated always as identity primary key,
    project_id bigint not null references project (id) on delete cascade,
    number     int not null check (number >= 1),
    image_file text not null,                         -- below the data folder's pages/
    media_type text not null,
    image_hash text not null,                         -- SHA-256 of the file, lower-case hex
    byte_count bigint not null,
    width      int not null,
    height     int not null,
    dpi        int not null default 0,                -- 0: unknown
    version    int not null default 0,                -- newest revision, 0: no text yet
    edited     boolean not null default false,        -- the newest revision is a person's
    proofed_at timestamptz,                           -- a person called it finished
    unique (project_id, number)
);

-- Text is only ever added to. A bot's revision names its task; a person's names the person.
create table revision (
    page_id        bigint not null references page (id) on delete cascade,
    version        int not null check (version >= 1),
    text           text not null,
    author         bigint references person (id),     -- null: an engine
    created_at     timestamptz not null,
    task_id        uuid,
    engine         text,
    engine_version text,
    model          text,
    language       text,
    parameters     text,
    image_hash     text,
    confidence     real,
    width          int,
    height         int,
    lines          jsonb,                             -- boxes, words, confidences; null: none
    primary key (page_id, version),
    check ((author is null) = (engine is not null))
);
-- Nothing counts twice: a task adds at most one revision to a page.
create unique index revision_once_a_task on revision (page_id, task_id) where task_id is not null;

create sequence page_ticket;

-- Servers that live: each writes its row every few seconds.
create table server_node (
    id         uuid primary key,                      -- new at every start
    host       text not null,
    started_at timestamptz not null,
    last_seen  timestamptz not null
);

create table task (
    id             uuid primary key,                  -- version 7: sorts by time
    project_id     bigint references project (id) on delete set null,
    project_slug   text not null,
    engine         text not null,
    language       text not null,
    parameters     text not null default '',
    scope          text not null check (scope in ('UNEDITED', 'FAILED', 'ALL')),
    priority       smallint not null default 0 check (priority between -1 and 1),
    status         text not null
        check (status in ('PENDING', 'PROGRESS', 'PAUSED', 'SUCCESS', 'FAILURE', 'REVOKED')),
    pause_reason   text,
    total          int not null,
    queued         int not null,
    active         int not null default 0,
    done           int not null default 0,
    failed         int not null default 0,
    skipped        int not null default 0,
    revoked        int not null default 0,
    waiting        int not null,                      -- queued pages that may be handed out now
    version        bigint not null default 1,         -- grows with each change that anybody can see
    failure_cause  text,                              -- of the last page that failed
    failure_streak int not null default 0,            -- equal failures in a row
    retry_of       uuid references task (id),
    started_by     bigint not null references person (id),
    started_at     timestamptz not null,
    begun_at       timestamptz,                       -- first page began
    updated_at     timestamptz not null,
    finished_at    timestamptz,
    record_cleared boolean not null default false,    -- ended, and Redis was told
    check (total = queued + active + done + failed + skipped + revoked),
    check (waiting between 0 and queued),
    check ((status in ('SUCCESS', 'FAILURE', 'REVOKED')) = (finished_at is not null))
);
create unique index task_one_active_a_project on task (project_id)
    where status in ('PENDING', 'PROGRESS', 'PAUSED');
create index task_to_dispatch on task (engine, priority desc, started_by, id)
    where status in ('PENDING', 'PROGRESS') and waiting > 0;
create index task_active on task (id) where status in ('PENDING', 'PROGRESS', 'PAUSED');
create index task_to_clear on task (id)
    where finished_at is not null and not record_cleared;
create index task_by_project on task (project_slug, id desc);
create index task_by_person on task (started_by, id desc);
create index task_by_status on task (status, id desc);

create table task_page (
    task_id       uuid not null references task (id) on delete cascade,
    page          int not null,                       -- number in the book
    page_id       bigint not null,                    -- the page's row may be gone: history stays
    image_hash    text not null,
    dpi           int not null,
    base_version  int not null,                       -- newest revision when the task started
    status        text not null
        check (status in ('QUEUED', 'ACTIVE', 'DONE', 'FAILED', 'SKIPPED', 'REVOKED')),
    rank          smallint not null default 1,        -- 0: somebody looks at it, it goes first
    attempt       int not null default 0,
    ticket        bigint,                             -- of the hand-out that is out now
    sent_at       timestamptz,
    not_before    timestamptz,                        -- waits after an interruption
    claimed_at    timestamptz,
    claimed_via   uuid,                               -- the server that gave out the image
    worker        text,
    strikes       int not null default 0,             -- deliveries that ended in silence
    interruptions int not null default 0,             -- outcomes that asked for another try
    ended_at      timestamptz,
    ended_version bigint,                             -- the task's version at which it ended
    duration_ms   bigint,
    confidence    real,
    cause         text,
    reason        text,
    primary key (task_id, page),
    check (status <> 'ACTIVE' or ticket is not null),
    check ((status in ('QUEUED', 'ACTIVE')) = (ended_at is null))
);
create index task_page_waiting on task_page (task_id, rank, page)
    where status = 'QUEUED' and ticket is null and not_before is null;
create index task_page_out on task_page (task_id) where ticket is not null;
create index task_page_delayed on task_page (not_before) where not_before is not null;
create index task_page_ended on task_page (task_id, ended_version)
    where ended_version is not null;

create table audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   bigint references person (id),            -- null: the system itself
    action  text not null,
    task_id uuid,
    subject text,
    detail  text
);
create index audit_by_task on audit (task_id, id) where task_id is not null;
