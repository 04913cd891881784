-- Whose image it is and where, kept from its beginning for the fact that its contents are there, which says neither.
-- Images of before are charged once the projection billing.charging-spans has been rebuilt.
create table charging_image (
    image     text primary key,
    tenant_id bigint not null,
    label     text not null,
    region    text not null
);
