create sequence devicetype_number;

create table device_type (
    id             bigint primary key,
    version        bigint  not null,
    manufacturer   text    not null,
    model          text    not null,
    category       text    not null,
    height_u       numeric not null check (height_u >= 0),
    full_depth     boolean not null,
    weight_kg      numeric,
    max_draw_w     int,
    cpu_sockets    int,
    drive_bays     int,
    power_supplies int,
    source         text
);
create unique index device_type_by_name on device_type (lower(manufacturer || ' ' || model));
