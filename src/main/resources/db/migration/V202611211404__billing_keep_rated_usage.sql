create table rated_usage_view (
    account_id  bigint      not null,
    month       date        not null,
    resource    text        not null,
    charge      text        not null,
    from_at     timestamptz not null,
    place       int         not null,
    price_entry text        not null,
    quantity    numeric     not null,
    unit        text        not null,
    formula     text        not null,
    inputs      jsonb       not null,
    event       text        not null,
    primary key (account_id, month, place)
);

create table measured_usage_view (
    account_id bigint not null,
    month      date   not null,
    resource   text   not null,
    charge     text   not null,
    measured   jsonb  not null,
    event      text   not null,
    primary key (account_id, month, resource, charge)
);

create table commitment_view (
    account_id   bigint  not null,
    month        date    not null,
    price_entry  text    not null,
    unused       numeric not null,
    used_in_term numeric not null,
    primary key (account_id, month, price_entry)
);
