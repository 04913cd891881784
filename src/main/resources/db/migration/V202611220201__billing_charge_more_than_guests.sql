create sequence lease_number;

create table lease_view (
    id          bigint primary key,
    version     bigint      not null,
    tenant_id   bigint      not null,
    charge      text        not null,
    name        text        not null,
    quantity    numeric     not null,
    unit        text        not null,
    region      text,
    contract    text,
    valid_from  timestamptz not null,
    changed_at  timestamptz not null,
    valid_until timestamptz
);
create index lease_view_by_tenant on lease_view (tenant_id, id);

-- One fact may end and begin the presence of several things: a guest's and its disk's.
alter table charging_span drop constraint charging_span_pkey;
alter table charging_span add primary key (opened_event, resource);
alter table charging_span add column quantity numeric not null default 1;
alter table charging_span add column contract text;
alter table charging_span add column holder text;
create index charging_span_held on charging_span (holder) where holder is not null and ended_at is null;

alter table late_fact drop constraint late_fact_pkey;
alter table late_fact add primary key (event, resource);

-- Disks that lie in a pool, charged for once their guest is there.
create table charging_disk (
    instance text primary key,
    size_mb  bigint not null
);
