-- Replacing over a book: what was asked for, and each page's part in it, forth and back.

create table replacement (
    id          uuid primary key,                     -- version 7: sorts by time
    project_id  bigint not null references project (id) on delete cascade,
    find        text not null,
    replace_by  text not null,
    started_by  bigint not null references person (id),
    started_at  timestamptz not null,
    undone_by   bigint references person (id),
    undone_at   timestamptz                           -- when undoing was asked for
);
create index replacement_of_project on replacement (project_id, id desc);

create table replacement_page (
    replacement_id uuid not null references replacement (id) on delete cascade,
    page_id        bigint not null references page (id) on delete cascade,
    base_version   int not null,                      -- the revision that was looked at
    places         int[] not null,                    -- where it begins in that text, counted as Java does
    status         text not null default 'QUEUED'
        check (status in ('QUEUED', 'DONE', 'LEFT_OUT', 'UNDO_QUEUED', 'UNDONE', 'UNDO_LEFT_OUT')),
    made_version   int,                               -- the revision that it made
    primary key (replacement_id, page_id)
);
create index replacement_page_due on replacement_page (replacement_id, page_id)
    where status in ('QUEUED', 'UNDO_QUEUED');
