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
    add column slug_before text,                      -- of a deleted book, whose name others may take
    add column printed_numbers text,                  -- "1=i, 9=1": the scan's page and the number printed on it
    add column last_edit_at timestamptz,
    add column last_edit_by bigint references person (id);
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

-- What a person chose last, to be offered again.
create table last_choice (
    person_id bigint not null references person (id) on delete cascade,
    what      text not null,
    value     text not null,
    primary key (person_id, what)
);

-- Who wrote last in a book, and what people wrote anywhere, the newest first.
create index revision_by_person on revision (created_at desc) where author is not null;

create function book_was_edited() returns trigger language plpgsql as $$
begin
    update project set last_edit_at = new.created_at, last_edit_by = new.author
    where id = (select project_id from page where id = new.page_id);
    return null;
end $$;

create trigger revision_edits_book after insert on revision
    for each row when (new.author is not null) execute function book_was_edited();

update project b set last_edit_at = e.created_at, last_edit_by = e.author
from (select distinct on (p.project_id) p.project_id, r.created_at, r.author
      from revision r join page p on p.id = r.page_id
      where r.author is not null order by p.project_id, r.created_at desc) e
where e.project_id = b.id;

alter table project_import add column adding boolean not null default false;  -- to a book that is there already

-- A page that goes to another book is looked through again.
drop trigger page_search_due on page;
create trigger page_search_due after update of version, project_id on page
    for each row when (old.version is distinct from new.version or old.project_id <> new.project_id)
    execute function page_is_search_due();
