create sequence promotion_number;

create table promotion_view (
    id           bigint         primary key,
    version      bigint         not null,
    code         text           not null unique,
    name         text           not null,
    currency     text           not null,
    amount       numeric        not null,
    scope        text           not null,
    monthly_cap  numeric,
    credit_days  int,
    uses_max     int,
    valid_from   timestamptz    not null,
    valid_until  timestamptz,
    uses         int            not null default 0,
    made_at      timestamptz    not null,
    ended_at     timestamptz
);

create table promotion_use_view (
    promotion_id bigint         not null,
    tenant_id    bigint         not null,
    used_at      timestamptz    not null,
    primary key (promotion_id, tenant_id)
);

create table promotion_attempt (
    account_id   bigint         primary key,
    failures     int            not null,
    window_began timestamptz    not null
);
