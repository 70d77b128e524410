-- The shape of the product: people, books, pages, texts, tasks, notices. Later migrations add.

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
create unique index person_by_any_case on person (lower(name));

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
    open          boolean not null default true,      -- false: named members only
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
    engine_version text,                              -- null: no worker had said it at the start
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
    pixels_left    bigint not null default 0,         -- of pages that have not ended: time left is told from it
    version        bigint not null default 1,         -- grows with each change that anybody can see
    failure_cause  text,                              -- of the last page that failed
    failure_streak int not null default 0,            -- equal failures in a row
    retry_of       uuid references task (id) on delete set null,  -- a retry outlives what it retried
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
create index task_by_start on task (started_at desc);
create index task_of_retry on task (retry_of) where retry_of is not null;
create index task_ended on task (finished_at) where finished_at is not null;
-- The newest tasks of an engine and language, to know their speed before a task's first page.
create index task_by_engine on task (engine, language, id desc) where begun_at is not null;
-- Tasks that nothing has come of for long.
create index task_silent on task (updated_at) where status in ('PENDING', 'PROGRESS');

create table task_page (
    task_id       uuid not null references task (id) on delete cascade,
    page          int not null,                       -- number in the book
    page_id       bigint not null,                    -- the page's row may be gone: history stays
    image_hash    text not null,
    dpi           int not null,
    pixels        bigint not null default 0,
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

create table project_member (
    project_id bigint not null references project (id) on delete cascade,
    person_id  bigint not null references person (id) on delete cascade,
    primary key (project_id, person_id)
);

-- The one place that says who sees a project: everybody if it is open, else its creator, its
-- members and administrators.
create function sees_project(viewer bigint, book bigint) returns boolean
language sql stable as $$
    select exists (
        select from project p
        where p.id = book
          and (p.open
               or p.created_by = viewer
               or exists (select from project_member m
                          where m.project_id = book and m.person_id = viewer)
               or exists (select from person a where a.id = viewer and a.role = 'ADMIN')))
$$;

-- A task is seen by whoever sees its project; once that is gone, by its starter and administrators.
create function sees_task(viewer bigint, book bigint, starter bigint) returns boolean
language sql stable as $$
    select case
        when book is not null then sees_project(viewer, book)
        else starter = viewer
             or exists (select from person a where a.id = viewer and a.role = 'ADMIN')
    end
$$;

-- Links that let somebody in once: the server's own at its start, invitations, new passwords.
create table entry_link (
    token_hash bytea primary key,                     -- SHA-256 of the token
    kind       text not null check (kind in ('SIGN_IN', 'INVITATION', 'NEW_PASSWORD')),
    person_id  bigint references person (id) on delete cascade,
    expires_at timestamptz not null,
    used_at    timestamptz
);

create table api_token (
    id         bigint generated always as identity primary key,
    token_hash bytea not null unique,                 -- SHA-256 of the token
    person_id  bigint not null references person (id) on delete cascade,
    name       text not null,                         -- what it is for
    role       text not null check (role in ('READER', 'PROOFREADER', 'EDITOR', 'ADMIN')),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz,                           -- last time, to the minute
    revoked_at timestamptz
);
create index api_token_by_person on api_token (person_id, id);

-- Whom a sign-in provider means.
create table person_identity (
    issuer    text not null,
    subject   text not null,
    person_id bigint not null references person (id) on delete cascade,
    primary key (issuer, subject)
);

-- Failed sign-ins in a row, by name and by address (as hashes: a typed name may be a password).
create table sign_in_failure (
    key_hash bytea primary key,
    failures int not null,
    last_at  timestamptz not null
);

-- Sessions, in the shape of Spring Session JDBC.
create table spring_session (
    primary_id            char(36) not null primary key,
    session_id            char(36) not null,
    creation_time         bigint not null,
    last_access_time      bigint not null,
    max_inactive_interval int not null,
    expiry_time           bigint not null,
    principal_name        varchar(100)                -- the person's id
);
create unique index spring_session_ix1 on spring_session (session_id);
create index spring_session_ix2 on spring_session (expiry_time);
create index spring_session_ix3 on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36) not null references spring_session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea not null,
    primary key (session_primary_id, attribute_name)
);

-- Imports under way: what was uploaded, and which server stores its pages. Gone once a book is ready.

create table project_import (
    project_id  bigint primary key references project (id) on delete cascade,
    folder      text not null,                        -- below the data folder's uploads/
    holder      text,                                 -- the server at work; null: nobody yet
    lease_until timestamptz,                          -- the holder is alive until then
    attempts    int not null default 0                -- begun since a page was last stored
);

create table upload_file (
    project_id bigint not null references project_import (project_id) on delete cascade,
    first_page int not null,                          -- its first page's number in the book
    page_count int not null check (page_count >= 1),
    file       text not null,                         -- within the folder
    name       text not null,                         -- as its sender called it; never a path here
    kind       text not null,
    primary key (project_id, first_page)
);

-- What people are told, how they want it, and what still has to be sent.

create table notification (
    id         bigint generated always as identity primary key,
    person_id  bigint not null references person (id) on delete cascade,
    event  text not null check (event in ('ENDED', 'FAILED', 'PAUSED', 'STALLED')),
    task_id    uuid not null,
    occurrence bigint not null,                       -- the task's version then: told once
    total      int not null,
    done       int not null,
    failed     int not null,
    detail     text,                                  -- why, for a person; null: nothing to add
    shown      boolean not null,                      -- in the page, where somebody wants it so
    created_at timestamptz not null,
    read_at    timestamptz,
    unique (person_id, task_id, event, occurrence)
);
create index notification_newest on notification (person_id, id desc) where shown;
create index notification_unread on notification (person_id) where shown and read_at is null;

-- A person without a row wants everything in the page and nothing by e-mail.
create table notification_choice (
    person_id bigint primary key references person (id) on delete cascade,
    in_page   text[] not null,
    by_email  text[] not null
);

create table webhook (
    id         bigint generated always as identity primary key,
    person_id  bigint not null references person (id) on delete cascade,
    everyone   boolean not null,                      -- tasks of everybody, not just its owner's
    url        text not null,
    secret     bytea not null,                        -- to sign with, so that it can't be a hash
    events text[] not null,
    created_at timestamptz not null
);
create index webhook_of_person on webhook (person_id);
create index webhook_of_everyone on webhook (id) where everyone;

-- E-mails and webhooks to send, and what became of them. Written with what they tell of.
create table delivery (
    id         uuid primary key,
    webhook_id bigint references webhook (id) on delete cascade,   -- null: an e-mail
    person_id  bigint not null references person (id) on delete cascade,
    task_id    uuid not null,
    event  text not null,
    body       text not null,                         -- JSON of a webhook; null-free text of a mail
    subject    text,                                  -- of a mail
    created_at timestamptz not null,
    attempts   int not null default 0,
    next_at    timestamptz,                           -- null: done with, one way or the other
    ended_at   timestamptz,
    sent       boolean not null default false,
    status     int,                                   -- HTTP's, of the last attempt
    answer     text                                   -- of the last attempt, its beginning
);
create index delivery_due on delivery (next_at) where next_at is not null;
create index delivery_of_webhook on delivery (webhook_id, created_at desc) where webhook_id is not null;
create index delivery_ended on delivery (ended_at) where ended_at is not null;
