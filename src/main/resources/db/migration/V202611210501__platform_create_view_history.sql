-- Derivable: emptied and refilled when a projection is rebuilt.
create table view_history (
    kind  text      not null,
    id    bigint    not null,
    valid tstzrange not null,
    shown jsonb     not null,
    primary key (kind, id, valid without overlaps)
);
create index view_history_by_instant on view_history using gist (kind, valid);
