create sequence placementgroup_number;

create table placement_group_view (
    id         bigint primary key,
    version    bigint      not null,
    tenant_id  bigint      not null,
    label      text        not null,
    site_id    bigint      not null,
    region     text        not null,
    strict     boolean     not null,
    members    bigint[]    not null,
    hosts      bigint[]    not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index placement_group_view_by_tenant on placement_group_view (tenant_id, id);
create index placement_group_view_by_member on placement_group_view using gin (members);
