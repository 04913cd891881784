create sequence host_number;
create sequence instance_number;

create table host_view (
    id                 bigint primary key,
    version            bigint        not null,
    device_id          bigint        not null,
    site_id            bigint        not null,
    name               text          not null,
    state              text          not null,
    reason             text,
    state_before_loss  text,
    vcpus              int           not null,
    memory_mb          bigint        not null,
    disk_mb            bigint        not null,
    overcommit_vcpu    numeric(8, 4) not null,
    overcommit_memory  numeric(8, 4) not null,
    vcpus_max          int           not null,
    memory_mb_max      bigint        not null,
    disk_mb_max        bigint        not null,
    vcpus_reserved     int           not null,
    memory_mb_reserved bigint        not null,
    disk_mb_reserved   bigint        not null,
    instances          int           not null,
    enabled_at         timestamptz   not null
);
create index host_view_by_site on host_view (site_id, name);
create unique index host_view_by_device on host_view (device_id);

create table instance_view (
    id             bigint primary key,
    version        bigint      not null,
    tenant_id      bigint      not null,
    label          text        not null,
    status         text        not null,
    plan           text        not null,
    vcpus          int         not null,
    memory_mb      bigint      not null,
    disk_mb        bigint      not null,
    transfer_gb    int         not null,
    image          text,
    site_id        bigint      not null,
    region         text        not null,
    tags           varchar[]      not null,
    host_id        bigint,
    assignment_id  bigint,
    prefix_id      bigint,
    address        text,
    prefix_length  int,
    gateway        text,
    failure        text,
    wanted_plan    text,
    wanted_vcpus   int,
    wanted_memory_mb bigint,
    wanted_disk_mb bigint,
    requested_at   timestamptz not null,
    updated_at     timestamptz not null,
    provisioned_at timestamptz
);
create index instance_view_by_tenant on instance_view (tenant_id, id);
create index instance_view_by_host on instance_view (host_id);
create index instance_view_in_transition on instance_view (id)
    where status in ('PROVISIONING', 'BOOTING', 'SHUTTING_DOWN', 'REBOOTING', 'RESIZING', 'DELETING');
