-- Measurements, not facts: what a bill takes of them becomes one. A table for each month of UTC, made when first needed.
create table meter_sample (
    point_id   bigint      not null,
    at         timestamptz not null,
    sample_key bigint      not null,
    first      bigint      not null,
    second     bigint      not null,
    primary key (point_id, at, sample_key)
) partition by range (at);

-- Days for which something arrived when a month of theirs may have been closed.
create table meter_late_day (
    point_id    bigint      not null,
    day         date        not null,
    received_at timestamptz not null,
    primary key (point_id, day)
);

-- What was refused, with the reason, so that nothing is lost in silence; the oldest give way.
create table meter_rejected (
    id          bigint generated always as identity primary key,
    received_at timestamptz not null,
    source      text        not null,
    sample_id   text        not null,
    point_id    bigint      not null,
    at          timestamptz,
    first       text        not null,
    second      text        not null,
    reason      text        not null
);
create index meter_rejected_by_point on meter_rejected (point_id, id);

create table meter_agent (
    id         bigint primary key,
    name       text        not null unique,
    token_hash text        not null unique,
    created_by text        not null,
    created_at timestamptz not null,
    revoked_at timestamptz
);
