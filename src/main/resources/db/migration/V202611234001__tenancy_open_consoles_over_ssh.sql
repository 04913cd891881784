-- How a person signs in to the gateway of consoles, and the public keys for that.
alter table person_view add column console_sign_in text not null default 'KEYS_ONLY';
alter table person_view add column console_keys text[] not null default '{}';
alter table login_view add column key_unknown boolean not null default false;

-- The key by which all portals of this database prove who they are to SSH clients. A secret: never in a fact.
create table console_gateway_key (
    id          int         primary key check (id = 1),
    public_key  bytea       not null,
    private_key bytea       not null,
    made_at     timestamptz not null default now()
);
