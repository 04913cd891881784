alter table host_view
    add column encrypted           boolean not null default false,
    add column encrypted_reason    text,
    add column encrypted_at        timestamptz,
    add column encrypted_instances integer not null default 0;
alter table instance_view add column encrypted boolean not null default false;
-- What a rebuild that waits says of it; null where it says nothing.
alter table guest_access_waiting add column encrypted boolean;
-- What was found of a host's storage: DM_CRYPT, NO_DM_CRYPT or UNKNOWN; null before it was looked at.
alter table host_sight add column storage_found text, add column storage_pools text;
