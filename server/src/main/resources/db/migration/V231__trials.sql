-- Set-ups tried on the same few pages, side by side. Their texts are in task_page_text.

create table trial (
    id         uuid primary key,                      -- version 7: sorts by time
    project_id bigint not null references project (id) on delete cascade,
    pages      text not null,                         -- like 1-3
    started_by bigint not null references person (id),
    started_at timestamptz not null
);
create index trial_of_project on trial (project_id, id desc);

create table trial_setup (
    trial_id   uuid not null references trial (id) on delete cascade,
    place      int not null,                          -- from 1
    engine     text not null,
    language   text not null,
    parameters text not null default '',
    task_id    uuid references task (id) on delete set null,  -- null: it did not start, or its task is forgotten
    refusal    text,                                  -- why it did not start
    primary key (trial_id, place)
);
create index trial_setup_of_task on trial_setup (task_id) where task_id is not null;
