alter table tenant_view add column closed_at timestamptz;
alter table tenant_view add column closed_comments text;
