-- Backups that the machine room has still to free; a newer wish has a higher number.
create table backup_removal (
    backup_id    bigint primary key,
    wish         bigint      not null,
    due_at       timestamptz not null,
    attempts     int         not null,
    leased_until timestamptz,
    last_error   text
);
create index backup_removal_by_due on backup_removal (due_at);

-- The simulated machine room: what disks and backups hold.
create table simulated_disk (
    disk_id     bigint primary key,
    instance_id bigint not null,
    host_id     bigint not null,
    size_mb     bigint not null,
    filesystem  text   not null,
    content     text   not null
);
create index simulated_disk_by_guest on simulated_disk (instance_id);

create table simulated_backup (
    backup_id bigint not null,
    disk_id   bigint not null,
    pool_id   bigint not null,
    content   text   not null,
    primary key (backup_id, disk_id)
);

alter table simulated_guest add column start text;

insert into simulated_disk (disk_id, instance_id, host_id, size_mb, filesystem, content)
select instance_id, instance_id, host_id, disk_mb, 'ext4', '' from simulated_guest;
