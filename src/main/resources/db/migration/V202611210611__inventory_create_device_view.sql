create sequence device_number;

create table device_view (
    id             bigint primary key,
    version        bigint  not null,
    device_type_id bigint  not null,
    manufacturer   text    not null,
    model          text    not null,
    category       text    not null,
    height_u       numeric not null,
    full_depth     boolean not null,
    weight_kg      numeric,
    max_draw_w     int,
    name           text    not null,
    serial         text,
    asset_tag      text,
    state          text    not null,
    site_id        bigint,
    rack_id        bigint,
    face           text,
    position_u     numeric,
    ordered_at     timestamptz,
    received_at    timestamptz,
    racked_at      timestamptz,
    in_service_at  timestamptz,
    retired_at     timestamptz
);
create index device_view_by_rack on device_view (rack_id);
create index device_view_by_site on device_view (site_id, name);
create index device_view_by_name on device_view (name, id);
