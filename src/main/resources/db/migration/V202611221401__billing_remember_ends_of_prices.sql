-- When a price was given an end, and what its end was before: prices as they were known at an instant.
create table price_entry_end_view (
    book_id      bigint      not null,
    number       int         not null,
    version      bigint      not null,
    told_at      timestamptz not null,
    until_before timestamptz,
    primary key (book_id, number, version)
);

-- Ends that were told before this table was there, from the book itself.
insert into price_entry_end_view (book_id, number, version, told_at, until_before)
select split_part(e.aggregate_id, '-', 2)::bigint, (e.payload ->> 'number')::int, e.sequence_number, e.recorded_at,
       coalesce(
           lag((e.payload ->> 'until')::timestamptz) over (
               partition by e.aggregate_id, e.payload ->> 'number' order by e.sequence_number),
           (select (a.payload ->> 'until')::timestamptz from domain_event a
            where a.aggregate_id = e.aggregate_id and a.payload ->> 'number' = e.payload ->> 'number'
              and a.payload_type in ('billing.EntryAdded', 'billing.TariffAdded') limit 1))
from domain_event e
where e.payload_type = 'billing.EntryEnded';
