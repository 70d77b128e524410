-- Books as a shelf: what is known of a book, books that are put away or thrown away, pages in another order.

alter table project
    add column author      text,
    add column editor      text,
    add column publisher   text,
    add column year        text,                      -- as printed: "1912", "Saka 1834"
    add column language    text,
    add column notes       text,
    add column archived_at timestamptz,
    add column deleted_at  timestamptz,               -- thrown away; gone for good some time later
    add column deleted_by  bigint references person (id),
    add column slug_before text;                      -- of a deleted book, whose name others may take
create index project_deleted on project (deleted_at) where deleted_at is not null;

alter table page add column label text;               -- the number printed on it; null: its place

-- A deleted book is seen by nobody.
create or replace function sees_project(viewer bigint, book bigint) returns boolean
language sql stable as $$
    select exists (
        select from project p
        where p.id = book
          and p.deleted_at is null
          and (p.open
               or p.created_by = viewer
               or exists (select from project_member m
                          where m.project_id = book and m.person_id = viewer)
               or exists (select from person a where a.id = viewer and a.role = 'ADMIN')))
$$;

-- A task is seen by whoever sees its project; once that is gone, by its starter and administrators.
create or replace function sees_task(viewer bigint, book bigint, starter bigint) returns boolean
language sql stable as $$
    select case
        when exists (select from project p where p.id = book and p.deleted_at is null)
            then sees_project(viewer, book)
        else starter = viewer
             or exists (select from person a where a.id = viewer and a.role = 'ADMIN')
    end
$$;

-- Who has a page open, as their browsers say every few seconds.
create table page_presence (
    page_id   bigint not null references page (id) on delete cascade,
    person_id bigint not null references person (id) on delete cascade,
    seen_at   timestamptz not null,
    primary key (page_id, person_id)
);
create index page_presence_seen on page_presence (seen_at);

-- What a person chose last, to be offered again.
create table last_choice (
    person_id bigint not null references person (id) on delete cascade,
    what      text not null,
    value     text not null,
    primary key (person_id, what)
);
