create sequence image_number;

create table image_view (
    id           bigint primary key,
    version      bigint      not null,
    tenant_id    bigint      not null,
    author       text        not null,
    label        text        not null,
    description  text        not null,
    cloud_init   boolean     not null,
    tags         text[]      not null,
    regions      text[]      not null,
    status       text        not null,
    size_mb      bigint      not null,
    stored_bytes bigint      not null,
    sha256       text,
    instance_id  bigint,
    disk_id      bigint,
    host_id      bigint,
    key_hash     text,
    created_at   timestamptz not null,
    updated_at   timestamptz not null
);
create index image_view_by_tenant on image_view (tenant_id, id);
create index image_view_by_key on image_view (key_hash);

-- Images that the machine room has still to work on; a newer wish has a higher number.
create table image_work (
    image_id     bigint primary key,
    wish         bigint      not null,
    due_at       timestamptz not null,
    attempts     int         not null,
    leased_until timestamptz,
    last_error   text
);
create index image_work_by_due on image_work (due_at);

-- The simulated machine room: images that it keeps.
create table simulated_image (
    image_id     bigint primary key,
    size_mb      bigint not null,
    stored_bytes bigint not null
);
