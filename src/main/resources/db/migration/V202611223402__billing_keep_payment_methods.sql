-- Ways to pay that the payment provider keeps; no card's number is here.
create sequence paymentmethod_number;
create table payment_method_view (
    id         bigint primary key,
    methods_id bigint      not null,
    tenant_id  bigint      not null,
    provider   text        not null,
    reference  text        not null,
    brand      text        not null,
    last_four  text        not null,
    expiry     text        not null,
    preferred  boolean     not null default false,
    added_at   timestamptz not null
);
create index payment_method_view_by_tenant on payment_method_view (tenant_id, id);
create index payment_method_view_by_methods on payment_method_view (methods_id);
