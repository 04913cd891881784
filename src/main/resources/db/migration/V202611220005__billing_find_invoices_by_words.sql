create index invoice_view_by_words on invoice_view using gin (lower(number) gin_trgm_ops);
