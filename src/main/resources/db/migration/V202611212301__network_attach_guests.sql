create sequence nic_number;

create table nic_view (
    id            bigint      primary key,
    version       bigint      not null,
    instance_id   bigint      not null,
    tenant_id     bigint      not null,
    position      integer     not null,
    purpose       text        not null,
    is_primary    boolean     not null,
    label         text,
    ipam_address  text,
    vlan_id       bigint,
    vpc_id        bigint,
    subnet_id     bigint,
    segment       bigint,
    assignment_id bigint,
    address       text,
    prefix_length integer,
    nat_address   text,
    attached_at   timestamptz not null
);
create index nic_view_by_instance on nic_view (instance_id);
create index nic_view_by_vpc on nic_view (vpc_id) where vpc_id is not null;
create index nic_view_by_vlan on nic_view (vlan_id) where vlan_id is not null;
create index nic_view_by_tenant on nic_view (tenant_id);

alter table instance_view add column arranged boolean not null default false;

alter table simulated_guest add column wires text not null default '';
