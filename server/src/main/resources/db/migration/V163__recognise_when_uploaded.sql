-- Books that are to be recognised as soon as their pages are there.

create table recognise_wish (
    project_id bigint primary key references project (id) on delete cascade,
    engine     text not null,
    language   text not null,
    person_id  bigint not null references person (id) on delete cascade
);
