alter table power_node_view add column alarm text, add column alarm_since timestamptz;
create index power_node_view_by_alarm on power_node_view (alarm) where alarm is not null;
