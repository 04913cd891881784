-- Part of the book, written with the facts it guards.
create sequence location_number;
create sequence reservation_number;
create sequence part_number;
create sequence powernode_number;
create sequence cord_number;
create sequence cable_number;

create table location_place (
    location_id bigint primary key,
    site_id     bigint not null,
    parent_id   bigint references location_place,
    kind        text   not null check (kind in ('ROOM', 'ROW'))
);
create index location_place_by_parent on location_place (parent_id);

alter table rack_room add column location_id bigint references location_place;
create index rack_room_by_location on rack_room (location_id);

-- Space kept free lies in the same table and under the same constraint as the devices' own.
create table rack_hold (
    reservation_id bigint primary key,
    rack_id        bigint not null,
    use            text   not null check (use in ('RESERVED', 'PLANNED', 'BLOCKED')),
    owner          text   not null,
    expires_at     timestamptz
);
create index rack_hold_by_expiry on rack_hold (expires_at);

alter table rack_slot drop constraint rack_slot_pkey;
alter table rack_slot alter column device_id drop not null;
alter table rack_slot add column reservation_id bigint references rack_hold;
alter table rack_slot add constraint held_by_one check (num_nonnulls(device_id, reservation_id) = 1);
create unique index rack_slot_by_device on rack_slot (device_id, face) where device_id is not null;
create index rack_slot_by_reservation on rack_slot (reservation_id) where reservation_id is not null;

create table chassis (
    device_id bigint primary key,
    bays      int not null check (bays >= 0)
);
create table bay_slot (
    chassis_id bigint not null references chassis,
    bay        int    not null check (bay >= 1),
    device_id  bigint not null unique,
    primary key (chassis_id, bay)
);

create table power_wire (
    node_id   bigint primary key,
    site_id   bigint not null,
    parent_id bigint references power_wire,
    kind      text   not null
);
create index power_wire_by_parent on power_wire (parent_id);
create table power_plug (
    cord_id   bigint primary key,
    device_id bigint not null,
    psu       int    not null,
    node_id   bigint not null references power_wire,
    outlet    int    not null,
    unique (device_id, psu),
    unique (node_id, outlet)
);

create table cable_end (
    device_id bigint not null,
    port      text   not null,
    cable_id  bigint not null,
    primary key (device_id, port)
);
create index cable_end_by_cable on cable_end (cable_id);
