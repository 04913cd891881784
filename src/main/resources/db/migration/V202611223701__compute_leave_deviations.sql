alter table instance_view add column deviations_left text[] not null default '{}';
