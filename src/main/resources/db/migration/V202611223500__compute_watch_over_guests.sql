-- Whether a guest is started again when it stops by itself.
alter table instance_view add column watched boolean not null default true;

-- How a simulated guest that is off came to be so by itself: SHUT_DOWN or CRASHED; null when it did not.
alter table simulated_guest add column ending text;
create index simulated_guest_fallen on simulated_guest (instance_id) where ending is not null;
create index wave_guest_view_to_come on wave_guest_view (instance_id) where state in ('WAITING', 'BEGUN');
