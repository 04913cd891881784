-- Volumes that the machine room has still to work on; a newer wish has a higher number.
create table volume_work (
    volume_id    bigint primary key,
    wish         bigint      not null,
    due_at       timestamptz not null,
    attempts     int         not null,
    leased_until timestamptz,
    last_error   text
);
create index volume_work_by_due on volume_work (due_at);

-- The simulated machine room: what its pools hold, and which guest has it.
create table simulated_volume (
    volume_id   bigint primary key,
    pool_id     bigint not null,
    size_gb     bigint not null,
    source_id   bigint,
    host_id     bigint,
    instance_id bigint
);
