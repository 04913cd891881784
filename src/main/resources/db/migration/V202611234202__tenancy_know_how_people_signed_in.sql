-- Null for what was tried before this was kept.
alter table login_view add column with_code boolean;
