-- What agents measured, not facts: a reading is never corrected, and old ones go.
create table host_usage (
    host_id     bigint        not null,
    measured_at timestamptz   not null,
    vcpus       numeric(9, 2) not null,
    memory_mb   bigint        not null,
    disk_gb     bigint,
    source      text          not null,
    primary key (host_id, measured_at)
);
