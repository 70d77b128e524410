-- What paid engines cost. A hand-out's ticket is never given twice, so its cost counts once,
-- whatever becomes of the page.

create table spending (
    ticket        bigint primary key,
    task_id       uuid not null,
    page          int not null,
    engine        text not null,
    requests      int not null,
    input_tokens  bigint not null,
    output_tokens bigint not null,
    micros        bigint not null,                    -- millionths of the engine's currency
    at            timestamptz not null
);

-- Sums, so that a look costs the same however much was spent.
create table task_spending (
    task_id uuid primary key,
    micros  bigint not null,
    pages   bigint not null
);

create table engine_spending (
    engine text not null,
    month  date not null,                             -- its first day, UTC
    micros bigint not null,
    pages  bigint not null,
    primary key (engine, month)
);
