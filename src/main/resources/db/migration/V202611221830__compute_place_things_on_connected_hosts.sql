-- On which connected hosts there is something of a volume or a backup.
create table connected_place (
    kind        text    not null,
    number      bigint  not null,
    host_id     bigint  not null,
    instance_id bigint,
    last        boolean not null default true,
    primary key (kind, number, host_id)
);
