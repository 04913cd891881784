alter table placement_rule_view add column weights text[] not null default '{}';
