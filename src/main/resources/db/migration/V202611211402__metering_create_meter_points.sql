create sequence meterpoint_number;
create sequence meteragent_number;

create table meter_point_view (
    id               bigint primary key,
    version          bigint      not null,
    tenant_id        bigint      not null,
    kind             text        not null,
    measures         text        not null,
    charge           text        not null,
    region           text,
    contract         text,
    bundle           text,
    unit             text        not null,
    counter_bits     int         not null,
    limit_per_second bigint      not null,
    ratio            int         not null,
    valid_from       timestamptz not null,
    valid_until      timestamptz,
    events           jsonb       not null
);
create index meter_point_view_by_tenant on meter_point_view (tenant_id, id);

create table meter_swap_view (
    point_id bigint      not null,
    at       timestamptz not null,
    reason   text        not null,
    event    text        not null,
    primary key (point_id, at)
);
