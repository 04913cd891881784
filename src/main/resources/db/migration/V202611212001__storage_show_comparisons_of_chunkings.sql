-- What each way of cutting would make of some data, by one scan.
create table chunk_comparison_view (
    pool_id bigint      not null,
    version bigint      not null,
    at      timestamptz not null,
    label   text        not null,
    compared text       not null,
    primary key (pool_id, version)
);
create index chunk_comparison_view_by_time on chunk_comparison_view (pool_id, at);
