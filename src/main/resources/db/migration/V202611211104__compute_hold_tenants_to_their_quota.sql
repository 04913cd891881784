-- Only tenants with a limit have a row; creates of such a tenant wait for each other on it.
create table tenant_quota (
    tenant_id bigint primary key,
    instances int,
    vcpus     int,
    memory_mb bigint
);
