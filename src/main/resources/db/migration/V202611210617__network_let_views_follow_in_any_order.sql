-- One holder per address is held by address_claim. A view's rows are written in batches, inserts before updates, so an
-- address given back and given out again within one batch has two open rows for a moment.
drop index address_view_held;
create index address_view_held on address_view (address) where released_at is null;
