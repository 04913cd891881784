create sequence discoveryagent_number;

-- Programs that look at the machine room and may post what they find; tokens are kept as their hashes.
create table discovery_agent (
    id         bigint primary key,
    name       text        not null unique,
    scope      text        not null,
    token_hash text        not null unique,
    created_by text        not null,
    created_at timestamptz not null,
    revoked_at timestamptz
);
