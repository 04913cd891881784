alter table instance_view add column pool_id bigint;
alter table instance_view add column disk_placed_at timestamptz;
create index instance_view_by_pool on instance_view (pool_id) where pool_id is not null;

alter table simulated_guest add column pool_id bigint;
