-- What a host's filter of a guest was when the portal had set it, by the host's address: in the words of libvirt, so that
-- only what somebody changed differs.
create table told_filter (
    instance_id bigint not null,
    uri         text   not null,
    told        text   not null,
    primary key (instance_id, uri)
);

-- The simulated machine room: what somebody made of a guest's filter; null where it is as it was set.
alter table simulated_guest add column filter_changed text;

-- Nothing is known of filters that were set before, so that each guest's is set once more.
insert into filter_work (instance_id, wish, due_at, attempts)
select id, 1, clock_timestamp(), 0
from instance_view
where host_id is not null and status not in ('PROVISIONING', 'AWAITING_APPROVAL', 'FAILED', 'DELETING', 'DELETION_FAILED')
on conflict (instance_id) do nothing;
