create sequence webhook_number;

create table webhook_view (
    id            bigint primary key,
    tenant_id     bigint      not null,
    url           text        not null,
    kinds         text        not null,
    paused        text,
    registered_at timestamptz not null,
    secret_since  timestamptz
);
create index webhook_view_by_tenant on webhook_view (tenant_id);

-- Beside the facts, as a secret in one could never be forgotten.
create table webhook_secret (
    webhook_id bigint primary key,
    secret     text not null
);

-- Work, not facts. Its times are the database's own.
create table notice_delivery (
    id          bigint generated always as identity primary key,
    tenant_id   bigint      not null,
    way         text        not null check (way in ('MAIL', 'WEBHOOK')),
    webhook_id  bigint,
    cause       text        not null,
    kind        text        not null,
    once        text        not null unique,
    state       text        not null default 'PENDING' check (state in ('PENDING', 'SENT', 'FAILED', 'DROPPED')),
    attempts    int         not null default 0,
    next_at     timestamptz not null default now(),
    last_status int,
    trouble     text,
    replay_of   bigint,
    queued_at   timestamptz not null default now(),
    finished_at timestamptz
);
create index notice_delivery_due on notice_delivery (next_at, id) where state = 'PENDING';
create index notice_delivery_by_webhook on notice_delivery (webhook_id, id desc);
create index notice_delivery_finished on notice_delivery (finished_at) where finished_at is not null;

-- Up to when a person has seen the tenant's notices.
create table notice_seen (
    person_id  bigint      not null,
    tenant_id  bigint      not null,
    seen_until timestamptz not null,
    primary key (person_id, tenant_id)
);
