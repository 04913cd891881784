-- What tenants give for a guest's first start, in Base64: it may hold secrets, so it is in no fact.
alter table guest_access add column user_data text;
alter table simulated_guest add column user_data text;
alter table instance_view add column user_data boolean not null default false;
