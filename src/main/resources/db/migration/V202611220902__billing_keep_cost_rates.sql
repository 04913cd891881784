create sequence costrate_number;

create table cost_rate_view (
    id           bigint primary key,
    kind         text           not null,
    item         text           not null,
    currency     text           not null,
    amount       numeric(19, 8) not null,
    months       int            not null,
    valid_from   date           not null,
    entered_at   timestamptz    not null,
    withdrawn_at timestamptz
);
create index cost_rate_view_by_currency on cost_rate_view (currency, kind);
