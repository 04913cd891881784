alter table address_view add column reserved boolean not null default false;
alter table address_view add column tags varchar[] not null default '{}';
alter table address_view add column shared_with varchar[] not null default '{}';
create index address_view_by_sharer on address_view using gin (shared_with) where released_at is null;
