-- What became of pages, by engine, minute and hour: the history of the tracking. Written every half minute by each
-- server, never with a page; bounded, since old rows are deleted.

create table page_statistics (
    grain          text not null check (grain in ('MINUTE', 'HOUR')),
    at             timestamptz not null,              -- its beginning
    engine         text not null,
    done           bigint not null,
    failed         bigint not null,
    others         bigint not null,                   -- left alone or taken back
    waits          bigint[] not null,                 -- how long pages waited, in the buckets of TimeBuckets
    works          bigint[] not null,                 -- how long workers had them
    samples        int not null,                      -- looks at slots, whose sums follow
    slots          bigint not null,
    busy           bigint not null,
    oldest_seconds int not null,
    causes         jsonb not null,                    -- failures by cause
    primary key (grain, at, engine)
);
