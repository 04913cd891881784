create sequence entity_number;
create sequence payment_number;
create sequence creditgrant_number;
create sequence budget_number;
create sequence bankfile_number;

create table legal_entity_view (
    id            bigint primary key,
    version       bigint not null,
    code          text   not null unique,
    name          text   not null,
    tax_number    text   not null,
    address       text   not null,
    bank          text   not null,
    currency      text   not null,
    rounding      text   not null,
    number_format text   not null,
    payment_days  int    not null,
    reviewed      boolean not null
);

create table tax_rate_view (
    entity_id  bigint        not null,
    charge     text          not null,
    valid_from date          not null,
    name       text          not null,
    rate       numeric(9, 6) not null,
    primary key (entity_id, charge, valid_from)
);

-- Taken inside the decision, so that a posting cannot slip into a month while it is being closed.
create table closed_books (
    entity text not null,
    month  date not null,
    primary key (entity, month)
);

create table closed_books_view (
    entity_id bigint      not null,
    entity    text        not null,
    month     date        not null,
    closed_at timestamptz not null,
    reopened_at timestamptz,
    reason    text,
    primary key (entity_id, month)
);

create table billing_title_view (
    account_id  bigint primary key,
    title       text    not null,
    tax_number  text    not null,
    address     text    not null,
    bank        text    not null,
    email       text    not null,
    fapiao_kind text    not null,
    internal    boolean not null
);

create table invoice_draft_view (
    invoice_id bigint primary key,
    account_id bigint         not null,
    tenant_id  bigint         not null,
    entity     text           not null,
    month      date           not null,
    currency   text           not null,
    subtotal   numeric(19, 4) not null,
    tax        numeric(19, 4) not null,
    total      numeric(19, 4) not null,
    lines      jsonb          not null,
    held       text,
    drafted_at timestamptz    not null
);
create index invoice_draft_view_by_account on invoice_draft_view (account_id);

create table invoice_paper_view (
    invoice_id bigint primary key,
    issuer     jsonb   not null,
    buyer      jsonb   not null,
    issued_on  date    not null,
    due_on     date    not null,
    showback   boolean not null,
    taxes      jsonb   not null
);

create table credit_note_view (
    entity     text           not null,
    serial     bigint         not null,
    number     text           not null,
    invoice_id bigint         not null,
    tenant_id  bigint         not null,
    currency   text           not null,
    reason     text           not null,
    subtotal   numeric(19, 4) not null,
    tax        numeric(19, 4) not null,
    total      numeric(19, 4) not null,
    lines      jsonb          not null,
    issued_at  timestamptz    not null,
    primary key (entity, serial)
);
create index credit_note_view_by_invoice on credit_note_view (invoice_id);

create table purse_view (
    id       bigint primary key,
    version  bigint         not null,
    currency text           not null,
    wallet   numeric(19, 4) not null default 0,
    deposit  numeric(19, 4) not null default 0,
    low_at   numeric(19, 4),
    stop_when_empty boolean not null default false,
    dunning_step int        not null default 0,
    stopped  text
);

create table receivable_view (
    invoice_id   bigint primary key,
    account_id   bigint         not null,
    entity       text           not null,
    currency     text           not null,
    total        numeric(19, 4) not null,
    open         numeric(19, 4) not null,
    credited     numeric(19, 4) not null default 0,
    written_off  numeric(19, 4) not null default 0,
    due_on       date           not null,
    settled_at   timestamptz,
    overdue_at   timestamptz
);
create index receivable_view_open on receivable_view (due_on) where open > 0;
create index receivable_view_by_account on receivable_view (account_id);

create table settlement_view (
    cause      text primary key,
    invoice_id bigint         not null,
    account_id bigint         not null,
    means      text           not null,
    source     text           not null,
    currency   text           not null,
    amount     numeric(19, 4) not null,
    booked_on  date           not null,
    settled_at timestamptz    not null
);
create index settlement_view_by_invoice on settlement_view (invoice_id);

create table payment_view (
    id          bigint primary key,
    account_id  bigint         not null,
    entity      text           not null,
    currency    text           not null,
    amount      numeric(19, 4) not null,
    received_on date           not null,
    way         text           not null,
    reference   text           not null,
    returned    text,
    recorded_at timestamptz    not null
);
create index payment_view_by_account on payment_view (account_id, id);

create table credit_grant_view (
    account_id  bigint         not null,
    number      int            not null,
    name        text           not null,
    currency    text           not null,
    amount      numeric(19, 4) not null,
    left_over   numeric(19, 4) not null,
    scope       text           not null,
    monthly_cap numeric(19, 4),
    expires_at  timestamptz,
    expired     boolean        not null default false,
    granted_at  timestamptz    not null,
    primary key (account_id, number)
);

-- Payments on their way through a provider, and bank files as they came: work, not facts.
create table payment_intent (
    reference   text primary key,
    account_id  bigint         not null,
    provider    text           not null,
    currency    text           not null,
    amount      numeric(19, 4) not null,
    invoice_id  bigint,
    state       text           not null default 'PENDING' check (state in ('PENDING', 'PAID', 'FAILED')),
    payment_id  bigint,
    started_at  timestamptz    not null
);

create table bank_file (
    id          bigint primary key,
    digest      text           not null unique,
    name        text           not null,
    currency    text           not null,
    row_count   int            not null,
    total       numeric(19, 4) not null,
    imported_by text           not null,
    imported_at timestamptz    not null
);

create table bank_file_row (
    file_id    bigint         not null references bank_file (id),
    number     int            not null,
    reference  text           not null,
    payer      text           not null,
    amount     numeric(19, 4) not null,
    booked_on  date           not null,
    remark     text           not null,
    state      text           not null check (state in ('MATCHED', 'UNMATCHED', 'SETTLED')),
    account_id bigint,
    payment_id bigint,
    primary key (file_id, number)
);

alter table invoice_run add column dry boolean not null default false, add column review boolean not null default false;
alter table invoice_run_item add column total numeric(19, 4), add column currency text, add column line_count int;

alter table posting
    alter column invoice_id drop not null,
    alter column tenant_id drop not null,
    add column entity text not null default '',
    add column booked_on date,
    add column charge text,
    add column region text,
    add column words text;

alter table posting disable trigger posting_stays;
update posting p
set entity = i.entity, booked_on = (i.issued_at at time zone 'Asia/Shanghai')::date
from invoice_view i where i.id = p.invoice_id;
update posting p
set charge = l.charge, region = l.region
from invoice_line_view l where l.invoice_id = p.invoice_id and l.number = p.seq and p.seq > 0;
alter table posting enable trigger posting_stays;
alter table posting alter column booked_on set default current_date, alter column booked_on set not null;
create index posting_by_booking on posting (booked_on, posted_at, cause, seq);
create index posting_by_invoice on posting (invoice_id);
