import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isLost } from '../../../api/again.ts';
import { adminQueries } from '../../../api/admin.ts';
import { storageQueries, type GroupWish, type MeasuredPool } from '../../../api/storage.ts';
import { useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { Button, Empty, FormBox, Panel, Pick, TableSkeleton, TextField, useForm } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { formatBytes } from '../../../util/units.ts';
import { Figure, GroupFacts } from './Figure.tsx';
import { StorageNav } from './StorageNav.tsx';

/** Any group of measured volumes over all pools, and the pools of which anything was measured. */
export default function GroupsPage() {
  const { t } = useWords();
  useShowsPast();
  return (
    <div className="stack">
      <PageHead
        title={t('sharing.groupsTitle')}
        crumbs={[{ text: t('shell.nav.storage'), to: paths.pools() }]}
        sub={t('sharing.groupsSub')}
      />
      <StorageNav />
      <AskEverywhere />
      <MeasuredPools />
    </div>
  );
}

interface Words {
  readonly host?: string;
  readonly tag?: string;
}

function AskEverywhere() {
  const { t } = useWords();
  const [params, change] = useSearchState();
  const tenants = useQuery({ ...adminQueries.tenants(), staleTime: 60_000 });
  const handle = useForm<Words>();
  const [tenant, setTenant] = useState<number | undefined>(Number(params.get('tenant')) || undefined);
  const group: GroupWish = {
    tenantId: Number(params.get('tenant')) || undefined,
    host: params.get('host') ?? undefined,
    tag: params.get('tag') ?? undefined,
  };
  const asked = group.tenantId !== undefined || group.host !== undefined || group.tag !== undefined;
  return (
    <Panel title={t('sharing.ask')}>
      <FormBox<Words>
        handle={handle}
        label={t('sharing.ask')}
        initial={{ ...(group.host ? { host: group.host } : {}), ...(group.tag ? { tag: group.tag } : {}) }}
        onSubmit={(words) => change({ tenant: tenant?.toString(), host: words.host, tag: words.tag })}
      >
        <div className="pick-line">
          <Pick
            label={t('sharing.tenant')}
            value={tenant}
            width={240}
            choices={(tenants.data?.data ?? []).map((each) => ({ value: each.id, label: each.name }))}
            onChange={setTenant}
          />
        </div>
        <div className="two">
          <TextField name="host" label={t('sharing.host')} maxLength={200} />
          <TextField name="tag" label={t('sharing.tag')} maxLength={50} />
        </div>
        <Button kind="primary" submit>
          {t('sharing.count')}
        </Button>
      </FormBox>
      {asked ? <Everywhere group={group} /> : <p className="muted">{t('sharing.askHint')}</p>}
    </Panel>
  );
}

function Everywhere({ group }: { readonly group: GroupWish }) {
  const { t, number, locale } = useWords();
  const asOf = useAsOf();
  const query = useQuery(storageQueries.everywhere(group, asOf));
  const pools = useQuery({ ...storageQueries.measuredPools(asOf), placeholderData: keepPreviousData });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const name = (id: number) => pools.data?.data.find((pool) => pool.poolId === id)?.name ?? String(id);
  type Part = (typeof query.data.pools)[number];
  return (
    <>
      <GroupFacts figures={query.data.figures} />
      <PlainTable<Part>
        name="group-by-pool"
        label={t('sharing.byPool')}
        rows={query.data.pools}
        rowKey={(part) => String(part.poolId)}
        columns={[
          {
            key: 'pool',
            title: t('storage.name'),
            text: (part) => name(part.poolId),
            render: (part) => <Link to={paths.poolSharing(part.poolId)}>{name(part.poolId)}</Link>,
          },
          {
            key: 'volumes',
            title: t('sharing.volumes'),
            numeric: true,
            text: (part) => String(part.figures.volumes),
            render: (part) => number(part.figures.volumes),
          },
          {
            key: 'logical',
            title: t('sharing.logical'),
            numeric: true,
            text: (part) => String(part.figures.logicalBytes),
            render: (part) => formatBytes(part.figures.logicalBytes, locale),
          },
          ...(['standalone', 'reclaimable', 'attributed'] as const).map((key) => ({
            key,
            title: t(`sharing.${key}`),
            numeric: true,
            text: (part: Part) => String(part.figures[key].bytes),
            render: (part: Part) => <Figure of={part.figures[key]} />,
          })),
        ]}
      />
    </>
  );
}

function MeasuredPools() {
  const { t, number, locale } = useWords();
  const asOf = useAsOf();
  const query = useQuery({ ...storageQueries.measuredPools(asOf), placeholderData: keepPreviousData });
  const columns: readonly Column<MeasuredPool>[] = [
    {
      key: 'name',
      title: t('storage.name'),
      text: (pool) => pool.name,
      order: byText((pool) => pool.name),
      render: (pool) => <Link to={paths.poolSharing(pool.poolId)}>{pool.name}</Link>,
    },
    {
      key: 'kind',
      title: t('storage.kind'),
      text: (pool) => pool.kind,
      order: byText((pool) => pool.kind),
      render: (pool) => pool.kind,
    },
    {
      key: 'volumes',
      title: t('sharing.volumes'),
      numeric: true,
      text: (pool) => String(pool.volumes),
      order: byNumber((pool) => pool.volumes),
      render: (pool) => number(pool.volumes),
    },
    {
      key: 'logical',
      title: t('sharing.logical'),
      numeric: true,
      text: (pool) => String(pool.logicalBytes),
      order: byNumber((pool) => pool.logicalBytes),
      render: (pool) => formatBytes(pool.logicalBytes, locale),
    },
    {
      key: 'attributed',
      title: t('sharing.stored'),
      numeric: true,
      text: (pool) => String(pool.attributedBytes),
      order: byNumber((pool) => pool.attributedBytes),
      render: (pool) => formatBytes(pool.attributedBytes, locale),
    },
    {
      key: 'at',
      title: t('sharing.measuredAt'),
      text: (pool) => pool.measuredAt,
      order: byText((pool) => pool.measuredAt),
      render: (pool) => <When at={pool.measuredAt} />,
    },
  ];
  return (
    <QueryTable<MeasuredPool>
      name="measured"
      label={t('sharing.measuredPools')}
      query={query}
      columns={columns}
      rowKey={(pool) => String(pool.poolId)}
      empty={
        <Empty title={t('sharing.nothing')}>
          <p>{t('sharing.nothingNext')}</p>
        </Empty>
      }
    />
  );
}
