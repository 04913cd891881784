create sequence tag_number;

create table tag_view (
    id         bigint primary key,
    tenant_id  bigint      not null,
    label      text        not null,
    created_at timestamptz not null
);
create index tag_view_by_label on tag_view (tenant_id, label);
