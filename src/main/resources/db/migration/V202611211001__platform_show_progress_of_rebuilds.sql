-- Written while a rebuild runs, so that every portal can tell how far it is and whether its process still lives.
alter table rebuild_run
    add column facts_total bigint not null default 0,
    add column facts_per_second double precision not null default 0,
    add column beaten_at timestamptz not null default now();
