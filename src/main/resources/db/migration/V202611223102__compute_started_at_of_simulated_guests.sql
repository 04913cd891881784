alter table simulated_guest add column started_at timestamptz;

update simulated_guest set started_at = current_timestamp where running;
