-- What guests of connected hosts use: the last counts of each, and what was used in each five minutes. Measurements, not facts.
create table guest_counter (
    instance_id   bigint primary key,
    at            timestamptz not null,
    cpu_nanos     bigint      not null,
    read_bytes    bigint      not null,
    written_bytes bigint      not null,
    public_in     bigint      not null,
    public_out    bigint      not null,
    private_in    bigint      not null,
    private_out   bigint      not null
);

create table guest_load (
    instance_id   bigint           not null,
    slot          timestamptz      not null,
    seconds       double precision not null,
    cpu_nanos     bigint           not null,
    read_bytes    bigint           not null,
    written_bytes bigint           not null,
    public_in     bigint           not null,
    public_out    bigint           not null,
    private_in    bigint           not null,
    private_out   bigint           not null,
    memory_mb     bigint,
    primary key (instance_id, slot)
);
create index guest_load_by_age on guest_load (slot);
