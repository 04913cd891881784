import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { numberQueries, numbers, type Aggregate } from '../../../api/numbers.ts';
import { useAsOf } from '../../../components/asOf.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';
import { byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Empty } from '../../../ui/index.ts';
import { AddButton, useRetireColumn } from './parts.tsx';

export function Aggregates() {
  const { t } = useWords();
  const asOf = useAsOf();
  const [adding, setAdding] = useState(false);
  const query = useQuery({
    ...numberQueries.aggregates(asOf, usePaging('aggregates')),
    placeholderData: keepPreviousData,
  });
  const acts = useRetireColumn<Aggregate>('aggregates', (aggregate) => aggregate.cidr);
  const columns: readonly Column<Aggregate>[] = [
    {
      key: 'cidr',
      title: t('numbers.block'),
      text: (aggregate) => aggregate.cidr,
      order: byText((aggregate) => aggregate.cidr),
      render: (aggregate) => <span className="mono">{aggregate.cidr}</span>,
    },
    {
      key: 'registry',
      title: t('numbers.registry'),
      text: (aggregate) => aggregate.registry,
      order: byText((aggregate) => aggregate.registry),
      render: (aggregate) => aggregate.registry,
    },
    {
      key: 'given',
      title: t('numbers.givenOn'),
      text: (aggregate) => aggregate.givenOn ?? '',
      order: byText((aggregate) => aggregate.givenOn ?? ''),
      render: (aggregate) => aggregate.givenOn ?? t('common.unknown'),
    },
    {
      key: 'description',
      title: t('numbers.description'),
      text: (aggregate) => aggregate.description ?? '',
      render: (aggregate) => aggregate.description ?? '–',
    },
    acts,
  ];
  return (
    <>
      <QueryTable<Aggregate>
        name="aggregates"
        label={t('numbers.tabs.aggregates')}
        query={query}
        columns={columns}
        paged
        rowKey={(aggregate) => String(aggregate.id)}
        actions={<AddButton text={t('numbers.addAggregate')} onClick={() => setAdding(true)} />}
        empty={
          <Empty title={t('numbers.noAggregates')}>
            <p>{t('numbers.noAggregatesNext')}</p>
          </Empty>
        }
      />
      {adding ? (
        <FormDialog
          title={t('numbers.addAggregate')}
          fields={[
            { name: 'cidr', label: t('numbers.block'), kind: 'mono', maxLength: 49, hint: t('addresses.cidrHint') },
            { name: 'registry', label: t('numbers.registry'), maxLength: 60, hint: t('numbers.registryHint') },
            { name: 'givenOn', label: t('numbers.givenOn'), kind: 'day', optional: true },
            { name: 'description', label: t('numbers.description'), optional: true, maxLength: 200 },
          ]}
          run={(values, key) => numbers.addAggregate(values, key)}
          stale={['/admin/v1/aggregates']}
          done={t('numbers.aggregateAdded')}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </>
  );
}
