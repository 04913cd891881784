create sequence pricebook_number;
create sequence invoice_number;
create sequence invoicerun_number;

-- Not derivable: a legal entity's last invoice, and the work of closing months.
create table invoice_serial (
    entity text   primary key,
    last   bigint not null
);

create table invoice_run (
    id           bigint primary key,
    month        date        not null,
    requested_by text        not null,
    started_at   timestamptz not null
);

create table invoice_run_item (
    run_id      bigint not null references invoice_run (id),
    account_id  bigint not null,
    state       text   not null default 'PENDING' check (state in ('PENDING', 'DONE', 'SKIPPED', 'FAILED')),
    invoice_id  bigint,
    code        text,
    reason      text,
    finished_at timestamptz,
    primary key (run_id, account_id)
);
create index invoice_run_item_pending on invoice_run_item (run_id, account_id) where state = 'PENDING';
