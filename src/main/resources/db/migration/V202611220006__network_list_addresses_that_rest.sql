create index address_view_that_rest on address_view (quarantined_until) where quarantined_until is not null;
