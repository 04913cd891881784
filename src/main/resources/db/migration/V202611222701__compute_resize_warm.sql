alter table instance_view add column warm_resize boolean not null default false;
