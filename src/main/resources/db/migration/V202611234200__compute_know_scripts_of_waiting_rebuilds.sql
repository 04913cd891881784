alter table guest_access_waiting add column stackscript_id bigint;
