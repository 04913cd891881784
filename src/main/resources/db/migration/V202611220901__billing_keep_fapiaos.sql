create sequence fapiaobatch_number;

create table fapiao_batch_view (
    id          bigint primary key,
    entity      text        not null,
    paper_count int         not null,
    made_at     timestamptz not null
);

create table fapiao_view (
    batch_id      bigint         not null,
    place         int            not null,
    invoice_id    bigint         not null,
    credit_serial bigint,
    paper_number  text           not null,
    tenant_id     bigint         not null,
    kind          text           not null,
    buyer         jsonb          not null,
    goods         jsonb          not null,
    net           numeric(19, 4) not null,
    tax           numeric(19, 4) not null,
    red_for       text,
    state         text           not null,
    number        text,
    issued_on     date,
    reason        text,
    made_at       timestamptz    not null,
    primary key (batch_id, place)
);
create index fapiao_view_by_invoice on fapiao_view (invoice_id);
create index fapiao_view_by_tenant on fapiao_view (tenant_id, batch_id);
