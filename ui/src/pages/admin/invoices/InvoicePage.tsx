import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { billingQueries, type InvoiceLine } from '../../../api/billing.ts';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PaperFiles } from '../../../components/PaperFiles.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { Status } from '../../../components/Status.tsx';
import { MoneyText, useWords, When } from '../../../components/words.tsx';
import { QueryTable } from '../../../table/QueryTable.tsx';
import { Empty, Facts, Panel, TableSkeleton } from '../../../ui/index.ts';
import { formatMonth } from '../../../util/dates.ts';
import { paths } from '../../../util/paths.ts';
import { useLineColumns } from './lineColumns.tsx';

export default function InvoicePage() {
  const id = Number(useParams()['id']);
  const { t, locale } = useWords();
  const columns = useLineColumns(id);
  const query = useQuery(billingQueries.invoice(id));
  const lines = useQuery(billingQueries.invoiceLines(id));
  if (query.error) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const invoice = query.data;
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
