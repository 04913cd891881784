create table prefix_view (
    id           bigint primary key,
    version      bigint      not null,
    site_id      bigint      not null,
    cidr         text        not null,
    family       int         not null,
    gateway      text,
    pool         boolean     not null,
    allocated_at timestamptz not null
);
create index prefix_view_by_site on prefix_view (site_id, id);

create table address_view (
    id            bigint primary key,
    prefix_id     bigint      not null,
    address       text        not null,
    address_order text        not null,
    prefix_length int         not null,
    gateway       text,
    holder        text        not null,
    tenant_id     bigint,
    note          text,
    assigned_at   timestamptz not null,
    released_at   timestamptz
);
create unique index address_view_held on address_view (address) where released_at is null;
create index address_view_by_address on address_view (address, assigned_at);
create index address_view_by_prefix on address_view (prefix_id, address_order) where released_at is null;
create index address_view_by_prefix_then on address_view (prefix_id, assigned_at);
create index address_view_by_holder on address_view (holder) where released_at is null;
