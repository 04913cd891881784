create unique index view_history_open on view_history (kind, id) where upper_inf(valid);

-- From the instant on the thing shows nothing; an interval that would be empty vanishes.
create function end_in_history(of_kind text, of_id bigint, at timestamptz) returns void
    language plpgsql as $$
begin
    delete from view_history
     where kind = of_kind and id = of_id and upper_inf(valid) and lower(valid) >= at;
    if not found then
        update view_history set valid = tstzrange(lower(valid), at)
         where kind = of_kind and id = of_id and upper_inf(valid);
    end if;
end $$;

-- From the instant on the thing shows this; of two changes in one instant the last counts.
create function show_in_history(of_kind text, of_id bigint, at timestamptz, row_shown jsonb) returns void
    language plpgsql as $$
declare
    since timestamptz;
begin
    select lower(valid) into since from view_history
     where kind = of_kind and id = of_id and upper_inf(valid) for update;
    if since >= at then
        update view_history set shown = row_shown where kind = of_kind and id = of_id and upper_inf(valid);
        return;
    end if;
    if since is not null then
        update view_history set valid = tstzrange(lower(valid), at)
         where kind = of_kind and id = of_id and upper_inf(valid);
    end if;
    insert into view_history (kind, id, valid, shown) values (of_kind, of_id, tstzrange(at, null), row_shown);
end $$;
