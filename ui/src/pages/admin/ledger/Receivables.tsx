import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { moneyQueries, type Aged, type Behind } from '../../../api/money.ts';
import { BARS_MAX } from '../../../charts/bars.ts';
import { useAsOf, useShowsPast } from '../../../components/asOf.tsx';
import { Link } from '../../../components/Link.tsx';
import { MoneyText, useWords } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Empty } from '../../../ui/index.ts';
import { compareDecimals } from '../../../util/money.ts';
import { paths } from '../../../util/paths.ts';
import { MoneyBars, ReportFiles } from '../reports/parts.tsx';

const DUE = ['notDue', 'to30', 'to60', 'to90', 'older'] as const;
const NO_ROWS: readonly Aged[] = [];
const AGES = [...DUE, 'total'] as const;

/** What tenants owe, by how long it has been due. */
export function Receivables() {
  const { t } = useWords();
  const asOf = useAsOf();
  useShowsPast();
  const query = useQuery({ ...moneyQueries.receivables(asOf), placeholderData: keepPreviousData });
  const rows = query.data?.data ?? NO_ROWS;
  const drawn = useMemo(() => {
    const currency = rows[0]?.total.currency ?? '';
    const most = rows
      .filter((row) => row.total.currency === currency)
      .toSorted((a, b) => compareDecimals(b.total.amount, a.total.amount))
      .slice(0, BARS_MAX);
    return {
      names: most.map((row) => row.tenantName || `tenant-${row.tenantId}`),
      bars: DUE.map((age) => ({
        name: t(`ledger.ages.${age}`),
        stack: 'owed',
        values: most.map((row) => Number(row[age].amount)),
      })),
      currency,
    };
  }, [rows, t]);
  const columns: readonly Column<Aged>[] = [
    {
      key: 'tenant',
      title: t('prices.tenant'),
      text: (row) => row.tenantName,
      order: byText((row) => row.tenantName),
      render: (row) => <Link to={paths.tenant(row.tenantId)}>{row.tenantName || `tenant-${row.tenantId}`}</Link>,
    },
    ...AGES.map((age): Column<Aged> => ({
      key: age,
      title: t(`ledger.ages.${age}`),
      numeric: true,
      text: (row) => row[age].amount,
      order: (left, right) => compareDecimals(left[age].amount, right[age].amount),
      render: (row) =>
        compareDecimals(row[age].amount, '0') === 0 ? <span className="muted">–</span> : <MoneyText money={row[age]} />,
    })),
  ];
  return (
    <div className="stack">
      <MoneyBars label={t('ledger.receivables')} {...drawn} />
      <QueryTable<Aged>
        name="aged"
        label={t('ledger.receivables')}
        query={query}
        columns={columns}
        rowKey={(row) => `${row.tenantId} ${row.total.currency}`}
        actions={<ReportFiles report="receivables" params={{ asOf }} />}
        empty={<Empty title={t('ledger.nothingOwed')} />}
      />
    </div>
  );
}

/** Who is behind, how far dunning has gone, and who is stopped. */
export function Dunning() {
  const { t, number } = useWords();
  const query = useQuery(moneyQueries.dunning());
  const columns: readonly Column<Behind>[] = [
    {
      key: 'tenant',
      title: t('prices.tenant'),
      text: (row) => row.tenantName,
      order: byText((row) => row.tenantName),
      render: (row) => <Link to={paths.tenant(row.tenantId)}>{row.tenantName || `tenant-${row.tenantId}`}</Link>,
    },
    {
      key: 'open',
      title: t('ledger.overdue'),
      numeric: true,
      text: (row) => row.open.amount,
      order: (left, right) => compareDecimals(left.open.amount, right.open.amount),
      render: (row) => <MoneyText money={row.open} />,
    },
    {
      key: 'oldest',
      title: t('ledger.oldest'),
      text: (r) => r.oldest,
      order: byText((r) => r.oldest),
      render: (r) => r.oldest,
    },
    {
      key: 'invoices',
      title: t('shell.nav.invoices'),
      numeric: true,
      text: (row) => String(row.invoices),
      order: byNumber((row) => row.invoices),
      render: (row) => number(row.invoices),
    },
    {
      key: 'step',
      title: t('ledger.step'),
      numeric: true,
      text: (row) => String(row.step),
      order: byNumber((row) => row.step),
      render: (row) => (row.step === 0 ? '–' : number(row.step)),
    },
    {
      key: 'stopped',
      title: t('ledger.service'),
      text: (row) => row.stopped ?? '',
      render: (row) => t(row.stopped ? 'ledger.stopped' : 'ledger.runs'),
    },
  ];
  return (
    <QueryTable<Behind>
      name="dunning"
      label={t('ledger.dunning')}
      query={query}
      columns={columns}
      rowKey={(row) => `${row.tenantId} ${row.open.currency}`}
      empty={<Empty title={t('ledger.nobodyBehind')} />}
    />
  );
}
