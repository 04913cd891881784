create sequence pool_number;

create table pool_view (
    id             bigint primary key,
    version        bigint      not null,
    site_id        bigint      not null,
    name           text        not null,
    kind           text        not null,
    registered_at  timestamptz not null,
    taken_at       timestamptz,
    logical_bytes  bigint,
    physical_bytes bigint,
    capacity_bytes bigint,
    inodes_total   bigint,
    inodes_used    bigint
);
create index pool_view_by_site on pool_view (site_id, name);

create table pool_report_view (
    pool_id        bigint      not null,
    taken_at       timestamptz not null,
    logical_bytes  bigint      not null,
    physical_bytes bigint      not null,
    capacity_bytes bigint      not null,
    inodes_total   bigint,
    inodes_used    bigint,
    primary key (pool_id, taken_at)
);
