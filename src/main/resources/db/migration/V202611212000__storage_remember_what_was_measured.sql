-- By which sketch each volume counted from when on: a group can be asked for as of an instant.
create table measured_volume_past (
    pool_id       bigint      not null,
    name          text        not null,
    sketch_id     bigint      not null,
    measured_at   timestamptz not null,
    host          text,
    tenant_id     bigint,
    tags          text        not null,
    logical_bytes bigint      not null,
    primary key (pool_id, name, sketch_id)
);
create index measured_volume_past_by_tenant on measured_volume_past (tenant_id, pool_id);
create index measured_volume_past_by_time on measured_volume_past (pool_id, measured_at);

-- What each tenant's volumes of a pool were together at each sketch; tenant 0 is nobody.
create table tenant_measured_view (
    pool_id                bigint      not null,
    sketch_id              bigint      not null,
    tenant_id              bigint      not null,
    at                     timestamptz not null,
    event                  text        not null,
    volumes                integer     not null,
    logical_bytes          bigint      not null,
    physical_bytes         bigint      not null,
    physical_plus_minus    bigint      not null,
    reclaimable_bytes      bigint      not null,
    reclaimable_plus_minus bigint      not null,
    attributed_bytes       bigint      not null,
    attributed_plus_minus  bigint      not null,
    primary key (pool_id, sketch_id, tenant_id)
);
create index tenant_measured_view_by_tenant on tenant_measured_view (pool_id, tenant_id, at);

-- Pools measured before keep counting by the sketches they have.
insert into measured_volume_past (pool_id, name, sketch_id, measured_at, host, tenant_id, tags, logical_bytes)
select pool_id, name, sketch_id, measured_at, host, tenant_id, tags, logical_bytes from measured_volume_view;
