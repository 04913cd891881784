import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { adminQueries } from '../../../api/admin.ts';
import { useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords } from '../../../components/words.tsx';
import { TableSkeleton, Tabs } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { Chunkings } from './Chunkings.tsx';
import { Clones } from './Clones.tsx';
import { MeasuredVolumes } from './MeasuredVolumes.tsx';
import { Moves } from './Moves.tsx';
import { SendSketch } from './SendSketch.tsx';
import { PoolNav } from './StorageNav.tsx';

/** What a pool's volumes share, as scans measured it. */
export default function SharingPage() {
  const id = Number(useParams()['id']);
  const { t } = useWords();
  const asOf = useAsOf();
  useShowsPast();
  const [params, change] = useSearchState();
  const pool = useQuery({ ...adminQueries.pool(id, asOf), placeholderData: keepPreviousData });
  if (isLost(pool)) return <FailureNotice error={pool.error} onRetry={() => void pool.refetch()} />;
  if (pool.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  return (
    <>
      <PageHead
        title={t('sharing.title', { name: pool.data.name })}
        crumbs={[
          { text: t('shell.nav.storage'), to: paths.pools() },
          { text: pool.data.name, to: paths.pool(id) },
        ]}
        sub={pool.data.kind}
      />
      <PoolNav id={id} />
      <Tabs
        active={params.get('tab') ?? 'volumes'}
        onChange={(key) => change({ tab: key === 'volumes' ? undefined : key })}
        tabs={[
          { key: 'volumes', label: t('sharing.tabs.volumes'), content: <MeasuredVolumes id={id} /> },
          { key: 'moves', label: t('sharing.tabs.moves'), content: <Moves pool={pool.data} /> },
          { key: 'clones', label: t('sharing.tabs.clones'), content: <Clones id={id} /> },
          { key: 'chunks', label: t('sharing.tabs.chunks'), content: <Chunkings id={id} /> },
          { key: 'send', label: t('sharing.tabs.send'), content: <SendSketch id={id} /> },
        ]}
      />
    </>
  );
}
