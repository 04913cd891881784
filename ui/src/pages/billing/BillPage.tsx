import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { isLost } from '../../api/again.ts';
import { tenant, tenantQueries, type InvoiceItem } from '../../api/tenant.ts';
import { FailureNotice } from '../../components/failure.tsx';
import { useCurrency } from '../../components/money.ts';
import { PaperFiles } from '../../components/PaperFiles.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Traced } from '../../components/trace.tsx';
import { useWords, When } from '../../components/words.tsx';
import { QueryTable, type Column } from '../../table/QueryTable.tsx';
import { Button, Empty, Facts, Panel, TableSkeleton } from '../../ui/index.ts';
import { compareDecimals, decimalText, formatPrice } from '../../util/money.ts';
import { paths } from '../../util/paths.ts';

interface Line extends InvoiceItem {
  readonly n: number;
}

/** One invoice as its tenant sees it; every amount opens the events that made it. */
export default function BillPage() {
  const id = Number(useParams()['id']);
  const words = useWords();
  const { t, locale, number } = words;
  const currency = useCurrency();
  const invoice = useQuery(tenantQueries.invoice(id));
  const items = useQuery({
    queryKey: ['get', `/v4/account/invoices/${id}/items`, { all: true }],
    queryFn: async () => {
      const all = await tenant.allItems(id);
      return {
        data: all.map((item, index): Line => ({ ...item, n: index + 1 })),
        page: 1,
        pages: 1,
        results: all.length,
      };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isLost(invoice)) return <FailureNotice error={invoice.error} onRetry={() => void invoice.refetch()} />;
  if (invoice.isPending) return <TableSkeleton columns={4} label={t('common.loading')} />;
  const money = (amount: number | string) => words.wireMoney(amount, currency);
  const columns: readonly Column<Line>[] = [
    {
      key: 'n',
      title: '#',
      numeric: true,
      text: (line) => String(line.n),
      order: (left, right) => left.n - right.n,
      render: (line) => line.n,
    },
    {
      key: 'what',
      title: t('billing.what'),
      text: (line) => line.label,
      order: (left, right) => left.label.localeCompare(right.label),
      render: (line) => line.label,
    },
    {
      key: 'from',
      title: t('billing.from'),
      text: (line) => line.from ?? '',
      render: (line) => <When at={line.from} />,
    },
    { key: 'to', title: t('billing.to'), text: (line) => line.to ?? '', render: (line) => <When at={line.to} /> },
    {
      key: 'quantity',
      title: t('billing.hours'),
      numeric: true,
      text: (line) => String(line.quantity ?? ''),
      render: (line) => (line.quantity === null ? '–' : number(line.quantity, 2)),
    },
    {
      key: 'region',
      title: t('billing.region'),
      text: (line) => line.region ?? '',
      render: (line) => line.region ?? '–',
    },
    {
      key: 'price',
      title: t('billing.unitPrice'),
      numeric: true,
      text: (line) => line.unit_price ?? '',
      render: (line) =>
        line.unit_price === null ? '–' : formatPrice({ amount: decimalText(line.unit_price), currency }, locale),
    },
    {
      key: 'amount',
      title: t('billing.amount'),
      numeric: true,
      text: (line) => decimalText(line.amount),
      order: (left, right) => compareDecimals(decimalText(left.amount), decimalText(right.amount)),
      render: (line) => <Traced to={{ kind: 'line', id, part: String(line.n) }}>{money(line.amount)}</Traced>,
    },
    {
      key: 'tax',
      title: t('billing.tax'),
      numeric: true,
      hidden: true,
      text: (line) => decimalText(line.tax),
      render: (line) => money(line.tax),
    },
    {
      key: 'total',
      title: t('billing.total'),
      numeric: true,
      hidden: true,
      text: (line) => decimalText(line.total),
      render: (line) => money(line.total),
    },
  ];
  return (
    <div className="stack">
      <PageHead
        title={invoice.data.label}
        crumbs={[{ text: t('shell.nav.billing'), to: `${paths.billing()}?tab=invoices` }]}
        actions={<Button onClick={() => window.print()}>{t('billing.print')}</Button>}
      />
      <Panel>
        <Facts
          columns={4}
          facts={[
            { label: t('billing.date'), value: <When at={invoice.data.date} style="day" /> },
            { label: t('billing.subtotal'), value: money(invoice.data.subtotal) },
            { label: t('billing.tax'), value: money(invoice.data.tax) },
            { label: t('billing.total'), value: <strong>{money(invoice.data.total)}</strong> },
          ]}
        />
      </Panel>
      <PaperFiles door="portal" id={id} number={invoice.data.label} />
      <p className="muted small">{t('billing.openLine')}</p>
      <p className="muted small">{t('billing.offToo')}</p>
      <QueryTable<Line>
        name="lines"
        label={t('billing.lines')}
        query={items}
        columns={columns}
        rowKey={(line) => String(line.n)}
        empty={<Empty title={t('billing.noLines')} />}
      />
    </div>
  );
}
