create sequence gpu_number;

create table gpu_view (
    id         bigint primary key,
    host_id    bigint   not null,
    model      text     not null,
    address    text     not null,
    memory_mb  bigint   not null,
    slice_type text,
    slices     integer  not null,
    holders    bigint[] not null
);
create index gpu_view_by_host on gpu_view (host_id, address);

-- Which guest has which part, or is to have it once it is resized.
create table gpu_hold_view (
    part        text primary key,
    gpu_id      bigint  not null,
    slice       integer not null,
    host_id     bigint  not null,
    instance_id bigint  not null,
    address     text    not null,
    model       text    not null,
    slice_type  text,
    present     boolean not null,
    wanted      boolean not null
);
create index gpu_hold_view_by_guest on gpu_hold_view (instance_id);
create index gpu_hold_view_by_gpu on gpu_hold_view (gpu_id);

alter table plan add column gpus integer not null default 0;
alter table plan add column gpu_model text;
alter table plan add column gpu_slice_type text;

create table simulated_gpu (
    part        text primary key,
    host_id     bigint not null,
    instance_id bigint not null
);
create index simulated_gpu_by_guest on simulated_gpu (instance_id);
