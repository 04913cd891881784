create index prefix_view_by_words on prefix_view using gin (lower(cidr) gin_trgm_ops, lower(description) gin_trgm_ops);
create index address_view_by_beginning on address_view (address text_pattern_ops) where released_at is null;

-- What is kept as its history alone is few, but lies among the histories of all that is many.
create index view_history_of_shelves_now on view_history (kind, id)
    where upper_inf(valid) and kind in ('aggregate', 'vlan', 'vlan_group', 'vni', 'vni_pool', 'vpc', 'vrf');
