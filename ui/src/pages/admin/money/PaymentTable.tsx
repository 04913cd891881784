import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { cashQueries } from '../../../api/cash.ts';
import type { Payment } from '../../../api/money.ts';
import { useReason } from '../../../components/act.tsx';
import { Link } from '../../../components/Link.tsx';
import { Traced } from '../../../components/trace.tsx';
import { MoneyText, useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { MoneyDeed } from './MoneyDeed.tsx';

/** Payments of all tenants or of one, with the form that enters one and the one that takes one back. */
export function PaymentTable({ tenantId, currency }: { readonly tenantId?: number; readonly currency?: string }) {
  const { t } = useWords();
  const reason = useReason();
  const paging = usePaging('payments');
  const [entering, setEntering] = useState(false);
  const [returning, setReturning] = useState<Payment>();
  const query = useQuery({ ...cashQueries.payments({ tenantId, ...paging }), placeholderData: keepPreviousData });
  const columns: readonly Column<Payment>[] = [
    {
      key: 'on',
      title: t('billing.date'),
      text: (payment) => payment.receivedOn,
      order: byText((payment) => payment.receivedOn),
      render: (payment) => payment.receivedOn,
    },
    ...(tenantId === undefined
      ? [
          {
            key: 'tenant',
            title: t('money.tenant'),
            text: (payment: Payment) => payment.tenantName,
            render: (payment: Payment) => (
              <Link to={paths.tenant(payment.tenantId)}>{payment.tenantName || `tenant-${payment.tenantId}`}</Link>
            ),
          },
        ]
      : []),
    {
      key: 'way',
      title: t('billing.wallet.way'),
      text: (payment) => payment.way,
      render: (payment) => t(`billing.wallet.ways.${payment.way as 'MANUAL'}`),
    },
    {
      key: 'reference',
      title: t('billing.wallet.reference'),
      text: (payment) => payment.reference,
      render: (payment) => <span className="mono">{payment.reference}</span>,
    },
    {
      key: 'amount',
      title: t('billing.amount'),
      numeric: true,
      text: (payment) => payment.amount.amount,
      render: (payment) => (
        <Traced to={{ kind: 'history', id: `purse-${payment.tenantId}` }}>
          <MoneyText money={payment.amount} />
        </Traced>
      ),
    },
    {
      key: 'recorded',
      title: t('ledger.at'),
      text: (payment) => payment.recordedAt,
      render: (payment) => <When at={payment.recordedAt} />,
    },
    {
      key: 'returned',
      title: t('billing.wallet.returned'),
      text: (payment) => payment.returned ?? '',
      render: (payment) =>
        payment.returned ?? (
          <Button kind="quiet" reason={reason('invoices')} onClick={() => setReturning(payment)}>
            {t('money.deeds.RETURN')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <QueryTable<Payment>
        name="payments"
        label={t('money.payments')}
        query={query}
        columns={columns}
        paged
        rowKey={(payment) => String(payment.id)}
        actions={
          <Button kind="primary" reason={reason('invoices')} testId="enter-payment" onClick={() => setEntering(true)}>
            {t('money.deeds.PAYMENT')}
          </Button>
        }
        empty={
          <Empty title={t('money.noPayments')}>
            <p>{t('money.noPaymentsNext')}</p>
          </Empty>
        }
      />
      {entering ? (
        <MoneyDeed kind="PAYMENT" about={{ tenantId }} currency={currency} onClose={() => setEntering(false)} />
      ) : null}
      {returning ? (
        <MoneyDeed
          kind="RETURN"
          about={{ paymentId: returning.id }}
          currency={returning.amount.currency}
          onClose={() => setReturning(undefined)}
        />
      ) : null}
    </>
  );
}
