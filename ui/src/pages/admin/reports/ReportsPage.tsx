import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { moneyQueries, type ForeseenMonth, type Revenue, type RevenueBy } from '../../../api/money.ts';
import { BARS_MAX } from '../../../charts/bars.ts';
import { useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { useChargeName } from '../../../components/charges.ts';
import { Link } from '../../../components/Link.tsx';
import { usePortalNow } from '../../../components/now.ts';
import { PageHead } from '../../../components/PageHead.tsx';
import { MoneyText, useWords } from '../../../components/words.tsx';
import { byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Bar, Empty, Pick, Segmented, Tabs } from '../../../ui/index.ts';
import { formatMonth } from '../../../util/dates.ts';
import { compareDecimals } from '../../../util/money.ts';
import { paths } from '../../../util/paths.ts';
import { CostRates } from './CostRates.tsx';
import { Margins, ThreeYearCosts, UnitCosts, Utilisation } from './CostReports.tsx';
import { MoneyBars, ReportFiles } from './parts.tsx';

const NO_ROWS: readonly Revenue[] = [];
const NO_MONTHS: readonly ForeseenMonth[] = [];
const BY: readonly RevenueBy[] = ['CHARGE', 'REGION', 'TENANT', 'MONTH'];

export default function ReportsPage() {
  const { t } = useWords();
  const [params, change] = useSearchState();
  return (
    <>
      <PageHead title={t('shell.nav.reports')} sub={t('reports.sub')} />
      <Tabs
        active={params.get('tab') ?? 'revenue'}
        onChange={(key) => change({ tab: key === 'revenue' ? undefined : key })}
        tabs={[
          { key: 'revenue', label: t('reports.revenue'), content: <RevenueReport /> },
          { key: 'margins', label: t('reports.margins'), content: <Margins /> },
          { key: 'utilisation', label: t('reports.utilisation'), content: <Utilisation /> },
          { key: 'units', label: t('reports.unitCosts'), content: <UnitCosts /> },
          { key: 'three-years', label: t('reports.threeYears'), content: <ThreeYearCosts /> },
          { key: 'forecast', label: t('reports.forecast'), content: <ForecastReport /> },
          { key: 'rates', label: t('reports.rates'), content: <CostRates /> },
        ]}
      />
    </>
  );
}

function months(now: Date): readonly string[] {
  return Array.from({ length: 24 }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7),
  );
}

/** Revenue of the months billed, by charge, region, tenant or month; each row with its share as a bar. */
function RevenueReport() {
  const { t, number, locale } = useWords();
  const chargeName = useChargeName();
  const asOf = useAsOf();
  useShowsPast();
  const now = usePortalNow();
  const [params, change] = useSearchState();
  const all = months(now);
  const to = params.get('to') ?? all[0] ?? '';
  const from = params.get('from') ?? all[11] ?? '';
  const by = BY.find((one) => one === params.get('by')) ?? 'CHARGE';
  const query = useQuery({ ...moneyQueries.revenue(by, from, to, asOf), placeholderData: keepPreviousData });
  const rows = query.data?.data ?? NO_ROWS;
  const most = new Map<string, number>();
  for (const row of rows) {
    most.set(row.amount.currency, Math.max(most.get(row.amount.currency) ?? 0, Number(row.amount.amount)));
  }
  const share = (row: Revenue) => Number(row.amount.amount) / Math.max(1e-9, most.get(row.amount.currency) ?? 0);
  const named = (row: Revenue) => {
    if (by === 'TENANT') return row.name || row.key;
    if (by === 'MONTH') return formatMonth(row.key, locale);
    if (by === 'CHARGE') return chargeName(row.key);
    return row.key || t('prices.everywhere');
  };
  const month = (key: 'from' | 'to', value: string) => (
    <Pick
      label={t(`reports.${key}`)}
      clear={false}
      width={150}
      value={value}
      choices={all.map((one) => ({ value: one, label: formatMonth(one, locale) }))}
      onChange={(next) => change({ [key]: next })}
    />
  );
  const columns: readonly Column<Revenue>[] = [
    {
      key: 'key',
      title: t(`reports.by.${by}`),
      text: named,
      order: byText((row) => row.key),
      render: (row) =>
        by === 'TENANT' && row.key.startsWith('tenant-') ? (
          <Link to={paths.tenant(Number(row.key.slice(7)))}>{named(row)}</Link>
        ) : (
          named(row)
        ),
    },
    {
      key: 'bar',
      title: t('reports.compared'),
      width: 320,
      render: (row) => (
        <Bar label={t('reports.compared')} share={share(row)} text={`${number(share(row) * 100)} %`} warnAt={2} />
      ),
    },
    {
      key: 'amount',
      title: t('reports.revenue'),
      numeric: true,
      text: (row) => row.amount.amount,
      order: (left, right) => compareDecimals(left.amount.amount, right.amount.amount),
      render: (row) => <MoneyText money={row.amount} />,
    },
  ];
  return (
    <div className="stack">
      <RevenueBars rows={rows} named={named} />
      <QueryTable<Revenue>
        name="revenue"
        label={t('reports.revenue')}
        query={query}
        columns={columns}
        rowKey={(row) => `${row.key} ${row.amount.currency}`}
        filters={
          <>
            <Segmented
              label={t('reports.told')}
              value={by}
              choices={BY.map((one) => ({ value: one, label: t(`reports.by.${one}`) }))}
              onChange={(next) => change({ by: next })}
            />
            {month('from', from)}
            {month('to', to)}
          </>
        }
        empty={
          <Empty title={t('reports.noRevenue')}>
            <p>{t('reports.noRevenueWhy')}</p>
          </Empty>
        }
        actions={<ReportFiles report="revenue" params={{ by, from, to, asOf }} />}
      />
    </div>
  );
}

