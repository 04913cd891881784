-- Derivable: emptied and refilled when a projection is rebuilt.
create table location_view (
    id        bigint primary key,
    version   bigint      not null,
    site_id   bigint      not null,
    parent_id bigint,
    kind      text        not null,
    name      text        not null,
    opened_at timestamptz not null
);
create index location_view_by_site on location_view (site_id, name);

alter table rack_view
    add column location_id       bigint,
    add column position_in_row   int,
    add column x_mm              int,
    add column y_mm              int,
    add column numbered_top_down boolean not null default false,
    add column width_in          int     not null default 19,
    add column outer_width_mm    int,
    add column outer_depth_mm    int;
create index rack_view_by_location on rack_view (location_id);

alter table device_view
    add column bays       int,
    add column chassis_id bigint,
    add column bay        int,
    add column budget_w   int,
    add column bought_on  date;
create index device_view_by_chassis on device_view (chassis_id) where chassis_id is not null;

create table device_sheet_view (
    id         bigint primary key,
    version    bigint not null,
    ports      jsonb  not null,
    attributes jsonb  not null,
    purchase   jsonb
);

create table reservation_view (
    id          bigint primary key,
    version     bigint      not null,
    rack_id     bigint      not null,
    use         text        not null,
    faces       text        not null,
    position_u  numeric     not null,
    height_u    numeric     not null,
    owner       text        not null,
    note        text,
    state       text        not null,
    spans_left  jsonb       not null,
    expires_at  timestamptz,
    reserved_at timestamptz not null,
    ended_at    timestamptz
);
create index reservation_view_by_rack on reservation_view (rack_id, state);

create table part_view (
    id           bigint primary key,
    version      bigint      not null,
    kind         text        not null,
    manufacturer text        not null,
    model        text        not null,
    serial       text        not null,
    capacity     text,
    state        text        not null,
    device_id    bigint,
    slot         text,
    received_at  timestamptz not null,
    installed_at timestamptz,
    retired_at   timestamptz
);
create index part_view_by_device on part_view (device_id) where device_id is not null;
create index part_view_by_serial on part_view (lower(serial));

create table power_node_view (
    id               bigint primary key,
    version          bigint      not null,
    site_id          bigint      not null,
    parent_id        bigint,
    rack_id          bigint,
    kind             text        not null,
    name             text        not null,
    side             text,
    volts            int         not null,
    amps             int         not null,
    phases           int         not null,
    leg              text,
    derating_percent int         not null,
    power_factor     numeric     not null,
    outlets          int         not null,
    measured_w       int,
    measured_va      int,
    measured_legs    jsonb,
    measured_at      timestamptz,
    installed_at     timestamptz not null
);
create index power_node_view_by_site on power_node_view (site_id, name);
create index power_node_view_by_rack on power_node_view (rack_id) where rack_id is not null;

create table power_reading (
    node_id     bigint      not null,
    measured_at timestamptz not null,
    watts       int         not null,
    primary key (node_id, measured_at)
);

create table cord_view (
    id         bigint primary key,
    version    bigint      not null,
    device_id  bigint      not null,
    psu        int         not null,
    node_id    bigint      not null,
    outlet     int         not null,
    plugged_at timestamptz not null
);
create index cord_view_by_device on cord_view (device_id);
create index cord_view_by_node on cord_view (node_id);

create table cable_view (
    id              bigint primary key,
    version         bigint      not null,
    a_device_id     bigint      not null,
    a_port          text        not null,
    b_device_id     bigint      not null,
    b_port          text        not null,
    medium          text        not null,
    label           text,
    length_m        numeric,
    contracted_mbps int,
    connected_at    timestamptz not null,
    tested_at       timestamptz,
    test_tool       text,
    sent_mbps       numeric,
    received_mbps   numeric,
    retransmits     bigint
);
create index cable_view_by_a on cable_view (a_device_id);
create index cable_view_by_b on cable_view (b_device_id);
