alter table instance_view add column region_alias text;
