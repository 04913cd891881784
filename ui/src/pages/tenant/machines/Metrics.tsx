import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { ApiFailure } from '../../../api/errors.ts';
import { statsQuery, summed, type Sample, type Stats } from '../../../api/stats.ts';
import type { Machine } from '../../../api/tenant.ts';
import { useSearchState } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { usePresent } from '../../../components/session.tsx';
import { useWords } from '../../../components/words.tsx';
import { useScheme } from '../../../layouts/preferences.tsx';
import { Empty, Panel, Pick, TableSkeleton } from '../../../ui/index.ts';
import { formatMonth, formatTime, instantOf } from '../../../util/dates.ts';

const LineChart = lazy(() => import('../../../charts/LineChart.tsx'));
const MONTHS_KEPT = 3;
const EVERY_MS = 60_000;

interface Course {
  readonly name: string;
  readonly samples: readonly Sample[];
}

/** The months for which figures are kept, the present one first. */
function monthsOf(machine: Machine): readonly string[] {
  const now = new Date();
  return Array.from({ length: MONTHS_KEPT }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7),
  ).filter((month) => month >= instantOf(machine.created).toISOString().slice(0, 7));
}

/** What a machine used: processor, storage and network, over a day or a month, as charts and as a table. */
export function Metrics({ machine }: { readonly machine: Machine }) {
  const { t, locale } = useWords();
  const [params, change] = useSearchState();
  const month = /^\d{4}-\d{2}$/.exec(params.get('month') ?? '')?.[0];
  const query = useQuery({
    ...statsQuery(machine.id, month),
    placeholderData: keepPreviousData,
    refetchInterval: month === undefined ? EVERY_MS : false,
    retry: false,
  });
  const range = month === undefined ? t('contents.metrics.day') : formatMonth(month, locale);
  return (
    <Panel
      title={t('contents.metrics.title')}
      extra={
        <Pick
          label={t('contents.metrics.range')}
          value={month ?? 'day'}
          clear={false}
          choices={[
            { value: 'day', label: t('contents.metrics.day') },
            ...monthsOf(machine).map((value) => ({ value, label: formatMonth(value, locale) })),
          ]}
          onChange={(value) => change({ month: value === 'day' ? undefined : value })}
        />
      }
    >
      <Shown stats={query.data} error={query.error} range={range} onRetry={() => void query.refetch()} />
    </Panel>
  );
}

interface ShownProps {
  readonly stats: Stats | undefined;
  readonly error: unknown;
  readonly range: string;
  readonly onRetry: () => void;
}

function Shown({ stats, error, range, onRetry }: ShownProps) {
  const { t } = useWords();
  if (error instanceof ApiFailure && error.facts.code.endsWith('STATS_UNAVAILABLE')) {
    return (
      <Empty title={t('contents.metrics.none')}>
        <p>{t('contents.metrics.noneWhy')}</p>
      </Empty>
    );
  }
  if (error) return <FailureNotice error={error} onRetry={onRetry} />;
  if (stats === undefined) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const { cpu, io, netv4 } = stats.data;
  return (
    <div className="stack" data-testid="metrics">
      <Chart
        what={t('contents.metrics.cpu')}
        range={range}
        courses={[{ name: t('contents.metrics.used'), samples: cpu }]}
      />
      <Chart
        what={t('contents.metrics.net')}
        range={range}
        courses={[
          { name: t('contents.metrics.netIn'), samples: netv4.in },
          { name: t('contents.metrics.netOut'), samples: netv4.out },
          { name: t('contents.metrics.privateIn'), samples: netv4.private_in },
          { name: t('contents.metrics.privateOut'), samples: netv4.private_out },
        ]}
      />
      <Chart
        what={t('contents.metrics.io')}
        range={range}
        courses={[{ name: t('contents.metrics.used'), samples: io.io }]}
      />
    </div>
  );
}

interface ChartProps {
  readonly what: string;
  readonly range: string;
  readonly courses: readonly Course[];
}

/** One chart and, below it, the same in figures for reading and copying. */
function Chart({ what, range, courses }: ChartProps) {
  const { t, number } = useWords();
  const { zone } = usePresent();
  const scheme = useScheme();
  // The courses are made anew on each render; their text tells whether they are others.
  const key = JSON.stringify(courses);
  const series = useMemo(
    () => (JSON.parse(key) as readonly Course[]).map(({ name, samples }) => ({ name, points: samples })),
    [key],
  );
  const format = useCallback((value: number) => number(value, 1), [number]);
  const time = useCallback((value: number) => formatTime(new Date(value), zone).slice(5), [zone]);
  return (
    <section>
      <h3>{what}</h3>
      <Suspense fallback={<TableSkeleton columns={2} label={t('common.loading')} />}>
        <LineChart
          label={t('contents.metrics.course', { what, range })}
          series={series}
          format={format}
          formatTime={time}
          height={220}
          scheme={scheme}
        />
      </Suspense>
      <table className="plain">
        <caption className="sr-only">{what}</caption>
        <thead>
          <tr>
            <th scope="col">{t('contents.metrics.figure')}</th>
            {(['most', 'mean', 'last'] as const).map((figure) => (
              <th key={figure} scope="col" className="numeric">
                {t(`contents.metrics.${figure}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {courses.map(({ name, samples }) => {
            const sums = summed(samples);
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                {(['most', 'mean', 'last'] as const).map((figure) => (
                  <td key={figure} className="numeric">
                    {sums === undefined ? '–' : number(sums[figure], 1)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
