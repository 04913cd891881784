alter table tenant_view add column quota_instances int;
alter table tenant_view add column quota_vcpus int;
alter table tenant_view add column quota_memory_mb bigint;
