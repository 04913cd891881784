import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { storageQueries } from '../../../api/storage.ts';
import { useAsOf, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords } from '../../../components/words.tsx';
import { TableSkeleton } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { Agents } from './Agents.tsx';
import { Collection } from './Collection.tsx';
import { Disks } from './Disks.tsx';
import { PoolOffer } from './PoolOffer.tsx';
import { PoolNav } from './StorageNav.tsx';
import { ThresholdsPanel } from './ThresholdsPanel.tsx';

/** How a pool is read, by whom, when it warns, what it stands on, and whose disks it takes. */
export default function SettingsPage() {
  const id = Number(useParams()['id']);
  const { t } = useWords();
  const asOf = useAsOf();
  useShowsPast();
  const pool = useQuery({ ...storageQueries.setup(id, asOf), placeholderData: keepPreviousData });
  if (isLost(pool)) return <FailureNotice error={pool.error} onRetry={() => void pool.refetch()} />;
  if (pool.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  return (
    <div className="stack">
      <PageHead
        title={t('sharing.settingsTitle', { name: pool.data.name })}
        crumbs={[
          { text: t('shell.nav.storage'), to: paths.pools() },
          { text: pool.data.name, to: paths.pool(id) },
        ]}
        sub={pool.data.kind}
      />
      <PoolNav id={id} />
      <Collection pool={pool.data} />
      <Agents id={id} />
      <ThresholdsPanel id={id} />
      <Disks pool={pool.data} />
      <PoolOffer pool={pool.data} />
    </div>
  );
}
