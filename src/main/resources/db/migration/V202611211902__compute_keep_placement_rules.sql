create sequence placementrule_number;

create table placement_rule_view (
    id        bigint primary key,
    site_id   bigint,
    policy    text        not null,
    begins_at timestamptz not null,
    reason    text        not null,
    set_at    timestamptz not null
);
create index placement_rule_view_by_begin on placement_rule_view (begins_at desc, id desc);
