-- How a batch stood from when on, so that lists of batches can be shown as of an instant; like the batch not of the book.
create table import_course (
    batch_id  bigint      not null references import_batch on delete cascade,
    since     timestamptz not null,
    state     text        not null,
    done      bigint      not null,
    row_count bigint      not null,
    good      bigint      not null,
    same      bigint      not null,
    bad       bigint      not null,
    applied   bigint      not null,
    failure   text,
    primary key (batch_id, since)
);

insert into import_course
select id, coalesce(changed_at, uploaded_at), state, done, row_count, good, same, bad, applied, failure from import_batch;
