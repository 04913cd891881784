-- What stood in a rack at an instant, without a look at every device there ever was.
create index view_history_of_devices_by_rack on view_history (((shown ->> 'rackId')::bigint)) where kind = 'device';
