import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isLost } from '../../../api/again.ts';
import { adminQueries } from '../../../api/admin.ts';
import { storageQueries, type GroupWish, type MeasuredVolume } from '../../../api/storage.ts';
import { useAsOf, useSearchState } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { Traced } from '../../../components/trace.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Panel, Pick, TableSkeleton, Tag } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { formatBytes } from '../../../util/units.ts';
import { Figure, GroupFacts } from './Figure.tsx';

const distinct = (values: readonly (string | null | undefined)[]): readonly string[] =>
  [...new Set(values.filter((value): value is string => Boolean(value)))].toSorted();

/** The group that the address names: by what volumes belong to. */
export function useGroup() {
  const [params, change] = useSearchState();
  const group: GroupWish = {
    tenantId: Number(params.get('tenant')) || undefined,
    host: params.get('host') ?? undefined,
    tag: params.get('tag') ?? undefined,
  };
  return { group, change };
}

/** Choices of a group, from the volumes that there are. */
export function GroupPicks({ volumes }: { readonly volumes: readonly MeasuredVolume[] }) {
  const { t } = useWords();
  const { group, change } = useGroup();
  const tenants = useQuery({ ...adminQueries.tenants(), staleTime: 60_000 });
  const present = new Set(volumes.map((volume) => volume.tenantId));
  const choices = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
  return (
    <>
      <Pick
        label={t('sharing.tenant')}
        value={group.tenantId}
        width={200}
        choices={(tenants.data?.data ?? [])
          .filter((tenant) => present.has(tenant.id))
          .map((tenant) => ({ value: tenant.id, label: tenant.name }))}
        onChange={(tenant) => change({ tenant: tenant?.toString() })}
      />
      <Pick
        label={t('sharing.host')}
        value={group.host}
        choices={choices(distinct(volumes.map((volume) => volume.host)))}
        onChange={(host) => change({ host })}
      />
      <Pick
        label={t('sharing.tag')}
        value={group.tag}
        choices={choices(distinct(volumes.flatMap((volume) => volume.tags)))}
        onChange={(tag) => change({ tag })}
      />
    </>
  );
}

const isIn = (group: GroupWish, volume: MeasuredVolume): boolean =>
  (group.tenantId === undefined || group.tenantId === volume.tenantId) &&
  (group.host === undefined || group.host === volume.host) &&
  (group.tag === undefined || volume.tags.includes(group.tag));

/** All measured volumes; what is chosen by tenant, host, tag or by hand is counted as one group. */
export function MeasuredVolumes({ id }: { readonly id: number }) {
  const { t, number, locale } = useWords();
  const asOf = useAsOf();
  const { group } = useGroup();
  const [picked, setPicked] = useState<readonly string[]>([]);
  const tenants = useQuery({ ...adminQueries.tenants(), staleTime: 60_000 });
  const query = useQuery({ ...storageQueries.volumes(id, asOf), placeholderData: keepPreviousData });
  const all = query.data?.data ?? [];
  const shown = all.filter((volume) => isIn(group, volume));
  const tenant = (volume: MeasuredVolume) =>
    volume.tenantId
      ? (tenants.data?.data.find((each) => each.id === volume.tenantId)?.name ?? String(volume.tenantId))
      : '';
  const bytes = (key: 'standalone' | 'reclaimable' | 'attributed'): Column<MeasuredVolume> => ({
    key,
    title: t(`sharing.${key}`),
    numeric: true,
    text: (volume) => String(volume[key].bytes),
    order: byNumber((volume) => volume[key].bytes),
    render: (volume) => <Figure of={volume[key]} />,
  });
  const columns: readonly Column<MeasuredVolume>[] = [
    {
      key: 'name',
      title: t('sharing.volume'),
      text: (volume) => volume.name,
      order: byText((volume) => volume.name),
      render: (volume) => volume.name,
    },
    {
      key: 'tenant',
      title: t('sharing.tenant'),
      text: tenant,
      order: byText(tenant),
      render: (volume) => (volume.tenantId ? <Link to={paths.tenant(volume.tenantId)}>{tenant(volume)}</Link> : '–'),
    },
    {
      key: 'host',
      title: t('sharing.host'),
      text: (volume) => volume.host ?? '',
      order: byText((volume) => volume.host ?? ''),
      render: (volume) => volume.host ?? '–',
    },
    {
      key: 'tags',
      title: t('sharing.tags'),
      text: (volume) => volume.tags.join(' '),
      render: (volume) => volume.tags.map((tag) => <Tag key={tag}>{tag}</Tag>),
    },
    {
      key: 'logical',
      title: t('sharing.logical'),
      numeric: true,
      text: (volume) => String(volume.logicalBytes),
      order: byNumber((volume) => volume.logicalBytes),
      render: (volume) => formatBytes(volume.logicalBytes, locale),
    },
    bytes('standalone'),
    bytes('reclaimable'),
    bytes('attributed'),
    {
      key: 'at',
      title: t('sharing.measuredAt'),
      text: (volume) => volume.measuredAt,
      order: byText((volume) => volume.measuredAt),
      render: (volume) => (
        <Traced to={{ kind: 'history', id: `sketch-${volume.sketchId}` }}>
          <When at={volume.measuredAt} />
        </Traced>
      ),
    },
  ];
  const kept = picked.filter((name) => shown.some((volume) => volume.name === name));
  const wish: GroupWish = kept.length > 0 ? { ...group, volumes: kept } : group;
  return (
    <div className="stack">
      {shown.length === 0 ? null : (
        <Panel
          title={t('sharing.group')}
          extra={
            kept.length > 0 ? (
              <Button onClick={() => setPicked([])}>{t('sharing.unpick', { text: number(kept.length) })}</Button>
            ) : undefined
          }
        >
          <GroupOf id={id} wish={wish} />
        </Panel>
      )}
      <QueryTable<MeasuredVolume>
        name="sharing"
        label={t('sharing.measuredVolumes')}
        query={{ ...query, data: query.data ? { ...query.data, data: shown, results: shown.length } : undefined }}
        columns={columns}
        rowKey={(volume) => volume.name}
        fixedSort={{ key: 'attributed', down: true }}
        select={{ keys: kept, onChange: setPicked }}
        filters={<GroupPicks volumes={all} />}
        empty={
          <Empty title={all.length === 0 ? t('sharing.nothing') : t('common.nothingMatches')}>
            <p>{t('sharing.nothingNext')}</p>
          </Empty>
        }
      />
    </div>
  );
}

function GroupOf({ id, wish }: { readonly id: number; readonly wish: GroupWish }) {
  const { t } = useWords();
  const asOf = useAsOf();
  const query = useQuery({ ...storageQueries.figures(id, wish, asOf), placeholderData: keepPreviousData });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  return <GroupFacts figures={query.data} />;
}
