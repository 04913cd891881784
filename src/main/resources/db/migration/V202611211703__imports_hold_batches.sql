create sequence import_number;

alter table device_type
    add column device_bays int,
    add column spec        jsonb not null default '{}';

-- Waiting rows, not of the book: they may be thrown away when nobody wants to undo a batch any more.
create table import_batch (
    id          bigint primary key,
    format      text        not null,
    name        text        not null,
    site_id     bigint,
    state       text        not null,
    done        bigint      not null default 0,
    failure     text,
    who         text        not null,
    uploaded_at timestamptz not null,
    changed_at  timestamptz
);
create table import_row (
    batch_id bigint not null references import_batch on delete cascade,
    line     int    not null,
    -- The cells in the order of the file.
    cells    json   not null,
    state    text   not null,
    field    text,
    code     text,
    message  text,
    thing    text,
    before   json,
    primary key (batch_id, line)
);
create index import_row_by_state on import_row (batch_id, state, line);
create index device_view_by_serial on device_view (lower(serial));
create index device_view_by_name_alone on device_view (name);
