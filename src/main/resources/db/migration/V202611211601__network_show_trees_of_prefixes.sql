alter table prefix_view
    alter column site_id drop not null,
    add column vrf_id             bigint,
    add column space              bigint  not null default 0,
    add column container          boolean not null default false,
    add column tenant_id          bigint,
    add column role               text    not null default 'GUESTS',
    add column description        text,
    add column quarantine_seconds bigint  not null default 0,
    add column block              cidr    generated always as (cidr::cidr) stored;
create index prefix_view_tree on prefix_view using gist (space, block inet_ops);
create index prefix_view_in_order on prefix_view (space, block);
create index prefix_view_by_tenant on prefix_view (tenant_id) where tenant_id is not null;

alter table address_view
    add column role                 text   not null default 'HOST',
    add column expires_at           timestamptz,
    add column quarantined_until    timestamptz,
    add column quarantine_lifted_at timestamptz;
create index address_view_by_prefix_until on address_view (prefix_id, released_at);
create index address_view_reserved on address_view (expires_at) where expires_at is not null and released_at is null;
create index address_view_in_quarantine on address_view (prefix_id, quarantined_until)
    where quarantined_until is not null;
create index address_view_by_tenant on address_view (tenant_id, address_order)
    where tenant_id is not null and released_at is null;
create index view_history_of_prefixes on view_history using gist (((shown ->> 'cidr')::cidr) inet_ops, valid)
    where kind = 'prefix';
