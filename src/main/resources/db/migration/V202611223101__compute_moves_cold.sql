alter table instance_view add column moves_cold boolean not null default false;
