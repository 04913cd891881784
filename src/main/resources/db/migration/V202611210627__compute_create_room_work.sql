-- What the machine room still has to do; one row for each guest in transition.
create table room_work (
    instance_id  bigint primary key,
    action       text        not null,
    due_at       timestamptz not null,
    attempts     int         not null,
    leased_by    text,
    leased_until timestamptz,
    last_error   text
);
create index room_work_by_due on room_work (due_at);

-- The simulated machine room: what a hypervisor would know.
create table simulated_guest (
    instance_id bigint primary key,
    host_id     bigint  not null,
    vcpus       int     not null,
    memory_mb   bigint  not null,
    disk_mb     bigint  not null,
    running     boolean not null
);

create table room_fault (
    id          bigint generated always as identity primary key,
    method      text not null,
    instance_id bigint,
    remaining   int  not null check (remaining > 0),
    message     text not null
);
