-- Overcommitment is dated: since when and why the one that was said last holds, and what begins later, a line each.
alter table host_view
    add column overcommit_from   timestamptz,
    add column overcommit_reason text,
    add column overcommit_dates  text[] not null default '{}';

-- What was said before, from the hosts themselves.
update host_view h
set overcommit_from = said.recorded_at, overcommit_reason = said.payload ->> 'reason'
from (
    select distinct on (aggregate_id) aggregate_id, recorded_at, payload
    from domain_event
    where payload_type in ('compute.HostEnabled', 'compute.OvercommitChanged')
    order by aggregate_id, sequence_number desc
) said
where said.aggregate_id = 'host-' || h.id;
