-- What becomes of a guest before its host is worked on.
alter table instance_view add column maintenance_policy text not null default 'MIGRATE';
-- Since when a host's guests are to leave it or to stop.
alter table host_view add column draining_since timestamptz;
