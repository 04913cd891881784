-- Groups of a tenant's users with grants of their own.
create sequence usergroup_number;
create table user_group_view (
    id         bigint primary key,
    version    bigint      not null,
    tenant_id  bigint      not null,
    label      text        not null,
    grants     text        not null,
    members    bigint[]    not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index user_group_view_by_tenant on user_group_view (tenant_id, id);
create index user_group_view_by_member on user_group_view using gin (members);
