-- Which firewall stands before which guest, and which sets it names: whose rules change when a fact is stored.
create table filter_guest (
    firewall_id bigint not null,
    instance_id bigint not null,
    primary key (firewall_id, instance_id)
);
create table filter_ruleset (
    firewall_id bigint not null,
    ruleset_id  bigint not null,
    primary key (ruleset_id, firewall_id)
);

-- Guests whose rules the machine room has still to be told; a newer wish has a higher number.
create table filter_work (
    instance_id  bigint primary key,
    wish         bigint      not null,
    due_at       timestamptz not null,
    attempts     int         not null,
    leased_until timestamptz,
    last_error   text
);
create index filter_work_by_due on filter_work (due_at);

-- The simulated machine room: what its hosts let pass.
create table simulated_filter (
    instance_id bigint primary key,
    host_id     bigint not null,
    rules       text   not null
);

-- Whose a thing is that account events are about and that is no guest.
create table account_event_thing (
    kind      text   not null,
    id        bigint not null,
    tenant_id bigint not null,
    label     text   not null,
    primary key (kind, id)
);
