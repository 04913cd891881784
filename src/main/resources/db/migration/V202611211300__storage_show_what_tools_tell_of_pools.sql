-- A report by hand has a logical size always; what tools tell may leave it unknown.
alter table pool_report_view
    alter column logical_bytes drop not null,
    add column via text,
    add column figures text,
    add column volumes text,
    add column stop_bytes bigint;

alter table pool_view
    add column stop_bytes bigint,
    add column figures text,
    add column via text,
    add column disks text,
    add column plan text,
    add column failure text,
    add column failure_detail text,
    add column failed_at timestamptz,
    add column alerts text[] not null default '{}';

create table pool_alert_view (
    pool_id       bigint      not null,
    raised_on     text        not null,
    raised_at     timestamptz not null,
    value         numeric     not null,
    threshold     numeric     not null,
    cleared_at    timestamptz,
    cleared_value numeric,
    primary key (pool_id, raised_on, raised_at)
);
create index pool_alert_view_open on pool_alert_view (raised_at) where cleared_at is null;

create table pool_threshold_view (
    pool_id        bigint      not null,
    effective_from timestamptz not null,
    thresholds     text        not null,
    primary key (pool_id, effective_from)
);

create sequence poolagent_number;
create table pool_agent_view (
    id         bigint primary key,
    pool_id    bigint      not null,
    label      text        not null,
    token_hash text        not null unique,
    allowed_at timestamptz not null,
    expiry     timestamptz,
    revoked_at timestamptz
);
create index pool_agent_view_by_pool on pool_agent_view (pool_id);
