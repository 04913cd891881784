-- Room in racks: part of the book, written with the facts it guards.
create table rack_room (
    rack_id       bigint primary key,
    site_id       bigint not null,
    height_u      int    not null,
    weight_kg_max int    not null,
    power_w_max   int    not null
);

create table rack_slot (
    rack_id   bigint    not null references rack_room,
    face      text      not null check (face in ('FRONT', 'REAR')),
    -- Half units, counted from 0 at the bottom; empty for what hangs beside the units.
    units     int4range not null check (isempty(units) or lower(units) >= 0),
    device_id bigint    not null,
    weight_kg numeric check (weight_kg >= 0),
    draw_w    int check (draw_w >= 0),
    primary key (device_id, face),
    constraint one_device_in_a_half_unit exclude using gist (rack_id with =, face with =, units with &&)
);

insert into rack_room (rack_id, site_id, height_u, weight_kg_max, power_w_max)
select id, site_id, height_u, weight_kg_max, power_w_max
from rack_view;
