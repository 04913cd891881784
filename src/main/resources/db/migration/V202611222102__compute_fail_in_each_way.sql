-- In which way a call of the simulated room fails.
alter table room_fault add column kind text not null default 'REFUSED';
