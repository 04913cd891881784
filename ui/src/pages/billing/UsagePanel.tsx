import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { isLost } from '../../api/again.ts';
import { moneyQueries, type MeterPoint, type MeterSeries } from '../../api/money.ts';
import { useSearchState } from '../../components/asOf.tsx';
import { useChargeName } from '../../components/charges.ts';
import { FailureNotice } from '../../components/failure.tsx';
import { usePortalNow } from '../../components/now.ts';
import { useWords } from '../../components/words.tsx';
import { useScheme } from '../../layouts/preferences.tsx';
import { byText, QueryTable, type Column } from '../../table/QueryTable.tsx';
import { Empty, Facts, Notice, Panel, Pick, TableSkeleton } from '../../ui/index.ts';
import { formatDay, formatMonth, formatTime, instantOf } from '../../util/dates.ts';
import { hasPercentile, rate } from '../../util/usage.ts';

const LineChart = lazy(() => import('../../charts/LineChart.tsx'));

/** What is measured of a tenant, and the month of one point with its 95th percentile. */
export function UsagePanel() {
  const { t, locale } = useWords();
  const chargeName = useChargeName();
  const [params, change] = useSearchState();
  const now = usePortalNow();
  const points = useQuery(moneyQueries.points());
  const all = points.data?.data ?? [];
  const chosen = all.find((point) => String(point.id) === params.get('point')) ?? all[0];
  const months = lastMonths(now, 12);
  const month = params.get('month') ?? months[0] ?? '';
  const columns: readonly Column<MeterPoint>[] = [
    {
      key: 'measures',
      title: t('billing.usage.point'),
      text: (point) => point.measures,
      order: byText((point) => point.measures),
      render: (point) => (
        <button type="button" className="traced" onClick={() => change({ point: String(point.id) })}>
          {point.measures}
        </button>
      ),
    },
    {
      key: 'charge',
      title: t('billing.usage.charge'),
      text: (p) => p.charge,
      render: (p) => <span title={p.charge}>{chargeName(p.charge)}</span>,
    },
    { key: 'bundle', title: t('billing.usage.bundle'), text: (p) => p.bundle ?? '', render: (p) => p.bundle ?? '–' },
    { key: 'unit', title: t('billing.usage.unit'), text: (p) => p.unit, render: (p) => p.unit },
  ];
  return (
    <div className="stack">
      {chosen ? (
        <Panel
          title={`${chosen.measures} · ${chargeName(chosen.charge)}`}
          extra={
            <Pick
              label={t('billing.usage.month')}
              clear={false}
              value={month}
              choices={months.map((one) => ({ value: one, label: formatMonth(one, locale) }))}
              onChange={(next) => change({ month: next })}
            />
          }
        >
          <Month point={chosen} month={month} />
        </Panel>
      ) : null}
      <QueryTable<MeterPoint>
        name="points"
        label={t('billing.usage.points')}
        query={points}
        columns={columns}
        rowKey={(point) => String(point.id)}
        empty={
          <Empty title={t('billing.usage.none')}>
            <p>{t('billing.usage.noneWhy')}</p>
          </Empty>
        }
      />
    </div>
  );
}

export function lastMonths(now: Date, count: number): readonly string[] {
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7),
  );
}

function Month({ point, month }: { readonly point: MeterPoint; readonly month: string }) {
  const { t, number } = useWords();
  const query = useQuery(moneyQueries.series(point.id, month));
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={2} label={t('common.loading')} />;
  const series = query.data;
  const { flags } = series;
  const odd = flags.wrapped + flags.reset + flags.swapped + flags.aboveLimit + flags.gaps;
  if (series.samplesPresent === 0) return <Empty title={t('billing.usage.nothing')} />;
  return (
    <>
      <Course series={series} />
      <Facts
        columns={4}
        facts={[
          ...(hasPercentile(series.unit)
            ? [
                {
                  label: t('billing.usage.p95'),
                  value: <strong>{rate(series.percentile95, series.unit, number)}</strong>,
                },
                {
                  label: t('billing.usage.dropped'),
                  value: t('billing.usage.droppedOf', {
                    dropped: number(series.droppedCount),
                    rank: number(series.rank),
                    all: number(series.samplesExpected),
                  }),
                },
              ]
            : [
                {
                  label: t('billing.usage.highest'),
                  value: <strong>{rate(highest(series), series.unit, number)}</strong>,
                },
              ]),
          {
            label: t('billing.usage.coverage'),
            value: `${number(series.coveragePercent, 2)} % (${number(series.samplesPresent)} / ${number(series.samplesExpected)})`,
          },
        ]}
      />
      {odd > 0 ? (
        <Notice kind="info" title={t('billing.usage.odd')}>
          {t('billing.usage.oddCounts', { ...flags })}
        </Notice>
      ) : null}
      <Days series={series} />
    </>
  );
}

