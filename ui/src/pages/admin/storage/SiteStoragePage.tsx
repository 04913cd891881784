import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { storageQueries, type SiteCapacity } from '../../../api/storage.ts';
import { useAgainst, useAsOf, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Bar, Button, Empty, Panel, TableSkeleton, Tag } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { formatBytes, formatShare, share } from '../../../util/units.ts';
import { SitePick, useSite } from '../inventory/site.tsx';
import { RatioCourse } from './RatioCourse.tsx';
import { SiteDifference } from './SiteDifference.tsx';
import { SiteTenants } from './SiteTenants.tsx';
import { siteRows, usePartWords } from './siteParts.ts';
import { StackedBars } from './StackedBars.tsx';
import { StorageNav } from './StorageNav.tsx';

/** All pools of a site: what they hold, when they are full, with whose data. */
export default function SiteStoragePage() {
  const { t } = useWords();
  const asOf = useAsOf();
  const against = useAgainst();
  useShowsPast();
  const state = useSite();
  const siteId = state.site?.id ?? 0;
  const query = useQuery({
    ...storageQueries.site(siteId, asOf),
    enabled: siteId > 0,
    placeholderData: keepPreviousData,
  });
  return (
    <div className="stack print-wide">
      <PageHead
        title={t('sharing.siteTitle')}
        crumbs={[{ text: t('shell.nav.storage'), to: paths.pools() }]}
        actions={<Button onClick={() => window.print()}>{t('sharing.print')}</Button>}
      />
      <StorageNav />
      <SitePick state={state} />
      {query.error ? (
        <FailureNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <TableSkeleton columns={5} label={t('common.loading')} />
      ) : (
        <>
          {against === undefined ? null : <SiteDifference siteId={siteId} from={against} to={asOf} />}
          <OfSite siteId={siteId} pools={query.data.data} />
        </>
      )}
    </div>
  );
}

function OfSite({ siteId, pools }: { readonly siteId: number; readonly pools: readonly SiteCapacity[] }) {
  const { t, locale } = useWords();
  const word = usePartWords();
  if (pools.length === 0)
    return (
      <Empty title={t('sharing.noPools')}>
        <p>{t('sharing.noPoolsNext')}</p>
      </Empty>
    );
  const missing = pools.reduce((sum, pool) => sum + (pool.worstCase?.shortBytes ?? 0), 0);
  const unknown = pools.filter((pool) => !pool.worstCase).length;
  return (
    <>
      <Panel title={t('sharing.siteTotal')}>
        <StackedBars rows={siteRows(pools, word)} label={t('sharing.siteTotal')} />
        <p>
          {missing > 0 ? t('sharing.siteShort', { bytes: formatBytes(missing, locale) }) : t('storage.cap.worstFits')}
          {unknown > 0 ? ` ${t('sharing.worstUnknown', { count: unknown })}` : ''}
        </p>
      </Panel>
      <PoolsOfSite pools={pools} />
      <RatioCourse of={{ siteId }} />
      <SiteTenants pools={pools} />
    </>
  );
}

function PoolsOfSite({ pools }: { readonly pools: readonly SiteCapacity[] }) {
  const { t } = useWords();
  const columns = usePoolColumns(pools);
  return (
    <QueryTable<SiteCapacity>
      name="site-pools"
      label={t('sharing.sitePools')}
      query={
        {
          data: { data: pools, page: 1, pages: 1, results: pools.length },
          error: null,
          isPending: false,
          isPlaceholderData: false,
        } as never
      }
      columns={columns}
      rowKey={(pool) => String(pool.poolId)}
      empty={<Empty title={t('sharing.noPools')} />}
    />
  );
}

