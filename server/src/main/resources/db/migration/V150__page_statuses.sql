-- How far a page has come: no text, recognised, proofread once, proofread twice by two people, or not to be proofread.

alter table page
    add column proofed_version  int,                              -- the version last called finished; null: none
    add column proofed_by       bigint references person (id),    -- who proofread it first
    add column proofed_again_by bigint references person (id),    -- somebody else, after them
    add column skipped          boolean not null default false;

update page p set proofed_version = p.version,
    proofed_by = (select r.author from revision r where r.page_id = p.id and r.version = p.version)
where p.proofed_at is not null;

alter table page drop column proofed_at;

-- A text that changed since it was called finished is not proofread; who had proofread it is still known.
alter table page add column status text not null generated always as (
    case
        when skipped then 'SKIP'
        when proofed_version = version and proofed_again_by is not null then 'PROOFREAD_TWICE'
        when proofed_version = version then 'PROOFREAD_ONCE'
        when version = 0 then 'NO_TEXT'
        else 'RECOGNISED'
    end) stored;
