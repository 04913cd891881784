-- When a pool's tools are run next, and who is at it; leases run by the database's own time.
create table pool_collection_turn (
    pool_id      bigint primary key,
    due_at       timestamptz not null,
    leased_until timestamptz
);
