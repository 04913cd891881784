-- Counting the rows of a long file takes longer than a look at its batch may.
alter table import_batch
    add column row_count bigint not null default 0,
    add column good      bigint not null default 0,
    add column same      bigint not null default 0,
    add column bad       bigint not null default 0,
    add column applied   bigint not null default 0;

update import_batch b
set (row_count, good, same, bad, applied) =
    (select count(*), count(*) filter (where state = 'GOOD'), count(*) filter (where state = 'SAME'),
            count(*) filter (where state in ('REFUSED', 'UNREADABLE', 'DOUBLE')),
            count(*) filter (where state = 'APPLIED')
     from import_row r where r.batch_id = b.id);
