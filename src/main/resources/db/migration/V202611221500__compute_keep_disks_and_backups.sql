-- Disks and configurations of guests, and their backups.
create sequence backup_number;

create table guest_disk_view (
    id                 bigint primary key,
    version            bigint      not null,
    instance_id        bigint      not null,
    label              text        not null,
    filesystem         text        not null,
    size_mb            bigint      not null,
    wanted_mb          bigint,
    image              text,
    source_instance_id bigint,
    source_backup_id   bigint,
    source_disk_id     bigint,
    status             text        not null,
    created_at         timestamptz not null,
    updated_at         timestamptz not null
);
create index guest_disk_view_by_guest on guest_disk_view (instance_id);

create table guest_config_view (
    id              bigint primary key,
    version         bigint      not null,
    instance_id     bigint      not null,
    label           text        not null,
    comments        text        not null,
    kernel          text        not null,
    root_device     text        not null,
    run_level       text        not null,
    virt_mode       text        not null,
    memory_limit_mb bigint      not null,
    devices         text        not null,
    wanted_devices  text,
    helpers         text[]      not null,
    chosen          boolean     not null,
    awaited         boolean     not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null
);
create index guest_config_view_by_guest on guest_config_view (instance_id);

create table backup_view (
    id          bigint primary key,
    version     bigint      not null,
    instance_id bigint      not null,
    tenant_id   bigint      not null,
    label       text,
    automatic   boolean     not null,
    status      text        not null,
    pool_id     bigint      not null,
    region      text        not null,
    configs     text[]      not null,
    disks       text        not null,
    failure     text,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    finished_at timestamptz
);
create index backup_view_by_guest on backup_view (instance_id);

alter table instance_view add column work text;
alter table instance_view add column rescue text;
alter table instance_view add column backups boolean not null default false;
alter table instance_view add column backup_day text;
alter table instance_view add column backup_hour int;
alter table instance_view add column backup_zone text not null default 'Z';
alter table instance_view add column backup_begun_at timestamptz;
alter table instance_view add column backed_up_at timestamptz;
alter table instance_view add column goal_host_id bigint;
alter table instance_view add column goal_site_id bigint;
alter table instance_view add column goal_pool_id bigint;
create index instance_view_worked_on on instance_view (id)
    where work is not null or status not in ('OFFLINE', 'RUNNING', 'FAILED', 'DELETION_FAILED');
drop index instance_view_in_transition;
create index instance_view_with_backups on instance_view (id) where backups;

-- What there is of guests made before, as their facts would have it.
insert into guest_disk_view (id, version, instance_id, label, filesystem, size_mb, image, status, created_at, updated_at)
select id, version, id, coalesce(image, 'Empty') || ' Disk', case when image is null then 'raw' else 'ext4' end, disk_mb,
       image, case when provisioned_at is null then 'NOT_READY' else 'READY' end, requested_at, updated_at
from instance_view;

insert into guest_config_view (id, version, instance_id, label, comments, kernel, root_device, run_level, virt_mode,
                               memory_limit_mb, devices, helpers, chosen, awaited, created_at, updated_at)
select id, version, id, 'My ' || coalesce(image, 'Empty') || ' Profile', '', 'linode/grub2', '/dev/sda', 'default',
       'paravirt', 0, 'sda disk ' || id,
       array['updatedb_disabled', 'distro', 'modules_dep', 'network', 'devtmpfs_automount'], false, false, requested_at,
       updated_at
from instance_view;
