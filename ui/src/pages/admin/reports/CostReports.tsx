import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { costQueries, type HostUse, type Margin, type ThreeYears, type UnitCost } from '../../../api/costs.ts';
import { BARS_MAX } from '../../../charts/bars.ts';
import { useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { Link } from '../../../components/Link.tsx';
import { usePortalNow } from '../../../components/now.ts';
import { MoneyText, useWords } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Empty, Pick } from '../../../ui/index.ts';
import { formatMonth, monthBefore } from '../../../util/dates.ts';
import { compareDecimals, type Money } from '../../../util/money.ts';
import { paths } from '../../../util/paths.ts';
import { lastMonths } from '../invoices/InvoiceTable.tsx';
import { CostBars, MoneyBars, ReportFiles } from './parts.tsx';

const SPENT = ['depreciation', 'power', 'space', 'storage', 'bandwidth'] as const;

function moneyColumn<T extends object>(key: string, title: string, of: (row: T) => Money): Column<T> {
  return {
    key,
    title,
    numeric: true,
    text: (row) => of(row).amount,
    order: (left, right) => compareDecimals(of(left).amount, of(right).amount),
    render: (row) => <MoneyText money={of(row)} />,
  };
}

/** What each tenant brought in a month against what it cost. */
export function Margins() {
  const { t, locale } = useWords();
  const asOf = useAsOf();
  useShowsPast();
  const now = usePortalNow();
  const [params, change] = useSearchState();
  const month = params.get('month') ?? monthBefore(now);
  const query = useQuery({ ...costQueries.margins(month, asOf), placeholderData: keepPreviousData });
  const rows = query.data?.data;
  const drawn = useMemo(() => {
    const most = (rows ?? [])
      .toSorted((a, b) => Number(b.revenue.amount) - Number(a.revenue.amount))
      .slice(0, BARS_MAX);
    return {
      names: most.map((row) => row.tenantName || `tenant-${row.tenantId}`),
      bars: [
        { name: t('reports.revenue'), values: most.map((row) => Number(row.revenue.amount)) },
        ...SPENT.map((part) => ({
          name: t(`reports.spent.${part}`),
          stack: 'cost',
          values: most.map((row) => Number(row[part].amount)),
        })),
      ],
      currency: most[0]?.revenue.currency ?? '',
    };
  }, [rows, t]);
  const columns: readonly Column<Margin>[] = [
    {
      key: 'tenant',
      title: t('prices.tenant'),
      text: (row) => row.tenantName,
      order: byText((row) => row.tenantName),
      render: (row) => <Link to={paths.tenant(row.tenantId)}>{row.tenantName || `tenant-${row.tenantId}`}</Link>,
    },
    moneyColumn('revenue', t('reports.revenue'), (row) => row.revenue),
    ...SPENT.map((part) => moneyColumn<Margin>(part, t(`reports.spent.${part}`), (row) => row[part])),
    moneyColumn('cost', t('reports.cost'), (row) => row.cost),
    moneyColumn('margin', t('reports.margin'), (row) => row.margin),
  ];
  return (
    <div className="stack">
      <MoneyBars label={t('reports.marginChart', { month: formatMonth(month, locale) })} {...drawn} />
      <QueryTable<Margin>
        name="margins"
        label={t('reports.margins')}
        query={query}
        columns={columns}
        rowKey={(row) => String(row.tenantId)}
        filters={
          <Pick
            label={t('invoices.month')}
            clear={false}
            width={150}
            value={month}
            choices={lastMonths(now).map((one) => ({ value: one, label: formatMonth(one, locale) }))}
            onChange={(next) => change({ month: next })}
          />
        }
        actions={<ReportFiles report="margins" params={{ month, asOf }} />}
        empty={
          <Empty title={t('reports.noMargins')}>
            <p>{t('reports.noRatesNext')}</p>
          </Empty>
        }
      />
    </div>
  );
}

