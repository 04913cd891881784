create sequence tenant_number;
-- Number 1 is the first operator's.
create sequence person_number start with 2;
create sequence token_number;
create sequence sshkey_number;
create sequence login_number;
create sequence oauthclient_number;

create table tenant_view (
    id                           bigint primary key,
    version                      bigint      not null,
    name                         text        not null,
    currency                     text        not null,
    time_zone                    text        not null,
    suspended                    boolean     not null,
    suspended_reason             text,
    opened_at                    timestamptz not null,
    company                      text,
    email                        text,
    first_name                   text,
    last_name                    text,
    address1                     text,
    address2                     text,
    city                         text,
    state                        text,
    zip                          text,
    country                      text,
    phone                        text,
    tax_id                       text,
    network_helper               boolean     not null,
    backups_enabled              boolean     not null,
    interfaces_for_new_linodes   text        not null,
    maintenance_policy           text        not null
);
create index tenant_view_by_name on tenant_view (name);

create table person_view (
    id                  bigint primary key,
    version             bigint      not null,
    role                text        not null,
    tenant_id           bigint,
    restricted          boolean     not null,
    state               text        not null,
    username            text        not null,
    email               text,
    display_name        text,
    time_zone           text,
    language            text,
    email_notifications boolean     not null,
    grants              text        not null,
    invited_at          timestamptz not null,
    password_set_at     timestamptz,
    last_login_at       timestamptz,
    last_login_ok       boolean
);
create index person_view_by_tenant on person_view (tenant_id, username);
create index person_view_by_username on person_view (lower(username)) where state = 'ACTIVE';

create table ssh_key_view (
    id        bigint primary key,
    person_id bigint      not null,
    label     text        not null,
    key       text        not null,
    added_at  timestamptz not null
);
create index ssh_key_view_by_person on ssh_key_view (person_id);

create table login_view (
    id         bigint primary key,
    person_id  bigint      not null,
    tenant_id  bigint,
    at         timestamptz not null,
    address    text        not null,
    restricted boolean     not null,
    successful boolean     not null
);
create index login_view_by_tenant on login_view (tenant_id, id);
create index login_view_by_person on login_view (person_id, id);

create table token_view (
    id            bigint primary key,
    version       bigint      not null,
    person_id     bigint      not null,
    token_use     text        not null,
    label         text        not null,
    scopes        text        not null,
    hash          text        not null unique,
    refresh_hash  text unique,
    start         text        not null,
    client_id     bigint,
    issued_at     timestamptz not null,
    expiry        timestamptz,
    first_used_at timestamptz
);
create index token_view_by_person on token_view (person_id);

create table oauth_client_view (
    id            bigint primary key,
    version       bigint      not null,
    tenant_id     bigint      not null,
    key           text        not null unique,
    label         text        not null,
    redirect_uri  text        not null,
    open          boolean     not null,
    secret_hash   text,
    registered_at timestamptz not null
);
create index oauth_client_view_by_tenant on oauth_client_view (tenant_id);
