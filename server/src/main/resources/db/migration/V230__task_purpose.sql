-- What a task is for. Only 'text' makes the newest texts of pages, and only of those a book has one at a time.

alter table task add column purpose text not null default 'text'
    check (purpose in ('text', 'trial', 'opinion', 'suggestion'));

drop index task_one_active_a_project;
create unique index task_one_active_a_project on task (project_id)
    where status in ('PENDING', 'PROGRESS', 'PAUSED') and purpose = 'text';
create index task_of_texts on task (id desc) where purpose = 'text';

-- What engines recognised for the other purposes: beside the pages' texts, never among them.
create table task_page_text (
    page_id        bigint not null references page (id) on delete cascade,
    task_id        uuid not null references task (id) on delete cascade,
    text           text not null,
    created_at     timestamptz not null,
    engine         text not null,
    engine_version text,
    model          text,
    language       text,
    parameters     text,
    recipe         text,
    preparation    text,
    note           text,
    image_hash     text not null,
    confidence     real,
    width          int,
    height         int,
    lines          jsonb,
    primary key (page_id, task_id)
);
create index task_page_text_of_task on task_page_text (task_id);
