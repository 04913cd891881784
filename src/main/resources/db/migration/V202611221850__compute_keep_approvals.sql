create sequence approvalrule_number;
create sequence approval_number;

create table approval_rule_view (
    id        bigint primary key,
    tenant_id bigint,
    plan      text,
    required  boolean     not null,
    minutes   integer     not null,
    begins_at timestamptz not null,
    reason    text        not null,
    set_at    timestamptz not null
);
create index approval_rule_view_by_begin on approval_rule_view (begins_at desc, id desc);

create table approval_view (
    id           bigint primary key,
    instance_id  bigint      not null,
    tenant_id    bigint      not null,
    label        text        not null,
    deed         text        not null,
    plan         text        not null,
    rule_id      bigint      not null,
    site_id      bigint      not null,
    host_id      bigint      not null,
    overridden   bigint,
    weighing     text        not null,
    weighed      integer     not null,
    state        text        not null,
    asked_at     timestamptz not null,
    ends_at      timestamptz not null,
    decided_at   timestamptz,
    decided_by   text,
    reason       text
);
create index approval_view_by_state on approval_view (state, ends_at);
create index approval_view_by_guest on approval_view (instance_id);
