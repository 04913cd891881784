create sequence volume_number;

create table volume_view (
    id          bigint primary key,
    version     bigint      not null,
    tenant_id   bigint      not null,
    label       text        not null,
    status      text        not null,
    size_gb     bigint      not null,
    wanted_gb   bigint,
    site_id     bigint      not null,
    region      text        not null,
    pool_id     bigint      not null,
    source_id   bigint,
    instance_id bigint,
    attached    boolean     not null,
    tags        text[]      not null,
    failure     text,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);
create index volume_view_by_tenant on volume_view (tenant_id, id);
create index volume_view_by_guest on volume_view (instance_id) where instance_id is not null;
