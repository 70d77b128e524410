-- What people are told, how they want it, and what still has to be sent.

create table notification (
    id         bigint generated always as identity primary key,
    person_id  bigint not null references person (id) on delete cascade,
    happening  text not null check (happening in ('ENDED', 'FAILED', 'PAUSED', 'STALLED')),
    task_id    uuid not null,
    occurrence bigint not null,                       -- the task's version then: told once
    total      int not null,
    done       int not null,
    failed     int not null,
    detail     text,                                  -- why, for a person; null: nothing to add
    shown      boolean not null,                      -- in the page, where somebody wants it so
    created_at timestamptz not null,
    read_at    timestamptz,
    unique (person_id, task_id, happening, occurrence)
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
    happenings text[] not null,
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
    happening  text not null,
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

-- Tasks that nothing has come of for long.
create index task_silent on task (updated_at) where status in ('PENDING', 'PROGRESS');
