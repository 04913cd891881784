-- Support tickets and what is written in them; the texts go when the key that sealed them is destroyed.
create sequence ticket_number;
create sequence ticketreply_number;
create table ticket_view (
    id              bigint primary key,
    version         bigint      not null,
    tenant_id       bigint      not null,
    opened_by       bigint      not null,
    summary         text        not null,
    description     text        not null,
    about_kind      text,
    about_id        bigint,
    about_label     text,
    severity        int,
    state           text        not null,
    waiting         boolean     not null,
    replies         int         not null,
    opened_at       timestamptz not null,
    updated_at      timestamptz not null,
    updated_by      bigint,
    updated_by_staff boolean    not null,
    closed_at       timestamptz
);
create index ticket_view_by_tenant on ticket_view (tenant_id, id);
create index ticket_view_open on ticket_view (waiting, updated_at) where state <> 'closed';
create index ticket_view_by_opener on ticket_view (opened_by);
create table ticket_reply_view (
    id         bigint primary key,
    ticket_id  bigint      not null,
    author     bigint,
    from_staff boolean     not null,
    text       text        not null,
    sealed_by  text        not null,
    at         timestamptz not null
);
create index ticket_reply_view_by_ticket on ticket_reply_view (ticket_id, id);
create index ticket_reply_view_by_key on ticket_reply_view (sealed_by);
