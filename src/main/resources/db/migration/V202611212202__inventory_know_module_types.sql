create sequence moduletype_number;

create table module_type (
    id           bigint primary key,
    version      bigint not null,
    kind         text   not null,
    manufacturer text   not null,
    model        text   not null,
    part_number  text,
    weight_kg    numeric,
    max_draw_w   int,
    spec         jsonb  not null default '{}'
);
create unique index module_type_by_name on module_type (lower(manufacturer || ' ' || model));

-- Part of the book: which bays a device has for modules, and which module sits in each.
create table module_bay (
    device_id bigint not null,
    bay       text   not null,
    part_id   bigint unique,
    primary key (device_id, bay)
);

alter table device_sheet_view add column module_bays jsonb not null default '[]';
alter table part_view add column module_type_id bigint;
