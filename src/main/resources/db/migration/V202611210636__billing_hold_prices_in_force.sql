-- Not derivable at once: taken inside the decision, so that two books published together cannot both hold a price.
create table price_in_force (
    owner    text primary key,
    currency text      not null,
    charge   text      not null,
    region   text      not null,
    valid    tstzrange not null,
    exclude using gist (currency with =, charge with =, region with =, valid with &&)
);
