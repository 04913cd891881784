create sequence vrf_number;
create sequence aggregate_number;
create sequence range_number;

-- Who holds what, still part of the book. A space is what nothing may overlap in: 0 for the global table, the VRF's
-- number, or, where a VRF allows duplicates, minus the number of the outermost prefix.
create table vrf_room (
    vrf_id     bigint primary key,
    duplicates boolean not null
);

alter table prefix_room
    alter column site_id drop not null,
    add column space              bigint  not null default 0,
    add column vrf_id             bigint,
    add column container          boolean not null default false,
    add column parent_id          bigint,
    add column guests             boolean not null default true,
    add column quarantine_seconds bigint  not null default 0,
    drop constraint prefixes_do_not_overlap,
    add constraint networks_do_not_overlap exclude using gist (space with =, cidr inet_ops with &&)
        where (not container),
    add constraint a_block_is_filed_once unique (space, cidr);
create index prefix_room_tree on prefix_room using gist (space, cidr inet_ops);
create index prefix_room_by_parent on prefix_room (parent_id);
create index prefix_room_by_vrf on prefix_room (vrf_id);

-- The largest aligned blocks of a container that no child takes.
create table prefix_free (
    container_id bigint not null,
    block        cidr   not null,
    primary key (container_id, block)
);
create index prefix_free_by_length on prefix_free (container_id, masklen(block), block);
create index prefix_free_tree on prefix_free using gist (container_id, block inet_ops);

alter table address_claim
    add column space             bigint not null default 0,
    add column quarantined_until timestamptz,
    drop constraint address_claim_pkey,
    add primary key (space, address);
create index address_claim_in_quarantine on address_claim (prefix_id, quarantined_until)
    where quarantined_until is not null;
create index address_claim_in_order on address_claim (prefix_id, address);
drop index address_claim_by_prefix;

create type inet_span as range (subtype = inet);
create table range_room (
    range_id      bigint primary key,
    prefix_id     bigint not null references prefix_room,
    space         bigint not null,
    first_address inet   not null,
    last_address  inet   not null,
    constraint ranges_do_not_overlap
        exclude using gist (space with =, inet_span(first_address, last_address, '[]') with &&)
);
create index range_room_by_prefix on range_room (prefix_id, first_address);

create table aggregate_room (
    aggregate_id bigint primary key,
    cidr         cidr not null,
    constraint aggregates_do_not_overlap exclude using gist (cidr inet_ops with &&)
);
