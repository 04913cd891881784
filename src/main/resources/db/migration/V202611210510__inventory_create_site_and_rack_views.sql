create sequence site_number;
create sequence rack_number;

create table site_view (
    id        bigint primary key,
    version   bigint      not null,
    name      text        not null,
    region    text        not null,
    country   text        not null,
    time_zone text        not null,
    opened_at timestamptz not null
);

create table rack_view (
    id            bigint primary key,
    version       bigint      not null,
    site_id       bigint      not null,
    name          text        not null,
    height_u      int         not null,
    weight_kg_max int         not null,
    power_w_max   int         not null,
    installed_at  timestamptz not null
);
create index rack_view_by_site on rack_view (site_id, name);
