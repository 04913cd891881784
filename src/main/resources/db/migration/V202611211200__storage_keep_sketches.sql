create sequence sketch_number;

-- Keys the fingerprints of a pool; beside the facts and never in them.
create table pool_secret (
    pool_id bigint primary key,
    secret  bytea       not null,
    made_at timestamptz not null
);

-- The fingerprints themselves: too many for a fact, which holds their checksum.
create table sketch_content (
    sketch_id bigint primary key,
    pool_id   bigint not null,
    content   bytea  not null
);
create index sketch_content_by_pool on sketch_content (pool_id);

create table measured_volume_view (
    pool_id                bigint      not null,
    name                   text        not null,
    sketch_id              bigint      not null,
    measured_at            timestamptz not null,
    host                   text,
    tenant_id              bigint,
    tags                   text        not null,
    logical_bytes          bigint      not null,
    zero_bytes             bigint      not null,
    hole_bytes             bigint      not null,
    standalone_bytes       bigint      not null,
    reclaimable_bytes      bigint      not null,
    attributed_bytes       bigint      not null,
    standalone_plus_minus  bigint      not null,
    reclaimable_plus_minus bigint      not null,
    attributed_plus_minus  bigint      not null,
    primary key (pool_id, name)
);
