import { useQuery } from '@tanstack/react-query';
import { isLost } from '../../api/again.ts';
import { billingQueries, type AccruedLine } from '../../api/billing.ts';
import { tenantQueries, type AccountInvoice } from '../../api/tenant.ts';
import { useSearchState } from '../../components/asOf.tsx';
import { FailureNotice } from '../../components/failure.tsx';
import { Link } from '../../components/Link.tsx';
import { useCurrency } from '../../components/money.ts';
import { PageHead } from '../../components/PageHead.tsx';
import { Needing } from '../../components/rights.tsx';
import { usePace } from '../../components/session.tsx';
import { Traced } from '../../components/trace.tsx';
import { MoneyText, useWords, When } from '../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../table/QueryTable.tsx';
import { Empty, Panel, TableSkeleton, Tabs } from '../../ui/index.ts';
import { compareDecimals, decimalText } from '../../util/money.ts';
import { paths } from '../../util/paths.ts';
import { BudgetsPanel } from './BudgetsPanel.tsx';
import { FapiaoPanel } from './FapiaoPanel.tsx';
import { MachineCosts } from './MachineCosts.tsx';
import { PaymentMethods } from './PaymentMethods.tsx';
import { UsagePanel } from './UsagePanel.tsx';
import { WalletPanel } from './WalletPanel.tsx';

export default function BillingPage() {
  const { t } = useWords();
  const [params, change] = useSearchState();
  return (
    <>
      <PageHead title={t('shell.nav.billing')} />
      <Tabs
        active={params.get('tab') ?? 'accrued'}
        onChange={(key) => change({ tab: key === 'accrued' ? undefined : key })}
        tabs={[
          { key: 'accrued', label: t('billing.accrued'), content: <AccruedList /> },
          { key: 'machines', label: t('billing.perMachine'), content: <MachineCosts /> },
          { key: 'usage', label: t('billing.usage.title'), content: <UsagePanel /> },
          { key: 'invoices', label: t('billing.invoices'), content: <Bills /> },
          { key: 'fapiao', label: t('fapiao.list'), content: <FapiaoPanel /> },
          { key: 'wallet', label: t('billing.wallet.title'), content: <WalletPanel /> },
          {
            key: 'methods',
            label: t('paying.methods.title'),
            content: (
              <Needing need="account">
                <PaymentMethods />
              </Needing>
            ),
          },
          { key: 'budgets', label: t('billing.budgets.list'), content: <BudgetsPanel /> },
        ]}
      />
    </>
  );
}

function useAccruedColumns(): readonly Column<AccruedLine>[] {
  const { t, number } = useWords();
  const what = (line: AccruedLine) => line.description;
  return [
    {
      key: 'what',
      title: t('billing.what'),
      text: what,
      order: byText(what),
      render: (line) =>
        typeof line.instanceId === 'number' ? (
          <Link to={paths.machine(line.instanceId)}>{what(line)}</Link>
        ) : (
          what(line)
        ),
    },
    {
      key: 'region',
      title: t('billing.region'),
      text: (line) => line.region ?? '',
      order: byText((line) => line.region ?? ''),
      render: (line) => line.region ?? '–',
    },
    {
      key: 'from',
      title: t('billing.from'),
      text: (line) => line.from,
      order: byText((line) => line.from),
      render: (line) => <When at={line.from} />,
    },
    {
      key: 'to',
      title: t('billing.to'),
      text: (line) => line.to ?? '',
      order: byText((line) => line.to ?? ''),
      render: (line) => (line.to ? <When at={line.to} /> : t('billing.running')),
    },
    {
      key: 'hours',
      title: t('billing.hours'),
      numeric: true,
      text: (line) => String(line.hours),
      order: byNumber((line) => Number(line.hours)),
      render: (line) => number(Number(line.hours), 2),
    },
    {
      key: 'amount',
      title: t('billing.amount'),
      numeric: true,
      text: (line) => line.amount.amount,
      order: (left, right) => compareDecimals(left.amount.amount, right.amount.amount),
      render: (line) =>
        line.key ? (
          <Traced to={{ kind: 'accrued', id: line.key }}>
            <MoneyText money={line.amount} />
          </Traced>
        ) : (
          <MoneyText money={line.amount} />
        ),
    },
  ];
}

function AccruedList() {
  const { t } = useWords();
  const query = useQuery({ ...billingQueries.accrued(), refetchInterval: usePace(false) || 60_000 });
  const columns = useAccruedColumns();
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={5} label={t('common.loading')} />;
  const lines = query.data.lines ?? query.data.data ?? [];
  return (
    <div className="stack">
      <Panel>
        <div className="trace-figure">
          <span className="muted">{t('billing.accruedSince')}</span>
          <strong>
            <MoneyText money={query.data.total} />
          </strong>
          <span className="muted small">
            {query.data.from ? (
              <>
                <When at={query.data.from} /> –{' '}
              </>
            ) : null}
            {(query.data.asOf ?? query.data.to) ? (
              <When at={query.data.asOf ?? query.data.to} style="exact" />
            ) : (
              t('time.now')
            )}
          </span>
        </div>
      </Panel>
      <QueryTable<AccruedLine>
        name="accrued"
        label={t('billing.accrued')}
        query={{ ...query, data: { data: lines, page: 1, pages: 1, results: lines.length } }}
        columns={columns}
        rowKey={(line) => line.key ?? `${line.instanceId ?? ''}-${line.description}-${line.from}`}
        empty={
          <Empty title={t('billing.accruedEmpty')}>
            <p>{t('billing.accruedEmptyNext')}</p>
          </Empty>
        }
      />
    </div>
  );
}

function Bills() {
  const words = useWords();
  const { t } = words;
  const currency = useCurrency();
  const query = useQuery(tenantQueries.invoices());
  const money = (amount: number | string) => words.wireMoney(amount, currency);
  const columns: readonly Column<AccountInvoice>[] = [
    {
      key: 'label',
      title: t('billing.invoice'),
      text: (invoice) => invoice.label,
      order: byText((invoice) => invoice.label),
      render: (invoice) => <Link to={paths.bill(invoice.id)}>{invoice.label}</Link>,
    },
    {
      key: 'date',
      title: t('billing.date'),
      text: (invoice) => invoice.date,
      order: byText((invoice) => invoice.date),
      render: (invoice) => <When at={invoice.date} style="day" />,
    },
    {
      key: 'subtotal',
      title: t('billing.subtotal'),
      numeric: true,
      text: (invoice) => decimalText(invoice.subtotal),
      render: (invoice) => money(invoice.subtotal),
    },
    {
      key: 'tax',
      title: t('billing.tax'),
      numeric: true,
      text: (invoice) => decimalText(invoice.tax),
      render: (invoice) => money(invoice.tax),
    },
    {
      key: 'total',
      title: t('billing.total'),
      numeric: true,
      text: (invoice) => decimalText(invoice.total),
      order: (left, right) => compareDecimals(decimalText(left.total), decimalText(right.total)),
      render: (invoice) => <strong>{money(invoice.total)}</strong>,
    },
  ];
  return (
    <QueryTable<AccountInvoice>
      name="invoices"
      label={t('billing.invoices')}
      query={query}
      columns={columns}
      fixedSort={{ key: 'date', down: true }}
      rowKey={(invoice) => String(invoice.id)}
      empty={
        <Empty title={t('billing.noInvoices')}>
          <p>{t('billing.noInvoicesWhy')}</p>
        </Empty>
      }
    />
  );
}
