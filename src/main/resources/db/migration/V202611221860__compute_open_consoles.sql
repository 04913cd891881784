-- One use, soon over: who may open a guest's console through a socket, which carries no other credential.
create table console_ticket (
    hash text primary key,
    instance_id bigint not null,
    host_id bigint not null,
    kind text not null,
    expires_at timestamptz not null
);
create index console_ticket_by_instance on console_ticket (instance_id);