function usePoolColumns(pools: readonly SiteCapacity[]): readonly Column<SiteCapacity>[] {
  const { t, number, locale } = useWords();
  const asOf = useAsOf();
  const iops = useQueries({ queries: pools.map((pool) => storageQueries.iops(pool.poolId, asOf)) });
  const unknown = <span className="muted">{t('common.unknown')}</span>;
  const bytes = (pool: SiteCapacity) => pool.fillings.find((filling) => filling.on === 'BYTES');
  const promised = (pool: SiteCapacity) => iops[pools.indexOf(pool)]?.data?.promised;
  const used = (pool: SiteCapacity) => iops[pools.indexOf(pool)]?.data?.used ?? undefined;
  const known = (value: number | undefined) => (value === undefined ? unknown : number(value));
  const gives = (pool: SiteCapacity) => {
    const disks = iops[pools.indexOf(pool)]?.data?.disks ?? [];
    const least = disks.map((group) =>
      Math.min(...group.formulas.filter((one) => one.formula !== 'RAW').map((one) => one.iops)),
    );
    return least.length === 0 ? undefined : least.reduce((sum, one) => sum + one, 0);
  };
  const daysText = (pool: SiteCapacity) => {
    const filling = bytes(pool);
    if (typeof filling?.filling !== 'boolean') return t('storage.cap.tooShort', { count: filling?.historyDays ?? 0 });
    if (!filling.filling) return t('storage.cap.notFilling');
    return typeof filling.days === 'number' ? number(filling.days) : t('storage.cap.beyond');
  };
  const interval = (pool: SiteCapacity) => {
    const filling = bytes(pool);
    const end = (days: number | null | undefined) =>
      typeof days === 'number' ? number(days) : t('storage.cap.beyond');
    return filling?.filling ? `${end(filling.daysEarliest)} – ${end(filling.daysLatest)}` : '–';
  };
  return [
    {
      key: 'name',
      title: t('storage.name'),
      text: (pool) => pool.name,
      order: byText((pool) => pool.name),
      render: (pool) => (
        <>
          <Link to={paths.pool(pool.poolId)}>{pool.name}</Link>{' '}
          {pool.alerts.length > 0 ? <Tag kind="warn">{t('sharing.warns')}</Tag> : null}
        </>
      ),
    },
    {
      key: 'kind',
      title: t('storage.kind'),
      text: (pool) => pool.kind,
      order: byText((pool) => pool.kind),
      render: (pool) => pool.kind,
    },
    {
      key: 'fill',
      title: t('storage.fill'),
      width: 220,
      text: (pool) => share(pool.stored.usedBytes, pool.stored.stopBytes).toFixed(4),
      order: byNumber((pool) => share(pool.stored.usedBytes, pool.stored.stopBytes)),
      render: (pool) => (
        <Bar
          label={`${pool.name}: ${t('storage.fill')}`}
          share={share(pool.stored.usedBytes, pool.stored.stopBytes)}
          text={`${formatBytes(pool.stored.usedBytes, locale)} / ${formatBytes(pool.stored.stopBytes, locale)}`}
        />
      ),
    },
    {
      key: 'reduction',
      title: t('storage.cap.reduction'),
      numeric: true,
      text: (pool) => String(pool.reduction ?? ''),
      order: byNumber((pool) => pool.reduction ?? -1),
      render: (pool) => (typeof pool.reduction === 'number' ? `${number(pool.reduction, 2)} : 1` : unknown),
    },
    {
      key: 'overcommit',
      title: t('storage.cap.overcommit'),
      numeric: true,
      text: (pool) => String(pool.overcommit ?? ''),
      order: byNumber((pool) => pool.overcommit ?? -1),
      render: (pool) => (typeof pool.overcommit === 'number' ? `${number(pool.overcommit, 2)} : 1` : unknown),
    },
    {
      key: 'days',
      title: t('storage.cap.days'),
      numeric: true,
      text: daysText,
      order: byNumber((pool) => bytes(pool)?.days ?? Number.MAX_VALUE),
      render: daysText,
    },
    { key: 'interval', title: t('storage.cap.interval'), numeric: true, text: interval, render: interval },
    {
      key: 'error',
      title: t('storage.cap.backTest'),
      numeric: true,
      text: (pool) => String(bytes(pool)?.backTestError ?? ''),
      order: byNumber((pool) => bytes(pool)?.backTestError ?? -1),
      render: (pool) => {
        const error = bytes(pool)?.backTestError;
        return typeof error === 'number' ? formatShare(error, locale) : unknown;
      },
    },
    {
      key: 'worst',
      title: t('storage.cap.worstBar'),
      numeric: true,
      text: (pool) => String(pool.worstCase?.neededBytes ?? ''),
      order: byNumber((pool) => pool.worstCase?.shortBytes ?? -1),
      render: (pool) => {
        if (!pool.worstCase) return unknown;
        return pool.worstCase.shortBytes > 0
          ? t('sharing.short', { bytes: formatBytes(pool.worstCase.shortBytes, locale) })
          : t('sharing.fits');
      },
    },
    {
      key: 'inodes',
      title: t('storage.inodes'),
      numeric: true,
      text: (pool) => (pool.inodes ? share(pool.inodes.used, pool.inodes.total).toFixed(4) : ''),
      order: byNumber((pool) => (pool.inodes ? share(pool.inodes.used, pool.inodes.total) : -1)),
      render: (pool) =>
        pool.inodes ? formatShare(share(pool.inodes.used, pool.inodes.total), locale) : t('sharing.notLimited'),
    },
    {
      key: 'iops',
      title: t('sharing.iopsOf'),
      numeric: true,
      text: (pool) => `${promised(pool) ?? ''} / ${used(pool) ?? ''} / ${gives(pool) ?? ''}`,
      order: byNumber((pool) => share(promised(pool) ?? 0, gives(pool) ?? 0)),
      render: (pool) => {
        const most = gives(pool);
        return (
          <span className="nowrap">
            {number(promised(pool) ?? 0)} / {known(used(pool))} / {known(most)}
          </span>
        );
      },
    },
  ];
}