const highest = (series: MeterSeries): number => series.in.reduce<number>((most, one) => Math.max(most, one ?? 0), 0);

function Course({ series }: { readonly series: MeterSeries }) {
  const { t, number } = useWords();
  const scheme = useScheme();
  const zone = series.timeZone;
  const directed = series.unit === 'bit/s';
  const percentile = hasPercentile(series.unit);
  const start = instantOf(series.from).getTime();
  const at = useCallback((slot: number) => start + slot * series.slotSeconds * 1_000, [start, series.slotSeconds]);
  const drawn = useMemo(() => {
    const line = (values: readonly (number | null)[]) => values.map((value, slot) => [at(slot), value] as const);
    return directed
      ? [
          { name: t('billing.usage.in'), points: line(series.in) },
          { name: t('billing.usage.out'), points: line(series.out) },
        ]
      : [{ name: t('billing.usage.measured'), points: line(series.in) }];
  }, [series, directed, at, t]);
  const mark = useMemo(() => ({ name: t('billing.usage.p95'), value: series.percentile95 }), [series.percentile95, t]);
  const dots = useMemo(
    () => ({
      name: t('billing.usage.droppedSamples'),
      points: series.dropped.map((slot) => [at(slot), Math.max(series.in[slot] ?? 0, series.out[slot] ?? 0)] as const),
    }),
    [series, at, t],
  );
  const format = useCallback((value: number) => rate(value, series.unit, number), [series.unit, number]);
  const time = useCallback((value: number) => formatTime(new Date(value), zone).slice(5), [zone]);
  return (
    <Suspense fallback={<TableSkeleton columns={2} label={t('common.loading')} />}>
      <LineChart
        label={
          percentile
            ? t('billing.usage.course', { month: series.month, p95: format(series.percentile95) })
            : t('billing.usage.levels', { month: series.month })
        }
        series={drawn}
        format={format}
        formatTime={time}
        scheme={scheme}
        {...(percentile ? { mark, dots } : {})}
      />
    </Suspense>
  );
}

interface Day {
  readonly day: string;
  readonly in: number;
  readonly out: number;
  readonly present: number;
  readonly dropped: number;
}

/** The chart's figures by day, for reading and copying. */
function Days({ series }: { readonly series: MeterSeries }) {
  const { t, number } = useWords();
  const days = useMemo(() => daysOf(series), [series]);
  const figure = (key: 'in' | 'out'): Column<Day> => ({
    key,
    title: t(series.unit === 'bit/s' ? `billing.usage.highest_${key}` : 'billing.usage.highest'),
    numeric: true,
    text: (day) => String(day[key]),
    render: (day) => rate(day[key], series.unit, number),
  });
  const dropped: Column<Day> = {
    key: 'dropped',
    title: t('billing.usage.droppedSamples'),
    numeric: true,
    text: (day) => String(day.dropped),
    render: (day) => number(day.dropped),
  };
  const columns: readonly Column<Day>[] = [
    {
      key: 'day',
      title: t('billing.date'),
      text: (day) => day.day,
      order: byText((d) => d.day),
      render: (day) => day.day,
    },
    figure('in'),
    ...(series.unit === 'bit/s' ? [figure('out')] : []),
    {
      key: 'present',
      title: t('billing.usage.samples'),
      numeric: true,
      text: (day) => String(day.present),
      render: (day) => number(day.present),
    },
    ...(hasPercentile(series.unit) ? [dropped] : []),
  ];
  return (
    <QueryTable<Day>
      name="days"
      label={t('billing.usage.days')}
      query={{ data: { data: days, page: 1, pages: 1, results: days.length }, error: null, isPending: false } as never}
      columns={columns}
      rowKey={(day) => day.day}
      empty={<Empty title={t('billing.usage.nothing')} />}
    />
  );
}

export function daysOf(series: MeterSeries): readonly Day[] {
  const start = instantOf(series.from).getTime();
  const dropped = new Set(series.dropped);
  const days = new Map<string, Day>();
  series.in.forEach((value, slot) => {
    const key = formatDay(new Date(start + slot * series.slotSeconds * 1_000), series.timeZone);
    const known = days.get(key) ?? { day: key, in: 0, out: 0, present: 0, dropped: 0 };
    days.set(key, {
      day: key,
      in: Math.max(known.in, value ?? 0),
      out: Math.max(known.out, series.out[slot] ?? 0),
      present: known.present + (value === null ? 0 : 1),
      dropped: known.dropped + (dropped.has(slot) ? 1 : 0),
    });
  });
  return [...days.values()];
}
