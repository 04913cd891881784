alter table pool_view add column whole_site boolean not null default false;
alter table pool_view add column host_ids bigint[] not null default '{}';
