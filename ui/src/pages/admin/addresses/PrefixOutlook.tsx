import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { isLost } from '../../../api/again.ts';
import { adminQueries } from '../../../api/admin.ts';
import type { PrefixOutlook as Outlook } from '../../../api/admin-types.ts';
import { useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords } from '../../../components/words.tsx';
import { useScheme } from '../../../layouts/preferences.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { Facts, Panel, TableSkeleton } from '../../../ui/index.ts';

const LineChart = lazy(() => import('../../../charts/LineChart.tsx'));

type Day = Outlook['course'][number];
type Free = NonNullable<Outlook['freeSpace']>[number];

/** How a prefix filled, what is free of it in one piece, and the day it is full, with the method that says so. */
export function PrefixOutlook({ id, container }: { readonly id: number; readonly container: boolean }) {
  const { t, number } = useWords();
  const query = useQuery({ ...adminQueries.prefixOutlook(id, useAsOf()), placeholderData: keepPreviousData });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const { freeSpace, course, size } = query.data;
  return (
    <>
      <Panel title={t('addresses.outlook.title')}>
        <Forecast outlook={query.data} />
        <Course course={course} size={size} />
      </Panel>
      <Panel title={t(container ? 'addresses.outlook.freeBlocks' : 'addresses.outlook.freeRuns')}>
        {freeSpace === null ? (
          <p className="muted">{t('addresses.outlook.tooLarge')}</p>
        ) : freeSpace.length === 0 ? (
          <p className="muted">{t('addresses.outlook.nothingFree')}</p>
        ) : (
          <PlainTable<Free>
            name="free"
            label={t(container ? 'addresses.outlook.freeBlocks' : 'addresses.outlook.freeRuns')}
            rows={freeSpace}
            rowKey={(free) => free.space}
            columns={[
              {
                key: 'space',
                title: t(container ? 'addresses.prefix' : 'addresses.outlook.addresses'),
                text: (free) => free.space,
                render: (free) => <span className="mono">{free.space}</span>,
              },
              {
                key: 'addresses',
                title: t('addresses.count'),
                numeric: true,
                text: (free) => String(free.addresses),
                render: (free) => number(free.addresses),
              },
            ]}
          />
        )}
      </Panel>
    </>
  );
}

function Forecast({ outlook }: { readonly outlook: Outlook }) {
  const { t, number } = useWords();
  const { forecast } = outlook;
  const error = (value: number | null) => (value === null ? '–' : `${number(value * 100, 1)} %`);
  const span =
    forecast.fullOn === null
      ? t(`addresses.outlook.verdicts.${forecast.verdict}`, { days: forecast.historyDays })
      : t('addresses.outlook.fullOn', {
          day: forecast.fullOn,
          earliest: forecast.earliest ?? '–',
          latest: forecast.latest ?? t('addresses.outlook.never'),
        });
  return (
    <Facts
      facts={[
        { label: t('addresses.outlook.utilisation'), value: `${number(outlook.utilisationPercent, 2)} %` },
        { label: t('addresses.free'), value: number(outlook.free) },
        { label: t('addresses.states.QUARANTINED'), value: number(outlook.resting) },
        { label: t('addresses.outlook.exhausted'), value: span },
        {
          label: t('addresses.outlook.growth'),
          value: forecast.perDay === null ? '–' : t('addresses.outlook.perDay', { count: number(forecast.perDay, 2) }),
        },
        {
          label: t('addresses.outlook.method'),
          value: t(`addresses.outlook.methods.${forecast.method}`, { days: Math.min(42, forecast.historyDays) }),
        },
        {
          label: t('addresses.outlook.second'),
          value:
            forecast.secondOpinionPerDay === null
              ? '–'
              : `${t('addresses.outlook.perDay', { count: number(forecast.secondOpinionPerDay, 2) })} · ${t(
                  forecast.agreed ? 'addresses.outlook.agrees' : 'addresses.outlook.differs',
                )}`,
        },
        {
          label: t('addresses.outlook.backTest'),
          value: `${error(forecast.backTestError)} · ${t('addresses.outlook.line')} ${error(forecast.straightLineError)}`,
        },
      ]}
    />
  );
}

function Course({ course, size }: { readonly course: readonly Day[]; readonly size: number }) {
  const { t, number } = useWords();
  const scheme = useScheme();
  const series = useMemo(
    () => [{ name: t('addresses.taken'), points: course.map((day) => [Date.parse(day.day), day.taken] as const) }],
    [course, t],
  );
  const format = useCallback((value: number) => number(value), [number]);
  const formatTime = useCallback((time: number) => new Date(time).toISOString().slice(0, 10), []);
  if (course.length < 2) return null;
  return (
    <>
      <Suspense fallback={<TableSkeleton columns={2} label={t('common.loading')} />}>
        <LineChart
          label={t('addresses.outlook.title')}
          series={series}
          format={format}
          formatTime={formatTime}
          scheme={scheme}
          height={220}
          mark={{ name: t('addresses.outlook.size'), value: size }}
        />
      </Suspense>
      <details>
        <summary>{t('sharing.asTable')}</summary>
        <PlainTable<Day>
          name="taken-by-day"
          label={t('addresses.outlook.title')}
          rows={course}
          rowKey={(day) => day.day}
          columns={[
            { key: 'day', title: t('addresses.outlook.day'), text: (day) => day.day },
            {
              key: 'taken',
              title: t('addresses.taken'),
              numeric: true,
              text: (day) => String(day.taken),
              render: (day) => number(day.taken),
            },
          ]}
        />
      </details>
    </>
  );
}
