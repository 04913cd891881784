-- Prices of any model, for one tenant or contract too.
alter table price_entry_view alter column hourly drop not null;
alter table price_entry_view alter column monthly_cap drop not null;
alter table price_entry_view add column tenant_id bigint;
alter table price_entry_view add column contract text;
alter table price_entry_view add column terms jsonb;
do $$
declare
    known text;
begin
    for known in select conname from pg_constraint where conrelid = 'price_entry_view'::regclass and contype = 'x' loop
        execute format('alter table price_entry_view drop constraint %I', known);
    end loop;
    for known in select conname from pg_constraint where conrelid = 'price_in_force'::regclass and contype = 'x' loop
        execute format('alter table price_in_force drop constraint %I', known);
    end loop;
end $$;
alter table price_entry_view add constraint price_entry_view_overlaps exclude using gist (
    book_id with =, charge with =, coalesce(region, '') with =, coalesce(tenant_id, 0) with =,
    coalesce(contract, '') with =, tstzrange(valid_from, valid_until) with &&);
alter table price_in_force add column scope text not null default '';
alter table price_in_force add constraint price_in_force_overlaps exclude using gist (
    currency with =, charge with =, region with =, scope with =, valid with &&);
