import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { billingQueries, type InvoiceLine } from '../../../api/billing.ts';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PaperFiles } from '../../../components/PaperFiles.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { Status } from '../../../components/Status.tsx';
import { Traced } from '../../../components/trace.tsx';
import { MoneyText, useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Empty, Facts, Panel, TableSkeleton, Tag } from '../../../ui/index.ts';
import { formatMonth } from '../../../util/dates.ts';
import { compareDecimals } from '../../../util/money.ts';
import { paths } from '../../../util/paths.ts';

export default function InvoicePage() {
  const id = Number(useParams()['id']);
  const { t, locale, number, price } = useWords();
  const query = useQuery(billingQueries.invoice(id));
  const lines = useQuery(billingQueries.invoiceLines(id));
  if (query.error) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const invoice = query.data;
  const columns: readonly Column<InvoiceLine>[] = [
    {
      key: 'n',
      title: '#',
      numeric: true,
      text: (line) => String(line.n),
      order: byNumber((line) => line.n),
      render: (line) => line.n,
    },
    {
      key: 'what',
      title: t('billing.what'),
      text: (line) => line.description,
      order: byText((line) => line.description),
      render: (line) =>
        line.instanceId ? <Link to={paths.guest(line.instanceId)}>{line.description}</Link> : line.description,
    },
    {
      key: 'charge',
      title: t('prices.charge'),
      hidden: true,
      text: (line) => line.charge ?? '',
      render: (line) => line.charge ?? '–',
    },
    {
      key: 'from',
      title: t('billing.from'),
      text: (line) => line.from,
      order: byText((line) => line.from),
      render: (line) => <When at={line.from} style="exact" />,
    },
    {
      key: 'to',
      title: t('billing.to'),
      text: (line) => line.to,
      order: byText((line) => line.to),
      render: (line) => <When at={line.to} style="exact" />,
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
      key: 'region',
      title: t('billing.region'),
      text: (line) => line.region ?? '',
      order: byText((line) => line.region ?? ''),
      render: (line) => line.region ?? '–',
    },
    {
      key: 'price',
      title: t('billing.unitPrice'),
      numeric: true,
      text: (line) => line.unitPrice.amount,
      render: (line) => price(line.unitPrice),
    },
    {
      key: 'amount',
      title: t('billing.amount'),
      numeric: true,
      text: (line) => line.amount.amount,
      order: (left, right) => compareDecimals(left.amount.amount, right.amount.amount),
      render: (line) => (
        <>
          {line.capped ? <Tag>{t('invoices.capped')}</Tag> : null}{' '}
          <Traced to={{ kind: 'line', id, part: String(line.n) }}>
            <MoneyText money={line.amount} />
          </Traced>
        </>
      ),
    },
  ];
  return (
    <div className="stack">
      <PageHead
        title={`${t('billing.invoice')} ${invoice.number}`}
        crumbs={[{ text: t('shell.nav.invoices'), to: paths.invoices() }]}
        beside={invoice.state ? <Status state={invoice.state} /> : undefined}
      />
      <Panel>
        <Facts
          columns={3}
          facts={[
            { label: t('guests.tenant'), value: <Link to={paths.tenant(invoice.tenantId)}>{invoice.tenantName}</Link> },
            { label: t('invoices.month'), value: formatMonth(invoice.month, locale) },
            { label: t('invoices.issued'), value: <When at={invoice.issuedAt} style="exact" /> },
            { label: t('billing.subtotal'), value: <MoneyText money={invoice.subtotal} /> },
            { label: t('billing.tax'), value: <MoneyText money={invoice.tax} /> },
            {
              label: t('billing.total'),
              value: (
                <strong>
                  <MoneyText money={invoice.total} />
                </strong>
              ),
            },
          ]}
        />
      </Panel>
      <PaperFiles door="admin" id={id} number={invoice.number} statement={invoice.state === 'SHOWBACK'} />
      <p className="muted small">{t('billing.openLine')}</p>
      <QueryTable<InvoiceLine>
        name="lines"
        label={t('billing.lines')}
        query={lines}
        columns={columns}
        rowKey={(line) => String(line.n)}
        empty={<Empty title={t('billing.noLines')} />}
      />
    </div>
  );
}
