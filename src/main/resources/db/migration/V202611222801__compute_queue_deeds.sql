-- As guest_access, for a rebuild that waits for its guest; taken out when its turn comes or it is cancelled.
create table guest_access_waiting (
    number          bigint primary key,
    instance_id     bigint not null,
    root_hash       text check (root_hash like '$6$%'),
    authorized_keys text not null,
    first_boot      text,
    user_data       text,
    user_data_bytes int
);
create index on guest_access_waiting (instance_id);

-- Deeds whose turn came and that have not begun yet.
create table queued_turn (
    number      bigint primary key,
    instance_id bigint not null,
    deed        text not null
);
create index on queued_turn (instance_id);
