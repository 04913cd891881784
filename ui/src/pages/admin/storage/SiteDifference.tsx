import { useQuery } from '@tanstack/react-query';
import { isLost } from '../../../api/again.ts';
import type { SiteDifference as Difference } from '../../../api/admin-types.ts';
import { storageQueries } from '../../../api/storage.ts';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { Panel, TableSkeleton } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { Changes, useChangeText } from './Changes.tsx';

interface DifferenceProps {
  readonly siteId: number;
  readonly from: string;
  readonly to: string | undefined;
}

type OfPool = Difference['pools'][number];

/** A site's pools at two instants: their sums, and what each pool has on disk. */
export function SiteDifference({ siteId, from, to }: DifferenceProps) {
  const { t } = useWords();
  const text = useChangeText();
  const [first, second] = to !== undefined && to < from ? [to, from] : [from, to];
  const query = useQuery(storageQueries.siteDifference(siteId, first, second));
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={4} label={t('common.loading')} />;
  const used = (pool: OfPool) => pool.changes.find((change) => change.figure === 'usedBytes');
  const cell = (pool: OfPool, key: 'before' | 'after' | 'change') => {
    const change = used(pool);
    if (change === undefined) return t('common.unknown');
    return pool.from ? text(change, key) : key === 'after' ? text(change, key) : t('sharing.newPool');
  };
  return (
    <Panel
      title={t('storage.cap.difference')}
      extra={
        <>
          <When at={query.data.from} style="exact" /> → <When at={query.data.to} style="exact" />
        </>
      }
    >
      <Changes name="site-difference" label={t('storage.cap.difference')} changes={query.data.changes} />
      <PlainTable<OfPool>
        name="site-difference-pools"
        label={t('sharing.differenceByPool')}
        rows={query.data.pools}
        rowKey={(pool) => String(pool.poolId)}
        columns={[
          {
            key: 'pool',
            title: t('storage.name'),
            text: (pool) => pool.name,
            render: (pool) => <Link to={paths.pool(pool.poolId)}>{pool.name}</Link>,
          },
          ...(['before', 'after', 'change'] as const).map((key) => ({
            key,
            title: `${t('storage.cap.d_usedBytes')}: ${t(`storage.cap.${key}`)}`,
            numeric: true,
            text: (pool: OfPool) => String(used(pool)?.[key] ?? ''),
            render: (pool: OfPool) => cell(pool, key),
          })),
        ]}
      />
    </Panel>
  );
}
