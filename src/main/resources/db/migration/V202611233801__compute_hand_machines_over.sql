create sequence transfer_number;
create table transfer_view (
    id           bigint primary key,
    tenant_id    bigint      not null,
    recipient_id bigint,
    token_hash   text        not null unique,
    token_key    text        not null,
    token_sealed text        not null,
    status       text        not null,
    instances    bigint[]    not null,
    expires_at   timestamptz not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null
);
create index transfer_view_by_tenant on transfer_view (tenant_id, id desc);
create index transfer_view_by_recipient on transfer_view (recipient_id, id desc) where recipient_id is not null;
create index transfer_view_pending on transfer_view (expires_at) where status = 'pending';
alter table instance_view add column owned_since timestamptz;
