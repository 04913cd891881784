alter table device_view add column tenant_id bigint;
create index device_view_by_tenant on device_view (tenant_id) where tenant_id is not null;
