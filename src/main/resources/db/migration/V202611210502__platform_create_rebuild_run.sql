create table rebuild_run (
    projection  text primary key,
    state       text        not null,
    facts       bigint      not null,
    failure     text,
    started_at  timestamptz not null,
    finished_at timestamptz
);
