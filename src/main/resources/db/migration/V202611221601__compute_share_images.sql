create sequence sharegroup_number;
create sequence sharedimage_number;
create sequence sharetoken_number;

create table share_group_view (
    id          bigint primary key,
    tenant_id   bigint      not null,
    uuid        text        not null unique,
    label       text        not null,
    description text        not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);
create index share_group_view_by_tenant on share_group_view (tenant_id, id);

create table shared_image_view (
    number         bigint primary key,
    share_group_id bigint      not null,
    image_id       bigint      not null,
    label          text        not null,
    description    text        not null,
    created_at     timestamptz not null,
    updated_at     timestamptz not null
);
create index shared_image_view_by_group on shared_image_view (share_group_id, number);
create index shared_image_view_by_image on shared_image_view (image_id);

create table share_member_view (
    token_uuid     text primary key,
    share_group_id bigint      not null,
    tenant_id      bigint      not null,
    label          text        not null,
    created_at     timestamptz not null,
    updated_at     timestamptz not null
);
create index share_member_view_by_group on share_member_view (share_group_id);
create index share_member_view_by_tenant on share_member_view (tenant_id);

create table share_token_view (
    id          bigint primary key,
    tenant_id   bigint      not null,
    uuid        text        not null unique,
    group_uuid  text        not null,
    label       text        not null,
    secret_hash text        not null unique,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);
create index share_token_view_by_tenant on share_token_view (tenant_id, id);
