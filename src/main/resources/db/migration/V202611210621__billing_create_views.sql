create table price_book_view (
    id           bigint primary key,
    version      bigint      not null,
    name         text        not null,
    currency     text        not null,
    drafted_at   timestamptz not null,
    published_at timestamptz
);

create table price_entry_view (
    book_id     bigint          not null,
    number      int             not null,
    charge      text            not null,
    region      text,
    hourly      numeric(21, 12) not null,
    monthly_cap numeric(19, 4)  not null,
    valid_from  timestamptz     not null,
    valid_until timestamptz,
    primary key (book_id, number),
    exclude using gist (
        book_id with =, charge with =, coalesce(region, '') with =, tstzrange(valid_from, valid_until) with &&)
);

create table billing_account_view (
    id           bigint primary key,
    version      bigint      not null,
    tenant_id    bigint      not null unique,
    currency     text        not null,
    zone         text        not null,
    entity       text        not null,
    opened_at    timestamptz not null,
    next_month   date        not null
);

create table billing_tenant_view (
    id   bigint primary key,
    name text not null
);

create table charging_span (
    opened_event  text primary key,
    resource      text        not null,
    resource_name text        not null,
    tenant_id     bigint      not null,
    charge        text        not null,
    region        text,
    started_at    timestamptz not null,
    ended_at      timestamptz,
    closed_event  text
);
create index charging_span_by_tenant on charging_span (tenant_id, started_at);
create unique index charging_span_open on charging_span (resource) where ended_at is null;
create index charging_span_by_resource on charging_span (resource);

-- Facts learnt after they happened: only these can touch a closed month.
create table late_fact (
    event        text primary key,
    tenant_id    bigint      not null,
    resource     text        not null,
    effective_at timestamptz not null,
    recorded_at  timestamptz not null
);
create index late_fact_by_tenant on late_fact (tenant_id, effective_at);

create table invoice_view (
    id            bigint primary key,
    entity        text           not null,
    serial        bigint         not null,
    number        text           not null,
    account_id    bigint         not null,
    tenant_id     bigint         not null,
    month         date           not null,
    zone          text           not null,
    billing_from  timestamptz    not null,
    billing_until timestamptz    not null,
    currency      text           not null,
    tax_name      text           not null,
    tax_rate      numeric(9, 6)  not null,
    subtotal      numeric(19, 4) not null,
    tax           numeric(19, 4) not null,
    total         numeric(19, 4) not null,
    line_count    int            not null,
    issued_at     timestamptz    not null,
    unique (entity, serial),
    check (subtotal + tax = total)
);
create index invoice_view_by_tenant on invoice_view (tenant_id, serial);
create index invoice_view_by_month on invoice_view (month, serial);

create table invoice_line_view (
    invoice_id    bigint          not null,
    number        int             not null,
    tenant_id     bigint          not null,
    kind          text            not null,
    resource      text            not null,
    resource_name text            not null,
    charge        text            not null,
    region        text,
    usage_month   date            not null,
    from_at       timestamptz     not null,
    until_at      timestamptz     not null,
    hours         bigint          not null,
    hours_of_span bigint          not null,
    unit_price    numeric(21, 12) not null,
    monthly_cap   numeric(19, 4)  not null,
    capped        boolean         not null,
    price_entry   text            not null,
    amount        numeric(19, 4)  not null,
    tax           numeric(19, 4)  not null,
    events        jsonb           not null,
    primary key (invoice_id, number)
);
create index invoice_line_view_by_resource on invoice_line_view (resource, usage_month);

create table posting (
    cause      text           not null,
    seq        int            not null,
    account    text           not null,
    tenant_id  bigint         not null,
    invoice_id bigint         not null,
    currency   text           not null,
    amount     numeric(19, 4) not null,
    posted_at  timestamptz    not null,
    primary key (cause, seq)
);
create index posting_by_time on posting (posted_at, cause, seq);
create index posting_by_account on posting (account, posted_at);
create index posting_by_tenant on posting (tenant_id, posted_at);

create function posting_is_balanced() returns trigger language plpgsql as $$
declare
    culprit text;
begin
    select p.cause into culprit
    from posting p
    where p.cause in (select cause from added)
    group by p.cause, p.currency
    having sum(p.amount) <> 0
    limit 1;
    if culprit is not null then
        raise exception 'postings of % do not sum to zero', culprit using errcode = 'check_violation';
    end if;
    return null;
end $$;

create trigger posting_balances after insert on posting
    referencing new table as added for each statement execute function posting_is_balanced();

create function posting_is_final() returns trigger language plpgsql as $$
begin
    raise exception 'a posting is never edited' using errcode = 'check_violation';
end $$;

create trigger posting_stays before update on posting
    for each statement execute function posting_is_final();
