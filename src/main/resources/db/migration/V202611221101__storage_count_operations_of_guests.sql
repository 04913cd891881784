-- What hosts counted of their guests' disks in a pool; a rate is the difference of two counts of a host.
create table pool_operations_view (
    pool_id  bigint not null,
    host     text not null,
    taken_at timestamptz not null,
    disks    text not null,
    since    timestamptz,
    reads    bigint,
    writes   bigint,
    primary key (pool_id, host, taken_at)
);
