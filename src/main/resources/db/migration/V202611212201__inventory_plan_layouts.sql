create sequence layout_number;

-- Derivable: emptied and refilled when a projection is rebuilt.
create table layout_view (
    id           bigint primary key,
    version      bigint      not null,
    site_id      bigint      not null,
    name         text        not null,
    note         text,
    state        text        not null,
    steps        jsonb       not null,
    ground       jsonb       not null,
    made         jsonb       not null,
    author       text        not null,
    drafted_at   timestamptz not null,
    submitted_at timestamptz,
    approved_by  text,
    approved_at  timestamptz,
    ended_at     timestamptz,
    ended_by     text,
    reason       text
);
create index layout_view_by_site on layout_view (site_id, state);
