create index instance_view_by_words on instance_view using gin (lower(label) gin_trgm_ops);
