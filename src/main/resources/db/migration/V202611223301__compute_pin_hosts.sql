alter table host_view
    add column pinned_tenants bigint[] not null default '{}',
    add column pinned_only boolean not null default false,
    add column pinned_reason text;
