-- Each row of a long file asks for its model and its prefix.
create index device_type_by_model on device_type (lower(model));
create index prefix_view_by_block on prefix_view using gist (block inet_ops);
create index prefix_view_by_cidr on prefix_view (cidr, site_id);
