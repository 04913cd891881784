create sequence portalmaintenance_number;

create table portal_maintenance_view (
    id           bigint primary key,
    version      bigint      not null,
    begins_at    timestamptz not null,
    ends_at      timestamptz not null,
    text_en      text        not null,
    text_zh      text        not null,
    read_only    boolean     not null,
    announced_at timestamptz not null,
    ended_at     timestamptz
);
create index portal_maintenance_view_ahead on portal_maintenance_view (ends_at) where ended_at is null;
