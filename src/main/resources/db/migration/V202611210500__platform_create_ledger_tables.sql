-- The book itself: additive only, for ever.
create extension if not exists btree_gist;

create table domain_event (
    global_index     bigint generated always as identity primary key,
    event_id         text        not null unique,
    aggregate_id     text        not null,
    sequence_number  bigint      not null,
    aggregate_type   text,
    recorded_at      timestamptz not null,
    payload_type     text        not null,
    payload_revision text,
    payload          jsonb       not null,
    meta_data        jsonb       not null,
    unique (aggregate_id, sequence_number)
);

create table snapshot_event (
    event_id         text        not null unique,
    aggregate_id     text        not null,
    sequence_number  bigint      not null,
    aggregate_type   text        not null,
    recorded_at      timestamptz not null,
    payload_type     text        not null,
    payload_revision text,
    payload          jsonb       not null,
    meta_data        jsonb       not null,
    primary key (aggregate_id, sequence_number)
);

create table processor_token (
    processor_name text not null,
    segment        int  not null,
    token          text,
    token_type     text,
    touched_at     text,
    owner          text,
    primary key (processor_name, segment)
);

create table dead_letter (
    dead_letter_id     text   not null primary key,
    processing_group   text   not null,
    sequence_id        text   not null,
    sequence_index     bigint not null,
    message_type       text   not null,
    event_id           text   not null,
    recorded_at        text   not null,
    payload_type       text   not null,
    payload_revision   text,
    payload            bytea  not null,
    meta_data          bytea,
    aggregate_type     text,
    aggregate_id       text,
    sequence_number    bigint,
    token_type         text,
    token              bytea,
    enqueued_at        text   not null,
    last_touched       text,
    processing_started text,
    cause_type         text,
    cause_message      text,
    diagnostics        bytea,
    unique (processing_group, sequence_id, sequence_index)
);
create index dead_letter_by_sequence on dead_letter (processing_group, sequence_id);

create table claim (
    kind   text not null,
    value  text not null,
    holder text not null,
    primary key (kind, value)
);
create index claim_by_holder on claim (holder);

create table stored_answer (
    caller   text        not null,
    key      text        not null,
    digest   text        not null,
    answer   text        not null default '',
    asked_at timestamptz not null,
    primary key (caller, key)
);

create table clock_ahead (
    only_row     boolean primary key check (only_row),
    ahead_micros bigint  not null
);

create table person_key (
    person text primary key,
    secret bytea
);
