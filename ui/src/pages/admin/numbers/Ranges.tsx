import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { adminQueries } from '../../../api/admin.ts';
import { numberQueries, numbers, RANGE_PURPOSES, type AddressRange } from '../../../api/numbers.ts';
import { useReason } from '../../../components/act.tsx';
import { useAsOf } from '../../../components/asOf.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { useWords } from '../../../components/words.tsx';
import { byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Tag } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { AddButton, useRetireColumn } from './parts.tsx';

export function Ranges() {
  const { t } = useWords();
  const asOf = useAsOf();
  const reason = useReason();
  const [adding, setAdding] = useState(false);
  const [giving, setGiving] = useState<AddressRange>();
  const prefixes = useQuery(adminQueries.prefixes(asOf));
  const query = useQuery({
    ...numberQueries.ranges(undefined, asOf, usePaging('ranges')),
    placeholderData: keepPreviousData,
  });
  const prefix = (range: AddressRange) =>
    prefixes.data?.data.find((each) => each.id === range.prefixId)?.cidr ?? `#${range.prefixId}`;
  const acts = useRetireColumn<AddressRange>(
    'ranges',
    (range) => `${range.first} – ${range.last}`,
    (range) => (
      <Button
        reason={reason('inventory') ?? (range.purpose === 'POOL' ? undefined : t('numbers.onlyPools'))}
        onClick={() => setGiving(range)}
      >
        {t('addresses.take')}
      </Button>
    ),
  );
  const columns: readonly Column<AddressRange>[] = [
    {
      key: 'first',
      title: t('numbers.firstAddress'),
      text: (range) => range.first,
      order: byText((range) => range.first),
      render: (range) => <span className="mono">{range.first}</span>,
    },
    {
      key: 'last',
      title: t('numbers.lastAddress'),
      text: (range) => range.last,
      render: (range) => <span className="mono">{range.last}</span>,
    },
    {
      key: 'purpose',
      title: t('numbers.purpose'),
      text: (range) => t(`numbers.purposes.${range.purpose}`),
      order: byText((range) => range.purpose),
      render: (range) => <Tag>{t(`numbers.purposes.${range.purpose}`)}</Tag>,
    },
    {
      key: 'prefix',
      title: t('addresses.prefix'),
      text: prefix,
      order: byText(prefix),
      render: (range) => <Link to={paths.prefix(range.prefixId)}>{prefix(range)}</Link>,
    },
    {
      key: 'description',
      title: t('numbers.description'),
      text: (range) => range.description ?? '',
      render: (range) => range.description ?? '–',
    },
    acts,
  ];
  return (
    <>
      <QueryTable<AddressRange>
        name="ranges"
        label={t('numbers.tabs.ranges')}
        query={query}
        columns={columns}
        paged
        rowKey={(range) => String(range.id)}
        actions={<AddButton text={t('numbers.addRange')} onClick={() => setAdding(true)} />}
        empty={
          <Empty title={t('numbers.noRanges')}>
            <p>{t('numbers.noRangesNext')}</p>
          </Empty>
        }
      />
      {adding ? (
        <FormDialog
          title={t('numbers.addRange')}
          fields={[
            {
              name: 'prefixId',
              label: t('addresses.prefix'),
              kind: 'choice',
              loading: prefixes.isPending,
              choices: (prefixes.data?.data ?? [])
                .filter((each) => !each.container)
                .map((each) => ({ value: each.id, label: each.cidr })),
            },
            {
              name: 'purpose',
              label: t('numbers.purpose'),
              kind: 'choice',
              choices: RANGE_PURPOSES.map((purpose) => ({ value: purpose, label: t(`numbers.purposes.${purpose}`) })),
            },
            { name: 'first', label: t('numbers.firstAddress'), kind: 'mono', maxLength: 45 },
            { name: 'last', label: t('numbers.lastAddress'), kind: 'mono', maxLength: 45 },
            { name: 'description', label: t('numbers.description'), optional: true, maxLength: 200, wide: true },
          ]}
          initial={{ purpose: 'DHCP' }}
          run={(values, key) => numbers.setRangeApart(values, key)}
          stale={['/admin/v1/ranges', '/admin/v1/prefixes']}
          done={t('numbers.rangeAdded')}
          onClose={() => setAdding(false)}
        />
      ) : null}
      {giving ? (
        <FormDialog
          title={t('numbers.giveFrom', { first: giving.first, last: giving.last })}
          submit={t('addresses.take')}
          fields={[
            { name: 'count', label: t('addresses.count'), kind: 'number', min: 1, max: 256 },
            { name: 'note', label: t('addresses.note'), optional: true, maxLength: 200 },
          ]}
          initial={{ count: 1 }}
          run={(values, key) => numbers.giveFromRange(giving.id, values, key)}
          stale={['/admin/v1/ranges', '/admin/v1/prefixes']}
          done={t('addresses.tookDone')}
          onClose={() => setGiving(undefined)}
        />
      ) : null}
    </>
  );
}