/** How full hosts are, and what nobody uses of them costs. */
export function Utilisation() {
  const { t, number } = useWords();
  const asOf = useAsOf();
  useShowsPast();
  const query = useQuery({ ...costQueries.utilisation(asOf), placeholderData: keepPreviousData });
  const rows = query.data?.data;
  const drawn = useMemo(() => {
    const most = (rows ?? []).slice(0, BARS_MAX);
    return {
      names: most.map((row) => row.name),
      bars: [
        {
          name: t('reports.usedMoney'),
          stack: 'cost',
          values: most.map((row) => Number(row.cost.amount) - Number(row.idle.amount)),
        },
        { name: t('reports.idleMoney'), stack: 'cost', values: most.map((row) => Number(row.idle.amount)) },
      ],
      currency: most[0]?.cost.currency ?? '',
    };
  }, [rows, t]);
  const columns: readonly Column<HostUse>[] = [
    {
      key: 'host',
      title: t('reports.host'),
      text: (row) => row.name,
      order: byText((row) => row.name),
      render: (row) => <Link to={paths.host(row.hostId)}>{row.name}</Link>,
    },
    { key: 'model', title: t('reports.model'), text: (row) => row.model, render: (row) => row.model || '–' },
    {
      key: 'vcpus',
      title: t('reports.vcpus'),
      numeric: true,
      text: (row) => `${row.vcpusUsed}/${row.vcpus}`,
      order: byNumber((row) => row.vcpusUsed / Math.max(1, row.vcpus)),
      render: (row) => `${number(row.vcpusUsed)} / ${number(row.vcpus)}`,
    },
    {
      key: 'memory',
      title: t('reports.memory'),
      numeric: true,
      text: (row) => `${row.memoryMbUsed}/${row.memoryMb}`,
      order: byNumber((row) => row.memoryMbUsed / Math.max(1, row.memoryMb)),
      render: (row) => `${number(row.memoryMbUsed / 1024)} / ${number(row.memoryMb / 1024)}`,
    },
    {
      key: 'idlePercent',
      title: t('reports.idlePercent'),
      numeric: true,
      text: (row) => String(row.idlePercent),
      order: byNumber((row) => row.idlePercent),
      render: (row) => number(row.idlePercent, 1),
    },
    moneyColumn('cost', t('reports.costOfMonth'), (row) => row.cost),
    moneyColumn('idle', t('reports.idleMoney'), (row) => row.idle),
  ];
  return (
    <div className="stack">
      <CostBars label={t('reports.utilisationChart')} {...drawn} />
      <QueryTable<HostUse>
        name="utilisation"
        label={t('reports.utilisation')}
        query={query}
        columns={columns}
        rowKey={(row) => String(row.hostId)}
        actions={<ReportFiles report="utilisation" params={{ asOf }} />}
        empty={<Empty title={t('reports.noHosts')} />}
      />
    </div>
  );
}

/** What a vCPU, a GB of memory and a TB of pools cost this month. */
export function UnitCosts() {
  const { t, number } = useWords();
  const asOf = useAsOf();
  useShowsPast();
  const query = useQuery({ ...costQueries.unitCosts(asOf), placeholderData: keepPreviousData });
  const rows = query.data;
  const drawn = useMemo(
    () => ({
      names: (rows ?? []).map((row) => t(`reports.units.${row.unit}`)),
      bars: [
        { name: t('reports.each'), values: (rows ?? []).map((row) => row.each ?? 0) },
        { name: t('reports.eachUsed'), values: (rows ?? []).map((row) => row.eachUsed ?? 0) },
      ],
      currency: rows?.[0]?.currency ?? '',
    }),
    [rows, t],
  );
  const figure = (key: 'capacity' | 'used', title: string): Column<UnitCost> => ({
    key,
    title,
    numeric: true,
    text: (row) => String(row[key]),
    render: (row) => number(row[key], 1),
  });
  const each = (key: 'each' | 'eachUsed'): Column<UnitCost> => ({
    key,
    title: t(`reports.${key}`),
    numeric: true,
    text: (row) => String(row[key] ?? ''),
    render: (row) =>
      typeof row[key] === 'number' ? (
        <MoneyText money={{ amount: row[key].toFixed(2), currency: row.currency }} />
      ) : (
        '–'
      ),
  });
  const columns: readonly Column<UnitCost>[] = [
    {
      key: 'unit',
      title: t('reports.unit'),
      text: (row) => t(`reports.units.${row.unit}`),
      render: (row) => t(`reports.units.${row.unit}`),
    },
    figure('capacity', t('reports.capacity')),
    figure('used', t('reports.used')),
    moneyColumn('cost', t('reports.costOfMonth'), (row) => ({ amount: row.cost.toFixed(2), currency: row.currency })),
    each('each'),
    each('eachUsed'),
  ];
  return (
    <div className="stack">
      <CostBars label={t('reports.unitChart')} {...drawn} />
      <QueryTable<UnitCost>
        name="units"
        label={t('reports.unitCosts')}
        query={whole(query)}
        columns={columns}
        rowKey={(row) => row.unit}
        actions={<ReportFiles report="unit-costs" params={{ asOf }} />}
        empty={<Empty title={t('reports.noHosts')} />}
      />
    </div>
  );
}

