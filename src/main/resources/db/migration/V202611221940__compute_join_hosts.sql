-- The authority that hosts' certificates are signed by, and what the portal itself shows them. Secrets: never in a fact.
create table host_authority (
    id                 int         primary key check (id = 1),
    certificate        text        not null,
    private_key        text        not null,
    client_certificate text        not null,
    client_key         text        not null,
    made_at            timestamptz not null
);

-- Who may bring which host in, once, and where hosts answer that came in so.
create table host_join (
    host_id    bigint      primary key,
    token_hash text        unique,
    expires_at timestamptz not null,
    invited_by text        not null,
    key_hash   text,
    uri        text,
    joined_uri text,
    joined_at  timestamptz
);
