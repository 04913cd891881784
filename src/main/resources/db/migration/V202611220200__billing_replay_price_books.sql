create sequence pricereplay_number;

-- What a draft of prices would have made of a month that is over.
create table price_replay (
    id           bigint primary key,
    book_id      bigint      not null,
    book_version bigint      not null,
    month        date        not null,
    prices_at    timestamptz,
    requested_by text        not null,
    started_at   timestamptz not null
);
create index price_replay_by_book on price_replay (book_id, id);

create table price_replay_item (
    replay_id   bigint not null references price_replay (id),
    account_id  bigint not null,
    state       text   not null default 'PENDING',
    before      numeric(19, 4),
    after       numeric(19, 4),
    code        text,
    reason      text,
    finished_at timestamptz,
    primary key (replay_id, account_id)
);
create index price_replay_item_pending on price_replay_item (replay_id, account_id) where state = 'PENDING';
