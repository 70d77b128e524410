-- Names have one normal form, which the program makes: SQL's lower() depends on the database's language.
update person set name = lower(name) where name <> lower(name);
drop index person_by_any_case;

-- Where somebody signed in from: a guesser elsewhere slows them there no longer.
create table known_address (
    person_id    bigint not null references person (id) on delete cascade,
    address_hash bytea not null,                      -- SHA-256
    last_at      timestamptz not null,
    primary key (person_id, address_hash)
);

create index audit_of_refusals on audit (at) where action in ('sign-in.failed', 'token.refused');
