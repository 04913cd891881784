import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { isLost } from '../../../api/again.ts';
import { adminQueries } from '../../../api/admin.ts';
import type { Capacity, Filling } from '../../../api/admin-types.ts';
import { useAgainst, useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { Facts, Notice, Panel, TableSkeleton } from '../../../ui/index.ts';
import { formatBytes, formatShare } from '../../../util/units.ts';
import { Changes } from './Changes.tsx';
import { PoolIops, PoolTenants, PoolToolVolumes } from './PoolShares.tsx';
import { RatioCourse } from './RatioCourse.tsx';
import { StackedBars, type StackedRow } from './StackedBars.tsx';

/** What a pool holds and for how long: parts, forecast, tenants, volumes, operations a second. */
export function PoolCapacity({ id }: { readonly id: number }) {
  const { t } = useWords();
  const asOf = useAsOf();
  const against = useAgainst();
  const query = useQuery({ ...adminQueries.capacity(id, asOf), placeholderData: keepPreviousData });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const capacity = query.data;
  return (
    <>
      {capacity.alerts.length === 0 ? null : (
        <Notice
          kind="warn"
          title={t('storage.cap.alert', {
            what: capacity.alerts.map((on) => t(`storage.cap.on_${on as Filling['on']}`)).join(', '),
          })}
        />
      )}
      {capacity.failure ? (
        <Notice kind="bad" title={t('storage.cap.failure', { reason: capacity.failure.reason })}>
          <code>{capacity.failure.detail}</code>
        </Notice>
      ) : null}
      <Parts capacity={capacity} />
      <Panel title={t('storage.cap.forecast')}>
        <Fillings fillings={capacity.fillings} />
      </Panel>
      <RatioCourse of={{ poolId: id }} />
      {against === undefined ? null : <Difference id={id} from={against} to={asOf} />}
      <PoolTenants id={id} />
      <PoolToolVolumes id={id} />
      <PoolIops id={id} />
    </>
  );
}

function useParts(capacity: Capacity): readonly StackedRow[] {
  const { t } = useWords();
  const { stored, written, worstCase } = capacity;
  const part = (key: 'unique' | 'shared' | 'data' | 'overhead' | 'free' | 'reserved' | 'short', bytes: number) => ({
    key,
    label: t(`storage.cap.${key}`),
    bytes,
  });
  const split = typeof stored.uniqueBytes === 'number' && typeof stored.sharedBytes === 'number';
  const rows: StackedRow[] = [
    {
      key: 'physical',
      label: t('storage.cap.physicalBar'),
      parts: [
        ...(split
          ? [part('unique', stored.uniqueBytes ?? 0), part('shared', stored.sharedBytes ?? 0)]
          : [part('data', capacity.dataBytes)]),
        ...(typeof stored.overheadBytes === 'number' ? [part('overhead', stored.overheadBytes)] : []),
        part('free', capacity.freeBytes),
        ...(capacity.reservedBytes > 0 ? [part('reserved', capacity.reservedBytes)] : []),
      ],
    },
  ];
  if (typeof written.logicalBytes === 'number') {
    rows.push({ key: 'logical', label: t('storage.cap.logicalBar'), parts: [part('data', written.logicalBytes)] });
  }
  if (worstCase) {
    rows.push({
      key: 'worst',
      label: t('storage.cap.worstBar'),
      parts: [
        part('data', worstCase.neededBytes - worstCase.shortBytes),
        ...(worstCase.shortBytes > 0 ? [part('short', worstCase.shortBytes)] : []),
      ],
    });
  }
  return rows;
}

function Parts({ capacity }: { readonly capacity: Capacity }) {
  const { t, number, locale } = useWords();
  const rows = useParts(capacity);
  const { stored, written, worstCase } = capacity;
  const unknown = <span className="muted">{t('common.unknown')}</span>;
  const bytes = (value: number | null | undefined) =>
    typeof value === 'number' ? formatBytes(value, locale) : unknown;
  const ratio = (value: number | null | undefined) => (typeof value === 'number' ? `${number(value, 2)} : 1` : unknown);
  return (
    <Panel title={t('storage.cap.title')} extra={<When at={capacity.at} style="exact" />}>
      <StackedBars rows={rows} label={t('storage.cap.title')} />
      {worstCase ? (
        <p>
          {worstCase.shortBytes > 0
            ? t('storage.cap.worstShort', { bytes: formatBytes(worstCase.shortBytes, locale) })
            : t('storage.cap.worstFits')}
        </p>
      ) : null}
      <Facts
        columns={3}
        facts={[
          { label: t('storage.cap.reduction'), value: ratio(capacity.reduction) },
          { label: t('storage.cap.dedup'), value: ratio(written.dedupRatio) },
          { label: t('storage.cap.compression'), value: ratio(written.compressionRatio) },
          { label: t('storage.cap.overhead'), value: bytes(stored.overheadBytes) },
          { label: t('storage.cap.provisioned'), value: bytes(written.provisionedBytes) },
          { label: t('storage.cap.overcommit'), value: ratio(capacity.overcommit) },
          { label: t('storage.cap.memory'), value: bytes(stored.memoryBytes) },
          {
            label: t('storage.cap.metadata'),
            value: capacity.metadata
              ? `${formatBytes(capacity.metadata.used, locale)} / ${formatBytes(capacity.metadata.total, locale)}`
              : unknown,
          },
          { label: t('storage.cap.health'), value: capacity.health ?? unknown },
        ]}
      />
    </Panel>
  );
}

function Fillings({ fillings }: { readonly fillings: readonly Filling[] }) {
  const { t, number, locale } = useWords();
  const unknown = <span className="muted">{t('common.unknown')}</span>;
  const days = (value: number | null | undefined) =>
    typeof value === 'number' ? number(value) : t('storage.cap.beyond');
  const error = (value: number | null | undefined) =>
    typeof value === 'number' ? formatShare(value, locale) : unknown;
  const growth = (filling: Filling) => {
    if (typeof filling.slopePerDay !== 'number') return unknown;
    return filling.on === 'INODES' ? number(filling.slopePerDay) : formatBytes(filling.slopePerDay, locale);
  };
  const left = (filling: Filling) => {
    if (typeof filling.filling !== 'boolean') return t('storage.cap.tooShort', { count: filling.historyDays });
    return filling.filling ? days(filling.days) : t('storage.cap.notFilling');
  };
  const interval = (filling: Filling) =>
    filling.filling ? `${days(filling.daysEarliest)} – ${days(filling.daysLatest)}` : '–';
  return (
    <PlainTable<Filling>
      name="days-to-full"
      label={t('storage.cap.forecast')}
      rows={fillings}
      rowKey={(filling) => filling.on}
      columns={[
        { key: 'what', title: t('storage.cap.what'), text: (filling) => t(`storage.cap.on_${filling.on}`) },
        {
          key: 'growth',
          title: t('storage.cap.perDay'),
          numeric: true,
          text: (filling) => String(filling.slopePerDay ?? ''),
          render: growth,
        },
        {
          key: 'days',
          title: t('storage.cap.days'),
          numeric: true,
          text: left,
          render: (filling) => (
            <>
              {left(filling)}
              {filling.agreed === false ? <span title={t('storage.cap.disagree')}> ≁</span> : null}
            </>
          ),
        },
        { key: 'interval', title: t('storage.cap.interval'), numeric: true, text: interval },
        {
          key: 'error',
          title: t('storage.cap.backTest'),
          numeric: true,
          text: (filling) => String(filling.backTestError ?? ''),
          render: (filling) => error(filling.backTestError),
        },
        {
          key: 'line',
          title: t('storage.cap.line'),
          numeric: true,
          text: (filling) => String(filling.straightLineError ?? ''),
          render: (filling) => error(filling.straightLineError),
        },
      ]}
    />
  );
}

function Difference({ id, from, to }: { readonly id: number; readonly from: string; readonly to: string | undefined }) {
  const { t } = useWords();
  const [first, second] = to !== undefined && to < from ? [to, from] : [from, to];
  const query = useQuery(adminQueries.capacityDifference(id, first, second));
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  return (
    <Panel
      title={t('storage.cap.difference')}
      extra={
        <>
          <When at={query.data.from} style="exact" /> → <When at={query.data.to} style="exact" />
        </>
      }
    >
      <Changes name="difference" label={t('storage.cap.difference')} changes={query.data.changes} />
    </Panel>
  );
}