function RevenueBars({ rows, named }: { readonly rows: readonly Revenue[]; readonly named: (row: Revenue) => string }) {
  const { t } = useWords();
  const shown = rows.filter((row) => row.amount.currency === rows[0]?.amount.currency).slice(0, BARS_MAX);
  // The chart is drawn anew when what it shows is another thing, not whenever the page is.
  const text = JSON.stringify(shown.map((row) => [named(row), row.amount.amount]));
  const drawn = useMemo(() => {
    const pairs = JSON.parse(text) as readonly (readonly [string, string])[];
    return {
      names: pairs.map(([name]) => name),
      bars: [{ name: t('reports.revenue'), values: pairs.map(([, amount]) => Number(amount)) }],
    };
  }, [text, t]);
  return <MoneyBars label={t('reports.revenueChart')} {...drawn} currency={shown[0]?.amount.currency ?? ''} />;
}

/** What next month comes to when everything that is there stays. */
function ForecastReport() {
  const { t } = useWords();
  const asOf = useAsOf();
  useShowsPast();
  const paging = usePaging('forecast');
  const query = useQuery({ ...moneyQueries.forecast(paging, asOf), placeholderData: keepPreviousData });
  const rows = query.data?.data ?? NO_MONTHS;
  const drawn = useMemo(() => {
    const currency = rows[0]?.total.currency ?? '';
    const most = rows
      .filter((row) => row.total.currency === currency)
      .toSorted((a, b) => compareDecimals(b.total.amount, a.total.amount))
      .slice(0, BARS_MAX);
    return {
      names: most.map((row) => row.tenantName || `tenant-${row.tenantId}`),
      bars: [
        { name: t('reports.foreseen.lastMonth'), values: most.map((row) => Number(row.lastMonth.amount)) },
        {
          name: t('reports.foreseen.present'),
          stack: 'next',
          values: most.map((row) => Number(row.present.amount)),
        },
        {
          name: t('reports.foreseen.measured'),
          stack: 'next',
          values: most.map((row) => Number(row.measured.amount)),
        },
      ],
      currency,
    };
  }, [rows, t]);
  const amount = (key: 'lastMonth' | 'present' | 'measured' | 'total'): Column<ForeseenMonth> => ({
    key,
    title: t(`reports.foreseen.${key}`),
    numeric: true,
    text: (row) => row[key].amount,
    order: (left, right) => compareDecimals(left[key].amount, right[key].amount),
    render: (row) => <MoneyText money={row[key]} />,
  });
  const columns: readonly Column<ForeseenMonth>[] = [
    {
      key: 'tenant',
      title: t('prices.tenant'),
      text: (row) => row.tenantName,
      order: byText((row) => row.tenantName),
      render: (row) => <Link to={paths.tenant(row.tenantId)}>{row.tenantName || `tenant-${row.tenantId}`}</Link>,
    },
    amount('lastMonth'),
    amount('present'),
    amount('measured'),
    amount('total'),
    {
      key: 'unpriced',
      title: t('reports.foreseen.unpriced'),
      text: (row) => row.unpriced.join('; '),
      render: (row) => (row.unpriced.length === 0 ? '–' : row.unpriced.join('; ')),
    },
  ];
  return (
    <div className="stack">
      <MoneyBars label={t('reports.forecastChart')} {...drawn} />
      <QueryTable<ForeseenMonth>
        name="forecast"
        label={t('reports.forecast')}
        query={query}
        columns={columns}
        paged
        rowKey={(row) => String(row.tenantId)}
        actions={<ReportFiles report="forecast" params={{ asOf }} />}
        empty={<Empty title={t('reports.noRevenue')} />}
      />
    </div>
  );
}
