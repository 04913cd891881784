-- Names that addresses answer with, each from when to when.
create table address_name_view (
    assignment_id bigint      not null,
    version       bigint      not null,
    address       text        not null,
    name          text,
    since         timestamptz not null,
    until         timestamptz,
    primary key (assignment_id, version)
);
create index address_name_view_open on address_name_view (assignment_id) where until is null;
