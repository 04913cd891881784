-- Above what use of a guest its tenant is told (null: the usual), and what is above now.
alter table instance_view add column alert_cpu integer;
alter table instance_view add column alert_network_in integer;
alter table instance_view add column alert_network_out integer;
alter table instance_view add column alert_transfer integer;
alter table instance_view add column alert_io integer;
alter table instance_view add column alerts text[] not null default '{}';
