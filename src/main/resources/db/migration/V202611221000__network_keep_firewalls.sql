create sequence firewall_number;
create sequence firewalldevice_number;
create sequence ruleset_number;

-- Sets of rules as decisions lock them.
create table firewall_ruleset (
    id        bigint primary key,
    tenant_id bigint  not null,
    inbound   boolean not null
);

create index view_history_of_firewalls on view_history using gin (shown jsonb_path_ops) where kind = 'firewall';
