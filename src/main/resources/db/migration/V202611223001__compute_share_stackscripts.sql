alter table stackscript_view add column is_public boolean not null default false;
alter table stackscript_view add column taken_down text;
alter table stackscript_view add column deployments_active int not null default 0;
create index stackscript_view_public on stackscript_view (id) where is_public;

create table stackscript_use (
    instance_id    bigint primary key,
    stackscript_id bigint not null
);
create index stackscript_use_by_script on stackscript_use (stackscript_id);

insert into stackscript_use (instance_id, stackscript_id)
select (e.payload ->> 'instanceId')::bigint, (e.payload ->> 'stackScriptId')::bigint
from domain_event e
join instance_view i on i.id = (e.payload ->> 'instanceId')::bigint
join stackscript_view s on s.id = (e.payload ->> 'stackScriptId')::bigint
where e.payload_type = 'compute.StackScriptDeployed'
on conflict do nothing;

update stackscript_view s
set deployments_active = (select count(*) from stackscript_use u where u.stackscript_id = s.id);
