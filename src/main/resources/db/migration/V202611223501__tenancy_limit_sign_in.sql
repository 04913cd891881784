-- From where a person signs in; none for anywhere. An attempt may be refused for where it came from.
alter table person_view add column sign_in_from text[] not null default '{}';
alter table login_view add column elsewhere boolean not null default false;
