import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { isLost } from '../../../api/again.ts';
import { storageQueries } from '../../../api/storage.ts';
import { useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { usePresent } from '../../../components/session.tsx';
import { useWords } from '../../../components/words.tsx';
import { useScheme } from '../../../layouts/preferences.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { Panel, Pick, TableSkeleton } from '../../../ui/index.ts';
import { formatDay } from '../../../util/dates.ts';

const LineChart = lazy(() => import('../../../charts/LineChart.tsx'));
const SPANS = [30, 90, 180, 400] as const;

interface Point {
  readonly at: string;
  readonly pool: string;
  readonly ratio: number;
}

/** What was written to what is stored, day by day, a line for each pool. */
export function RatioCourse({ of }: { readonly of: { readonly siteId?: number; readonly poolId?: number } }) {
  const { t, number } = useWords();
  const { zone } = usePresent();
  const scheme = useScheme();
  const asOf = useAsOf();
  const [days, setDays] = useState<number>(90);
  const query = useQuery({ ...storageQueries.course({ ...of, days, asOf }), placeholderData: keepPreviousData });
  const points = useMemo<readonly Point[]>(
    () =>
      (query.data ?? []).flatMap((pool) =>
        pool.days.flatMap((day) =>
          typeof day.logicalBytes === 'number' && day.usedBytes > 0
            ? [{ at: day.at, pool: pool.name, ratio: day.logicalBytes / day.usedBytes }]
            : [],
        ),
      ),
    [query.data],
  );
  const series = useMemo(
    () =>
      [...new Set(points.map((point) => point.pool))].map((name) => ({
        name,
        points: points
          .filter((point) => point.pool === name)
          .map((point) => [Date.parse(point.at), point.ratio] as const),
      })),
    [points],
  );
  const format = useCallback((value: number) => `${number(value, 2)} : 1`, [number]);
  const formatTime = useCallback((time: number) => formatDay(new Date(time), zone), [zone]);
  const body = () => {
    if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
    if (query.isPending) return <TableSkeleton columns={2} label={t('common.loading')} />;
    if (points.length < 2) return <p className="muted">{t('storage.tooFew')}</p>;
    return (
      <>
        <Suspense fallback={<TableSkeleton columns={2} label={t('common.loading')} />}>
          <LineChart
            label={t('sharing.ratioCourse')}
            series={series}
            format={format}
            formatTime={formatTime}
            scheme={scheme}
            height={260}
          />
        </Suspense>
        <details>
          <summary>{t('sharing.asTable')}</summary>
          <PlainTable<Point>
            name="ratio-over-time"
            label={t('sharing.ratioCourse')}
            rows={points}
            rowKey={(point) => `${point.pool} ${point.at}`}
            columns={[
              {
                key: 'at',
                title: t('storage.reportedAt'),
                text: (point) => point.at,
                render: (point) => formatDay(new Date(point.at), zone),
              },
              { key: 'pool', title: t('storage.name'), text: (point) => point.pool },
              {
                key: 'ratio',
                title: t('storage.ratio'),
                numeric: true,
                text: (point) => point.ratio.toFixed(4),
                render: (point) => format(point.ratio),
              },
            ]}
          />
        </details>
      </>
    );
  };
  return (
    <Panel
      title={t('sharing.ratioCourse')}
      extra={
        <Pick<number>
          label={t('sharing.span')}
          value={days}
          clear={false}
          choices={SPANS.map((value) => ({ value, label: t('sharing.days', { text: value }) }))}
          onChange={(value) => setDays(value ?? 90)}
        />
      }
    >
      {body()}
    </Panel>
  );
}
