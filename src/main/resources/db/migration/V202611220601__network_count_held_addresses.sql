-- Held addresses of each prefix, counted as they are written: those of a /8 would else be counted with each look at it. Each
-- connection adds to a row of its own, so that none waits for another; what a prefix has is their sum.
create table prefix_fill (
    prefix_id bigint not null,
    part      int    not null,
    held      bigint not null,
    primary key (prefix_id, part)
);

insert into prefix_fill (prefix_id, part, held)
select prefix_id, 0, count(*) from address_view where released_at is null group by prefix_id;

create function count_held_addresses() returns trigger
    language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        insert into prefix_fill as fill (prefix_id, part, held)
        select prefix_id, pg_backend_pid() % 256, -count(*) from gone where released_at is null
         group by prefix_id order by prefix_id
        on conflict (prefix_id, part) do update set held = fill.held + excluded.held;
    end if;
    if tg_op <> 'DELETE' then
        insert into prefix_fill as fill (prefix_id, part, held)
        select prefix_id, pg_backend_pid() % 256, count(*) from added where released_at is null
         group by prefix_id order by prefix_id
        on conflict (prefix_id, part) do update set held = fill.held + excluded.held;
    end if;
    return null;
end $$;

create trigger count_added after insert on address_view
    referencing new table as added for each statement execute function count_held_addresses();
create trigger count_changed after update on address_view
    referencing old table as gone new table as added for each statement execute function count_held_addresses();
create trigger count_gone after delete on address_view
    referencing old table as gone for each statement execute function count_held_addresses();
