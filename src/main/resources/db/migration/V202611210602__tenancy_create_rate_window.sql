-- Counters of calls; lost at a crash, which is no loss.
create unlogged table rate_window (
    who   text        not null,
    what  text        not null,
    began timestamptz not null,
    used  int         not null,
    primary key (who, what)
);
create index rate_window_by_begin on rate_window (began);
