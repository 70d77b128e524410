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
