import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { billingQueries, type Invoice, type InvoiceLine } from '../../../api/billing.ts';
import { useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PaperFiles } from '../../../components/PaperFiles.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { Status } from '../../../components/Status.tsx';
import { MoneyText, useWords, When } from '../../../components/words.tsx';
import { QueryTable } from '../../../table/QueryTable.tsx';
import { Button, Empty, Facts, Panel, TableSkeleton } from '../../../ui/index.ts';
import { formatMonth } from '../../../util/dates.ts';
import { paths } from '../../../util/paths.ts';
import { isOpen, MoneyDeed } from '../money/MoneyDeed.tsx';
import { useLineColumns } from './lineColumns.tsx';

export default function InvoicePage() {
  const id = Number(useParams()['id']);
  const { t, locale } = useWords();
  const columns = useLineColumns(id);
  const query = useQuery(billingQueries.invoice(id));
  const lines = useQuery(billingQueries.invoiceLines(id));
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const invoice = query.data;
  return (
    <div className="stack">
      <PageHead
        title={`${t('billing.invoice')} ${invoice.number}`}
        crumbs={[{ text: t('shell.nav.invoices'), to: paths.invoices() }]}
        beside={invoice.state ? <Status state={invoice.state} /> : undefined}
        actions={<InvoiceDeeds invoice={invoice} />}
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
            ...(invoice.open ? [{ label: t('money.left'), value: <MoneyText money={invoice.open} /> }] : []),
            ...(invoice.dueOn ? [{ label: t('money.due'), value: invoice.dueOn }] : []),
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

/** What finance may do with an issued invoice: take money for it, take it back, or give it up. */
function InvoiceDeeds({ invoice }: { readonly invoice: Invoice }) {
  const { t } = useWords();
  const reason = useReason();
  const [deed, setDeed] = useState<'PAYMENT' | 'CREDIT_NOTE' | 'WRITE_OFF'>();
  if (invoice.state === 'SHOWBACK') return null;
  const closed = isOpen(invoice) ? undefined : t('money.noneOpen');
  const off = { PAYMENT: closed, CREDIT_NOTE: undefined, WRITE_OFF: closed };
  return (
    <>
      {(['PAYMENT', 'CREDIT_NOTE', 'WRITE_OFF'] as const).map((kind) => (
        <Button
          key={kind}
          reason={reason('invoices') ?? off[kind]}
          testId={`deed-${kind}`}
          onClick={() => setDeed(kind)}
        >
          {t(`money.deeds.${kind}`)}
        </Button>
      ))}
      {deed ? (
        <MoneyDeed
          kind={deed}
          about={{ tenantId: invoice.tenantId, invoiceId: invoice.id }}
          currency={invoice.total.currency}
          onClose={() => setDeed(undefined)}
        />
      ) : null}
    </>
  );
}
