import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { adminQueries } from '../../../api/admin.ts';
import type { Pool, PoolReport } from '../../../api/admin-types.ts';
import { useAsOf, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { HistoryOf } from '../../../components/HistoryList.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { usePresent } from '../../../components/session.tsx';
import { Traced } from '../../../components/trace.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { useScheme } from '../../../layouts/preferences.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Bar, Empty, Panel, TableSkeleton } from '../../../ui/index.ts';
import { formatDay, instantOf, isoInstant } from '../../../util/dates.ts';
import { paths } from '../../../util/paths.ts';
import { formatBytes, share } from '../../../util/units.ts';
import { PoolCapacity } from './PoolCapacity.tsx';
import { PoolVolumes } from './PoolVolumes.tsx';
import { PoolNav } from './StorageNav.tsx';

const LineChart = lazy(() => import('../../../charts/LineChart.tsx'));

/** What was written to what is stored; undefined where either is unknown. */
const ratio = (report: PoolReport): number | undefined =>
  report.logicalBytes === null || report.physicalBytes === 0 ? undefined : report.logicalBytes / report.physicalBytes;

export default function PoolPage() {
  const id = Number(useParams()['id']);
  const { t, locale } = useWords();
  const asOf = useAsOf();
  const pool = useQuery({ ...adminQueries.pool(id, asOf), placeholderData: keepPreviousData });
  const reports = useQuery({ ...adminQueries.poolReports(id, asOf), placeholderData: keepPreviousData });
  const history = useQuery(adminQueries.history(`pool-${id}`));
  useShowsPast((history.data?.data ?? []).map((event) => isoInstant(instantOf(event.at))));
  if (isLost(pool)) return <FailureNotice error={pool.error} onRetry={() => void pool.refetch()} />;
  if (pool.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const sorted = (reports.data?.data ?? []).toSorted((left, right) => left.at.localeCompare(right.at));
  const latest = sorted.at(-1) ?? pool.data.latest ?? undefined;
  const columns: readonly Column<PoolReport>[] = [
    {
      key: 'at',
      title: t('storage.reportedAt'),
      text: (report) => report.at,
      order: byText((report) => report.at),
      render: (report) => <When at={report.at} style="exact" />,
    },
    ...(['logicalBytes', 'physicalBytes', 'capacityBytes'] as const).map((key) => ({
      key,
      title: t(
        `storage.${{ logicalBytes: 'logical', physicalBytes: 'physical', capacityBytes: 'capacity' }[key] as 'logical' | 'physical' | 'capacity'}`,
      ),
      numeric: true,
      text: (report: PoolReport) => String(report[key] ?? ''),
      order: byNumber<PoolReport>((report) => report[key] ?? -1),
      render: (report: PoolReport) => {
        const bytes = report[key];
        return bytes === null ? <span className="muted">{t('common.unknown')}</span> : formatBytes(bytes, locale);
      },
    })),
    {
      key: 'ratio',
      title: t('storage.ratio'),
      numeric: true,
      text: (report) => ratio(report)?.toFixed(2) ?? '',
      order: byNumber((report) => ratio(report) ?? -1),
      render: (report) => ratio(report)?.toFixed(2) ?? <span className="muted">{t('common.unknown')}</span>,
    },
    {
      key: 'inodes',
      title: t('storage.inodes'),
      numeric: true,
      text: (report) => String(report.inodesUsed ?? ''),
      render: (report) => (report.inodesTotal ? `${report.inodesUsed ?? 0} / ${report.inodesTotal}` : '–'),
    },
  ];
  return (
    <div className="stack print-wide">
      <PageHead
        title={pool.data.name}
        crumbs={[{ text: t('shell.nav.storage'), to: paths.pools() }]}
        sub={pool.data.kind}
      />
      <PoolNav id={id} />
      {latest ? <Latest pool={pool.data} report={latest} /> : null}
      <PoolVolumes id={id} />
      {latest ? <PoolCapacity id={id} /> : null}
      <Panel title={t('storage.course')}>
        {sorted.length > 1 ? <Course reports={sorted} /> : <p className="muted">{t('storage.tooFew')}</p>}
      </Panel>
      <QueryTable<PoolReport>
        name="reports"
        label={t('storage.reports')}
        query={reports}
        columns={columns}
        fixedSort={{ key: 'at', down: true }}
        rowKey={(report) => report.at}
        empty={
          <Empty title={t('storage.noReports')}>
            <p>{t('storage.noReportsNext')}</p>
          </Empty>
        }
      />
      <Panel title={t('trace.history')}>
        <HistoryOf query={history} />
      </Panel>
    </div>
  );
}

function Latest({ pool, report }: { readonly pool: Pool; readonly report: PoolReport }) {
  const { id, promisedBytes = 0 } = pool;
  const { t, number, locale } = useWords();
  return (
    <Panel title={t('storage.latest')} extra={<When at={report.at} style="exact" />}>
      <div className="tiles">
        <div className="tile">
          <span>{t('storage.promised')}</span>
          <strong>{formatBytes(promisedBytes, locale)}</strong>
          <span className="small muted">
            {number(100 * share(promisedBytes, report.capacityBytes), 1)} % {t('storage.promisedOver')}
          </span>
        </div>
        <div className="tile">
          <span>{t('storage.logical')}</span>
          <strong>
            {report.logicalBytes === null ? t('common.unknown') : formatBytes(report.logicalBytes, locale)}
          </strong>
        </div>
        <div className="tile">
          <span>{t('storage.physical')}</span>
          <strong>{formatBytes(report.physicalBytes, locale)}</strong>
        </div>
        <div className="tile">
          <span>{t('storage.capacity')}</span>
          <strong>{formatBytes(report.capacityBytes, locale)}</strong>
        </div>
        <div className="tile">
          <span>{t('storage.ratio')}</span>
          <strong>
            <Traced to={{ kind: 'pool', id, part: 'ratio' }}>
              {ratio(report) === undefined ? t('common.unknown') : `${number(ratio(report) ?? 0, 2)} : 1`}
            </Traced>
          </strong>
        </div>
      </div>
      <div className="fill-row">
        <Traced to={{ kind: 'pool', id, part: 'fill' }}>{t('storage.fill')}</Traced>
        <Bar
          label={t('storage.fill')}
          share={share(report.physicalBytes, report.capacityBytes)}
          text={`${formatBytes(report.physicalBytes, locale)} / ${formatBytes(report.capacityBytes, locale)}`}
        />
      </div>
      {report.inodesTotal ? (
        <div className="fill-row">
          <span>{t('storage.inodes')}</span>
          <Bar
            label={t('storage.inodes')}
            share={share(report.inodesUsed ?? 0, report.inodesTotal)}
            text={`${number(report.inodesUsed ?? 0)} / ${number(report.inodesTotal)}`}
          />
        </div>
      ) : null}
    </Panel>
  );
}

function Course({ reports }: { readonly reports: readonly PoolReport[] }) {
  const { t, locale } = useWords();
  const { zone } = usePresent();
  const scheme = useScheme();
  const series = useMemo(
    () =>
      (
        [
          ['logicalBytes', 'logical'],
          ['physicalBytes', 'physical'],
          ['capacityBytes', 'capacity'],
        ] as const
      ).map(([field, word]) => ({
        name: t(`storage.${word}`),
        points: reports.flatMap((report) => {
          const bytes = report[field];
          return bytes === null ? [] : [[Date.parse(report.at), bytes] as const];
        }),
      })),
    [reports, t],
  );
  const format = useCallback((value: number) => formatBytes(value, locale), [locale]);
  const formatTime = useCallback((time: number) => formatDay(new Date(time), zone), [zone]);
  return (
    <Suspense fallback={<TableSkeleton columns={2} label={t('common.loading')} />}>
      <LineChart label={t('storage.course')} series={series} format={format} formatTime={formatTime} scheme={scheme} />
    </Suspense>
  );
}
