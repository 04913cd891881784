-- Guests whose moves may have left something on hosts that they are not on; a newer wish has a higher number.
create table move_remains (
    instance_id  bigint primary key,
    wish         bigint      not null,
    due_at       timestamptz not null,
    attempts     int         not null,
    leased_until timestamptz,
    last_error   text
);
create index move_remains_by_due on move_remains (due_at);
