-- The search over all books: a vocabulary of folded words, the words of each page by their numbers, and which pages
-- have changed since they were looked through.

-- Without the extension, which an outside database may lack, a word is looked for in the vocabulary one by one.
do $$
begin
    create extension if not exists pg_trgm;
exception when others then
    raise notice 'pg_trgm is not to be had (%): words are looked for without its index', sqlerrm;
end $$;

create table search_word (
    id       int generated always as identity primary key,
    word     text not null,                           -- its sounds, a letter each: as exact as scripts are
    skeleton text not null,                           -- what careless roman typing keeps of it
    latin    boolean not null                         -- plain Latin letters: no Indian word, as far as can be told
);
create unique index search_word_once on search_word (word, latin);
create index search_word_beginning on search_word (skeleton text_pattern_ops);

do $$
begin
    if exists (select from pg_extension where extname = 'pg_trgm') then
        create index search_word_within on search_word using gin (skeleton gin_trgm_ops);
    end if;
end $$;

create table search_page (
    page_id    bigint primary key references page (id) on delete cascade,
    project_id bigint not null,
    version    int not null,                          -- the revision that was looked through
    words      int[] not null                         -- ids of search_word, each once
);
create index search_page_words on search_page using gin (words);
create index search_page_in_order on search_page (project_id desc, page_id);

-- Pages to look through: written with the change itself, whoever makes it. A page may be in it twice.
create table search_due (
    id      bigint generated always as identity primary key,
    page_id bigint not null,
    at      timestamptz not null default clock_timestamp()
);

create function page_is_search_due() returns trigger language plpgsql as $$
begin
    insert into search_due (page_id) values (new.id);
    return null;
end $$;

create trigger page_search_due after update of version on page
    for each row when (old.version is distinct from new.version) execute function page_is_search_due();
create trigger page_search_due_new after insert on page
    for each row when (new.version > 0) execute function page_is_search_due();

insert into search_due (page_id) select id from page where version > 0 order by id;