/** What is used now, kept for three years: here, and at each cloud's list prices. */
export function ThreeYearCosts() {
  const { t } = useWords();
  const asOf = useAsOf();
  useShowsPast();
  const query = useQuery({ ...costQueries.threeYears(asOf), placeholderData: keepPreviousData });
  const rows = query.data;
  const parts = ['vcpus', 'memory', 'storage', 'bandwidth'] as const;
  const drawn = useMemo(
    () => ({
      names: (rows ?? []).map((row) => row.cloud || t('reports.here')),
      bars: (['vcpus', 'memory', 'storage', 'bandwidth'] as const).map((part) => ({
        name: t(`reports.parts.${part}`),
        stack: 'cost',
        values: (rows ?? []).map((row) => Number(row[part]?.amount ?? 0)),
      })),
      currency: rows?.[0]?.total?.currency ?? '',
    }),
    [rows, t],
  );
  const columns: readonly Column<ThreeYears>[] = [
    {
      key: 'cloud',
      title: t('reports.where'),
      text: (row) => row.cloud || t('reports.here'),
      render: (row) => row.cloud || t('reports.here'),
    },
    ...([...parts, 'total'] as const).map((part) => ({
      key: part,
      title: part === 'total' ? t('reports.threeYearTotal') : t(`reports.parts.${part}`),
      numeric: true,
      text: (row: ThreeYears) => row[part]?.amount ?? t('reports.noPrice'),
      order: (left: ThreeYears, right: ThreeYears) =>
        compareDecimals(left[part]?.amount ?? '0', right[part]?.amount ?? '0'),
      render: (row: ThreeYears) => <PricedPart row={row} part={part} />,
    })),
  ];
  return (
    <div className="stack">
      <MoneyBars label={t('reports.threeYearChart')} {...drawn} />
      <QueryTable<ThreeYears>
        name="three-years"
        label={t('reports.threeYears')}
        query={whole(query)}
        columns={columns}
        rowKey={(row) => row.cloud}
        actions={<ReportFiles report="three-years" params={{ asOf }} />}
        empty={<Empty title={t('reports.noHosts')} />}
      />
    </div>
  );
}

/** A part of three years; a total that leaves something out says so. */
function PricedPart({ row, part }: { row: ThreeYears; part: 'vcpus' | 'memory' | 'storage' | 'bandwidth' | 'total' }) {
  const { t } = useWords();
  const money = row[part];
  if (!money) {
    return <span className="muted">{t('reports.noPrice')}</span>;
  }
  return (
    <>
      <MoneyText money={money} />
      {part === 'total' && row.incomplete && <div className="muted">{t('reports.withoutUnpriced')}</div>}
    </>
  );
}

/** A short list that comes whole, as the table wants it. */
function whole(query: { readonly data: readonly object[] | undefined }) {
  return {
    ...query,
    data: query.data ? { data: query.data, page: 1, pages: 1, results: query.data.length } : undefined,
  } as never;
}
