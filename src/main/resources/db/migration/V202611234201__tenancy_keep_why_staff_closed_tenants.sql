alter table tenant_view add column closed_reason text;
