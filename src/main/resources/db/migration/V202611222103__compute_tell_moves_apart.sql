-- How often it was said that something of a thing is on a host: what was said again is not forgotten.
alter table connected_place add column turn bigint not null default 0;
