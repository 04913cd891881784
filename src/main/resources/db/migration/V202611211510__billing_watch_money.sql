alter table bank_file_row drop constraint bank_file_row_state_check;
alter table bank_file_row add check (state in ('MATCHED', 'UNMATCHED', 'SETTLED', 'DUPLICATE'));

create table budget_view (
    id         bigint primary key,
    version    bigint         not null,
    tenant_id  bigint         not null,
    name       text           not null,
    currency   text           not null,
    monthly_limit numeric(19, 4) not null,
    thresholds text           not null,
    hard       boolean        not null
);
create index budget_view_by_tenant on budget_view (tenant_id);

create table notice_view (
    cause     text primary key,
    tenant_id bigint      not null,
    kind      text        not null,
    figures   jsonb       not null,
    at        timestamptz not null
);
create index notice_view_by_tenant on notice_view (tenant_id, at desc);
