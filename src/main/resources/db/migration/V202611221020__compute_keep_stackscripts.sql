create sequence stackscript_number;

create table stackscript_view (
    id          bigint primary key,
    version     bigint      not null,
    tenant_id   bigint      not null,
    author      text        not null,
    label       text        not null,
    description text        not null,
    images      text[]      not null,
    script      text        not null,
    rev_note    text        not null,
    deployments int         not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);
create index stackscript_view_by_tenant on stackscript_view (tenant_id, id);

-- What a guest runs at its first start, with what was given to it: it may hold secrets, so it is in no fact.
alter table guest_access add column first_boot text;
alter table simulated_guest add column first_boot text;
