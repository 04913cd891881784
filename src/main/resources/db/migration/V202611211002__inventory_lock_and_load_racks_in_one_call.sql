-- Waits for whoever changes the rack, then tells what stands in it: each statement sees what was committed before it.
create function locked_rack_load(of_rack bigint)
    returns table (weight_kg numeric, draw_w bigint, top_half int)
    language plpgsql as $$
begin
    perform 1 from rack_room where rack_id = of_rack for update;
    if found then
        return query select coalesce(sum(s.weight_kg), 0), coalesce(sum(s.draw_w), 0), coalesce(max(upper(s.units)), 0)
                       from rack_slot s where s.rack_id = of_rack;
    end if;
end $$;
