-- The number of an account event is the place in the store of the fact that opened it.
create table account_event_view (
    id            bigint primary key,
    tenant_id     bigint      not null,
    action        text        not null,
    status        text        not null,
    percent       int,
    created_at    timestamptz not null,
    ended_at      timestamptz,
    entity_type   text        not null,
    entity_id     bigint      not null,
    entity_label  text        not null,
    who           text        not null,
    message       text        not null
);
create index account_event_view_by_tenant on account_event_view (tenant_id, id desc);
create index account_event_view_open on account_event_view (entity_type, entity_id) where ended_at is null;

-- Not derivable: a tenant has seen its events up to this one.
create table account_event_seen (
    tenant_id bigint primary key,
    up_to     bigint not null
);

-- Whose a guest is and what it is called, while it exists.
create table account_event_subject (
    instance_id bigint primary key,
    tenant_id   bigint not null,
    label       text   not null
);
