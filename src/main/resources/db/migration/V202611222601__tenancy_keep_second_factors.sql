-- Not derivable from facts, which hold no secret: sealed by the person's key, the scratch code as its SHA-256.
create table second_factor (
    person_id     bigint primary key,
    secret        text,
    last_step     bigint not null default 0,
    scratch_hash  text,
    offered       text,
    offered_until timestamptz
);
alter table person_view add column second_factor boolean not null default false;
alter table login_view add column code_wrong boolean not null default false;
