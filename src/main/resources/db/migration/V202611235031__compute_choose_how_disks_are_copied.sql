-- How a disk that begins as a copy was asked to be made: LINKED, FULL, or as the machine room finds best.
alter table guest_disk_view add column copy text;

-- The simulated machine room: the image that a disk grows from.
alter table simulated_disk add column grows_from text;
update simulated_disk set grows_from = split_part(content, ' for ', 1) where content like '% for %';
