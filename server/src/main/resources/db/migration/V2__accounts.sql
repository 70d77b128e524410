-- Who may see which book; how people come in; what is remembered of them. Secrets are kept as hashes.

create unique index person_by_any_case on person (lower(name));

alter table project add column open boolean not null default true;  -- false: named members only

create table project_member (
    project_id bigint not null references project (id) on delete cascade,
    person_id  bigint not null references person (id) on delete cascade,
    primary key (project_id, person_id)
);

-- The one place that says who sees a project: everybody if it is open, else its creator, its
-- members and administrators.
create function sees_project(viewer bigint, book bigint) returns boolean
language sql stable as $$
    select exists (
        select from project p
        where p.id = book
          and (p.open
               or p.created_by = viewer
               or exists (select from project_member m
                          where m.project_id = book and m.person_id = viewer)
               or exists (select from person a where a.id = viewer and a.role = 'ADMIN')))
$$;

-- A task is seen by whoever sees its project; once that is gone, by its starter and administrators.
create function sees_task(viewer bigint, book bigint, starter bigint) returns boolean
language sql stable as $$
    select case
        when book is not null then sees_project(viewer, book)
        else starter = viewer
             or exists (select from person a where a.id = viewer and a.role = 'ADMIN')
    end
$$;

-- Links that let somebody in once: the server's own at its start, invitations, new passwords.
create table entry_link (
    token_hash bytea primary key,                     -- SHA-256 of the token
    kind       text not null check (kind in ('SIGN_IN', 'INVITATION', 'NEW_PASSWORD')),
    person_id  bigint references person (id) on delete cascade,
    expires_at timestamptz not null,
    used_at    timestamptz
);

create table api_token (
    id         bigint generated always as identity primary key,
    token_hash bytea not null unique,                 -- SHA-256 of the token
    person_id  bigint not null references person (id) on delete cascade,
    name       text not null,                         -- what it is for
    role       text not null check (role in ('READER', 'PROOFREADER', 'EDITOR', 'ADMIN')),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz,                           -- last time, to the minute
    revoked_at timestamptz
);
create index api_token_by_person on api_token (person_id, id);

-- Whom a sign-in provider means.
create table person_identity (
    issuer    text not null,
    subject   text not null,
    person_id bigint not null references person (id) on delete cascade,
    primary key (issuer, subject)
);

-- Failed sign-ins in a row, by name and by address (as hashes: a typed name may be a password).
create table sign_in_failure (
    key_hash bytea primary key,
    failures int not null,
    last_at  timestamptz not null
);

-- Sessions, in the shape of Spring Session JDBC.
create table spring_session (
    primary_id            char(36) not null primary key,
    session_id            char(36) not null,
    creation_time         bigint not null,
    last_access_time      bigint not null,
    max_inactive_interval int not null,
    expiry_time           bigint not null,
    principal_name        varchar(100)                -- the person's id
);
create unique index spring_session_ix1 on spring_session (session_id);
create index spring_session_ix2 on spring_session (expiry_time);
create index spring_session_ix3 on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36) not null references spring_session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea not null,
    primary key (session_primary_id, attribute_name)
);
