-- Not derivable and in no fact: what the machine room needs to let the tenant in. The password is a SHA-512 crypt hash.
create table guest_access (
    instance_id     bigint primary key,
    root_hash       text check (root_hash like '$6$%'),
    authorized_keys text not null
);

alter table simulated_guest add column root_hash text;
alter table simulated_guest add column authorized_keys text not null default '';
