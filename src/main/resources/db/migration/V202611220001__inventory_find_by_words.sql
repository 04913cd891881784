-- Words are found anywhere in a name: by three letters and more through these, by fewer at its beginning.
create extension if not exists pg_trgm;

create index rack_view_by_words on rack_view using gin (lower(name) gin_trgm_ops);
create index device_view_by_words on device_view
    using gin (lower(name) gin_trgm_ops, lower(serial) gin_trgm_ops, lower(asset_tag) gin_trgm_ops);
create index part_view_by_words on part_view using gin (lower(serial) gin_trgm_ops);
create index power_node_view_by_words on power_node_view using gin (lower(name) gin_trgm_ops);
create index location_view_by_words on location_view using gin (lower(name) gin_trgm_ops);
