alter table host_view add column uri text;

-- Connected hosts and what was last seen of them: measurements, not facts.
create table host_sight (
    host_id     bigint primary key,
    due_at      timestamptz not null,
    looked_at   timestamptz,
    answered_at timestamptz,
    name        text,
    software    text,
    vcpus       int,
    memory_mb   bigint,
    disk_mb     bigint,
    failures    int         not null default 0,
    error       text,
    told_lost   boolean     not null default false
);

create table host_sight_guest (
    host_id     bigint  not null references host_sight on delete cascade,
    instance_id bigint  not null,
    running     boolean not null,
    primary key (host_id, instance_id)
);
