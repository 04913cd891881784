-- Who holds which block and address: part of the book, written with the facts it guards.
create sequence prefix_number;
create sequence assignment_number;

create table prefix_room (
    prefix_id     bigint primary key,
    site_id       bigint not null,
    cidr          cidr   not null,
    gateway       inet,
    first_address inet   not null,
    last_address  inet   not null,
    -- Addresses from here on are free unless claimed; null when all are rows of address_free or address_claim.
    next_address  inet,
    constraint prefixes_do_not_overlap exclude using gist (cidr inet_ops with &&)
);
create index prefix_room_by_site on prefix_room (site_id);

create table address_claim (
    address       inet primary key,
    prefix_id     bigint not null references prefix_room,
    assignment_id bigint not null unique,
    holder        text   not null
);
create index address_claim_by_prefix on address_claim (prefix_id);

create table address_free (
    prefix_id bigint not null,
    address   inet   not null,
    primary key (prefix_id, address)
);
