alter table approval_view
    add column pool_id   bigint,
    add column vcpus     integer not null default 0,
    add column memory_mb bigint  not null default 0,
    add column disk_mb   bigint  not null default 0;
update approval_view set pool_id = guest.pool_id, vcpus = guest.vcpus, memory_mb = guest.memory_mb, disk_mb = guest.disk_mb
    from instance_view guest where guest.id = approval_view.instance_id;
