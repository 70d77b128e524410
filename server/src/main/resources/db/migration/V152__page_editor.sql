-- What the page editor remembers: who has a page open, doubts that were settled, how each person likes it.

-- Lost in a crash, and said again within half a minute.
create unlogged table page_visit (
    page_id   bigint not null references page (id) on delete cascade,
    person_id bigint not null references person (id) on delete cascade,
    seen_at   timestamptz not null,
    primary key (page_id, person_id)
);

-- A word that a person found right though an engine was not sure of it; told by its place and its letters.
create table accepted_word (
    page_id     bigint not null references page (id) on delete cascade,
    x1          int not null,
    y1          int not null,
    x2          int not null,
    y2          int not null,
    word        text not null,
    accepted_by bigint not null references person (id),
    accepted_at timestamptz not null,
    primary key (page_id, x1, y1, x2, y2, word)
);

create table editor_preferences (
    person_id bigint primary key references person (id) on delete cascade,
    settings  jsonb not null
);
