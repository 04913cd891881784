create index tenant_view_by_words on tenant_view using gin (lower(name) gin_trgm_ops);
