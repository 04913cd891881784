create sequence queued_number;

-- An event of an action that waits has the action's number, and what was before it when it joined. One whose turn came
-- keeps the number until the action's own fact begins it.
alter table account_event_view
    add column queued_number  bigint,
    add column queued_behind  text,
    add column reached_number bigint;
