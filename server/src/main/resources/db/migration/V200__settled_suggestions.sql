-- Suggestions that a person has accepted or dismissed; the others wait.
create table settled_suggestion (
    page_id    bigint not null references page (id) on delete cascade,
    task_id    uuid not null references task (id) on delete cascade,
    person_id  bigint not null references person (id),
    accepted   boolean not null,
    settled_at timestamptz not null,
    primary key (page_id, task_id)
);
create index settled_suggestion_of_task on settled_suggestion (task_id);
