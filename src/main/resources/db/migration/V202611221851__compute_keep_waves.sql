create sequence wave_number;

create table wave_view (
    id         bigint primary key,
    kind       text        not null,
    deed       text        not null,
    site_id    bigint      not null,
    host_id    bigint,
    at_once    integer     not null,
    per_minute integer     not null,
    reason     text        not null,
    state      text        not null,
    cause      text,
    proposed_at timestamptz not null,
    proposed_by text        not null,
    started_at timestamptz,
    started_by text,
    ended_at   timestamptz
);
create index wave_view_by_state on wave_view (state, id);
create index wave_view_by_host on wave_view (host_id, id desc);

create table wave_guest_view (
    wave_id     bigint  not null,
    instance_id bigint  not null,
    label       text    not null,
    place       integer not null,
    priority    integer not null,
    host_id     bigint  not null,
    goal_id     bigint,
    state       text    not null,
    cause       text,
    begun_at    timestamptz,
    ended_at    timestamptz,
    primary key (wave_id, instance_id)
);
create index wave_guest_view_by_state on wave_guest_view (wave_id, state, place);

alter table instance_view add column start_priority integer not null default 0;
