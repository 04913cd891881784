create sequence drift_number;

create table drift_view (
    id         bigint primary key,
    version    bigint      not null,
    device_id  bigint,
    subject    text        not null,
    attribute  text        not null,
    declared   text,
    discovered text        not null,
    source     text        not null,
    state      text        not null,
    found_at   timestamptz not null,
    decided_at timestamptz
);
create index drift_view_by_subject on drift_view (subject, attribute);
create index drift_view_by_state on drift_view (state, id);
