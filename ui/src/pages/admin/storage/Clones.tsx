import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { storageQueries, type Clone } from '../../../api/storage.ts';
import { useAsOf, useSearchState } from '../../../components/asOf.tsx';
import { useWords } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Empty, Pick } from '../../../ui/index.ts';
import { Figure } from './Figure.tsx';

const LEAST = [25, 50, 75, 90, 99] as const;

/** Volumes that are mostly in another one. */
export function Clones({ id }: { readonly id: number }) {
  const { t, number } = useWords();
  const asOf = useAsOf();
  const [params, change] = useSearchState();
  const least = Number(params.get('least')) || 50;
  const query = useQuery({
    ...storageQueries.clones(id, least, asOf),
    placeholderData: keepPreviousData,
    select: (data) => ({ data, page: 1, pages: 1, results: data.length }),
  });
  const columns: readonly Column<Clone>[] = [
    {
      key: 'volume',
      title: t('sharing.volume'),
      text: (clone) => clone.volume,
      order: byText((clone) => clone.volume),
      render: (clone) => clone.volume,
    },
    {
      key: 'base',
      title: t('sharing.base'),
      text: (clone) => clone.base,
      order: byText((clone) => clone.base),
      render: (clone) => clone.base,
    },
    {
      key: 'contained',
      title: t('sharing.contained'),
      numeric: true,
      text: (clone) => String(clone.containedPercent),
      order: byNumber((clone) => clone.containedPercent),
      render: (clone) => `${number(clone.containedPercent, 1)} %`,
    },
    {
      key: 'shared',
      title: t('sharing.shared'),
      numeric: true,
      text: (clone) => String(clone.shared.bytes),
      order: byNumber((clone) => clone.shared.bytes),
      render: (clone) => <Figure of={clone.shared} />,
    },
  ];
  return (
    <QueryTable<Clone>
      name="clones"
      label={t('sharing.tabs.clones')}
      query={query}
      columns={columns}
      rowKey={(clone) => clone.volume}
      fixedSort={{ key: 'contained', down: true }}
      filters={
        <Pick
          label={t('sharing.leastContained')}
          value={least}
          clear={false}
          width={200}
          choices={LEAST.map((value) => ({ value, label: t('sharing.least', { text: value }) }))}
          onChange={(value) => change({ least: value === 50 ? undefined : value?.toString() })}
        />
      }
      empty={
        <Empty title={t('sharing.noClones')}>
          <p>{t('sharing.noClonesNext')}</p>
        </Empty>
      }
    />
  );
}
