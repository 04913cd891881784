-- Not derivable from facts, which hold no secret.
create table person_password (
    person_id bigint primary key,
    hash      text not null
);

-- A browser's session lasts by the machine's time, whatever the book's clock says.
create table web_session (
    hash       text primary key,
    person_id  bigint      not null,
    opened_at  timestamptz not null default now(),
    expires_at timestamptz not null
);
create index web_session_by_person on web_session (person_id);
create index web_session_by_expiry on web_session (expires_at);

-- Refused sign-ins by the digest of a username or an address, within a window.
create table sign_in_attempt (
    subject      text primary key,
    failures     int         not null,
    window_began timestamptz not null
);

create table oauth_code (
    hash         text primary key,
    client_id    bigint      not null,
    person_id    bigint      not null,
    scopes       text        not null,
    redirect_uri text        not null,
    challenge    text,
    expires_at   timestamptz not null
);

-- A person's own arrangement of the screens: free JSON, nobody's business but theirs.
create table person_preferences (
    person_id   bigint primary key,
    preferences jsonb not null
);
