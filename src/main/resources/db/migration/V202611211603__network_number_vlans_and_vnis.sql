create sequence vlangroup_number;
create sequence vlan_number;
create sequence vnipool_number;
create sequence vni_number;
create sequence vpc_number;
create sequence subnet_number;
create sequence interface_number;

-- Numbers out of a pool: VLAN ids of a group, VNIs of a site. Part of the book.
create table number_pool (
    pool         text primary key,
    first_number bigint not null,
    last_number  bigint not null,
    -- Numbers from here on are free unless taken by name; those below are free when they are rows of number_free.
    next_number  bigint not null
);
create table number_taken (
    pool   text   not null,
    number bigint not null,
    holder text   not null,
    primary key (pool, number)
);
create table number_free (
    pool   text   not null,
    number bigint not null,
    primary key (pool, number)
);
