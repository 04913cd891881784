import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { adminQueries } from '../../../api/admin.ts';
import type { PoolVolume } from '../../../api/admin-types.ts';
import { useAsOf } from '../../../components/asOf.tsx';
import { Link } from '../../../components/Link.tsx';
import { Status, useStateWord } from '../../../components/Status.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Empty, Panel } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { formatBytes } from '../../../util/units.ts';

/** Disks of guests that lie in a pool: whose, how much was promised, since when. */
export function PoolVolumes({ id }: { readonly id: number }) {
  const { t, locale } = useWords();
  const asOf = useAsOf();
  const stateWord = useStateWord();
  const paging = usePaging('volumes');
  const query = useQuery({ ...adminQueries.poolVolumes(id, { asOf, ...paging }), placeholderData: keepPreviousData });
  const columns: readonly Column<PoolVolume>[] = [
    {
      key: 'label',
      title: t('storage.volume'),
      text: (volume) => volume.label,
      order: byText((volume) => volume.label),
      render: (volume) => <Link to={paths.guest(volume.instanceId)}>{volume.label}</Link>,
    },
    {
      key: 'status',
      title: t('machines.status'),
      text: (volume) => stateWord(volume.status),
      order: byText((volume) => volume.status),
      render: (volume) => (
        <Status state={volume.status} trace={{ kind: 'history', id: `instance-${volume.instanceId}` }} />
      ),
    },
    {
      key: 'tenant',
      title: t('guests.tenant'),
      text: (volume) => volume.tenantName ?? String(volume.tenantId),
      order: byText((volume) => volume.tenantName ?? ''),
      render: (volume) => <Link to={paths.tenant(volume.tenantId)}>{volume.tenantName ?? volume.tenantId}</Link>,
    },
    {
      key: 'host',
      title: t('guests.host'),
      text: (volume) => volume.hostName ?? String(volume.hostId ?? ''),
      order: byText((volume) => volume.hostName ?? ''),
      render: (volume) =>
        volume.hostId ? <Link to={paths.host(volume.hostId)}>{volume.hostName ?? volume.hostId}</Link> : '–',
    },
    {
      key: 'promised',
      title: t('storage.promised'),
      numeric: true,
      text: (volume) => String(volume.promisedBytes),
      order: byNumber((volume) => volume.promisedBytes),
      render: (volume) => formatBytes(volume.promisedBytes, locale),
    },
    {
      key: 'since',
      title: t('storage.since'),
      text: (volume) => volume.since ?? '',
      order: byText((volume) => volume.since ?? ''),
      render: (volume) => <When at={volume.since} />,
    },
  ];
  return (
    <Panel title={t('storage.volumes')}>
      <QueryTable<PoolVolume>
        name="volumes"
        label={t('storage.volumes')}
        query={query}
        columns={columns}
        paged
        rowKey={(volume) => String(volume.instanceId)}
        empty={
          <Empty title={t('storage.noVolumes')}>
            <p>{t('storage.noVolumesNext')}</p>
          </Empty>
        }
      />
    </Panel>
  );
}
