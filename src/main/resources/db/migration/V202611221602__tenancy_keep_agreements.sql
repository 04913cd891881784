alter table tenant_view add column agreements text[] not null default '{}';
