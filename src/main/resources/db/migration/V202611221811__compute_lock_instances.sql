create sequence lock_number;

alter table instance_view
    add column lock_id      bigint,
    add column parts_locked boolean not null default false;
create index instance_view_locked on instance_view (tenant_id, lock_id) where lock_id is not null;
