create index account_event_view_done on account_event_view (action, id desc) where status = 'finished';
