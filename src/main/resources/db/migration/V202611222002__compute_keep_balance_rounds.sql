create sequence balancerule_number;

create table balance_rule_view (
    id                bigint primary key,
    site_id           bigint,
    judged            boolean     not null,
    threshold         integer     not null,
    rounds            integer     not null,
    every_minutes     integer     not null,
    link_mbps         integer     not null,
    points_per_minute integer     not null,
    moves             integer     not null,
    propose           boolean     not null,
    begins_at         timestamptz not null,
    reason            text        not null,
    set_at            timestamptz not null
);
create index balance_rule_view_by_begin on balance_rule_view (begins_at desc, id desc);

-- Measurements, beside the facts: which rounds were held and what they found. One portal holds each round.
create table balance_due (
    site_id bigint primary key,
    held_at timestamptz not null
);

create table balance_round (
    site_id         bigint           not null,
    held_at         timestamptz      not null,
    rule_id         bigint           not null,
    threshold       integer          not null,
    rounds          integer          not null,
    standing        integer          not null,
    hosts           integer          not null,
    guests          integer          not null,
    measured        integer          not null,
    imbalance       numeric(8, 2),
    lowest          numeric(8, 2),
    highest         numeric(8, 2),
    stop            text,
    imbalance_after numeric(8, 2),
    wave_id         bigint,
    primary key (site_id, held_at)
);

create table balance_move (
    site_id         bigint        not null,
    held_at         timestamptz   not null,
    place           integer       not null,
    instance_id     bigint        not null,
    label           text          not null,
    from_host       bigint        not null,
    to_host         bigint        not null,
    copy_mb         bigint        not null,
    minutes         numeric(12, 2) not null,
    gain            numeric(8, 2) not null,
    cost            numeric(12, 2) not null,
    imbalance_after numeric(8, 2) not null,
    primary key (site_id, held_at, place)
);
