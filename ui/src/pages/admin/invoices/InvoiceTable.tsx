import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { billingQueries, type Invoice } from '../../../api/billing.ts';
import { useSearchState } from '../../../components/asOf.tsx';
import { Link } from '../../../components/Link.tsx';
import { usePortalNow } from '../../../components/now.ts';
import { usePace } from '../../../components/session.tsx';
import { MoneyText, useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Empty, Pick } from '../../../ui/index.ts';
import { formatMonth } from '../../../util/dates.ts';
import { compareDecimals } from '../../../util/money.ts';
import { paths } from '../../../util/paths.ts';

/** The twelve months before the present one, latest first. */
export function lastMonths(now: Date): readonly string[] {
  return Array.from({ length: 12 }, (_, back) => {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1));
    return month.toISOString().slice(0, 7);
  });
}

export function InvoiceTable({ tenantId }: { readonly tenantId?: number }) {
  const { t, locale } = useWords();
  const [params, change] = useSearchState();
  const month = params.get('month') ?? undefined;
  const paging = usePaging('invoices');
  const now = usePortalNow();
  const query = useQuery({
    ...billingQueries.invoices({ tenantId, month, ...paging }),
    placeholderData: keepPreviousData,
    refetchInterval: usePace(false),
  });
  const columns: readonly Column<Invoice>[] = [
    {
      key: 'number',
      title: t('invoices.number'),
      text: (invoice) => invoice.number,
      order: byText((invoice) => invoice.number),
      render: (invoice) => <Link to={paths.invoice(invoice.id)}>{invoice.number}</Link>,
    },
    {
      key: 'tenant',
      title: t('guests.tenant'),
      text: (invoice) => invoice.tenantName,
      order: byText((invoice) => invoice.tenantName),
      render: (invoice) => <Link to={paths.tenant(invoice.tenantId)}>{invoice.tenantName}</Link>,
    },
    {
      key: 'month',
      title: t('invoices.month'),
      text: (invoice) => invoice.month,
      order: byText((invoice) => invoice.month),
      render: (invoice) => formatMonth(invoice.month, locale),
    },
    {
      key: 'issued',
      title: t('invoices.issued'),
      text: (invoice) => invoice.issuedAt,
      order: byText((invoice) => invoice.issuedAt),
      render: (invoice) => <When at={invoice.issuedAt} />,
    },
    {
      key: 'subtotal',
      title: t('billing.subtotal'),
      numeric: true,
      text: (invoice) => invoice.subtotal?.amount ?? '',
      render: (invoice) => <MoneyText money={invoice.subtotal} />,
    },
    {
      key: 'tax',
      title: t('billing.tax'),
      numeric: true,
      text: (invoice) => invoice.tax?.amount ?? '',
      render: (invoice) => <MoneyText money={invoice.tax} />,
    },
    {
      key: 'total',
      title: t('billing.total'),
      numeric: true,
      text: (invoice) => invoice.total.amount,
      order: (left, right) => compareDecimals(left.total.amount, right.total.amount),
      render: (invoice) => (
        <strong>
          <MoneyText money={invoice.total} />
        </strong>
      ),
    },
  ];
  return (
    <QueryTable<Invoice>
      name="invoices"
      label={t('shell.nav.invoices')}
      query={query}
      columns={columns}
      paged
      rowKey={(invoice) => String(invoice.id)}
      filters={
        <Pick
          label={t('invoices.month')}
          value={month}
          choices={lastMonths(now).map((value) => ({ value, label: formatMonth(value, locale) }))}
          onChange={(value) => change({ month: value, 'invoices.page': undefined })}
        />
      }
      empty={
        <Empty title={t('invoices.empty')}>
          <p>{t('invoices.emptyNext')}</p>
        </Empty>
      }
    />
  );
}
