import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isLost } from '../../api/again.ts';
import { moneyQueries, type Payment } from '../../api/money.ts';
import { useReason } from '../../components/act.tsx';
import { FailureNotice } from '../../components/failure.tsx';
import { MoneyText, useWords } from '../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../table/QueryTable.tsx';
import { Button, Empty, Facts, Notice, Panel, TableSkeleton } from '../../ui/index.ts';
import { CreditTable } from './CreditTable.tsx';
import { EnterCode } from './EnterCode.tsx';
import { Pay } from './Pay.tsx';

/** What is owed and in hand, promotions with what is left of them, and payments. */
export function WalletPanel() {
  const { t } = useWords();
  const reason = useReason();
  const [paying, setPaying] = useState(false);
  const [entering, setEntering] = useState(false);
  const query = useQuery(moneyQueries.purse());
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const purse = query.data;
  return (
    <div className="stack">
      {purse.stopped ? <Notice kind="bad" title={t('billing.wallet.stopped')} /> : null}
      <Panel
        title={t('billing.wallet.title')}
        extra={
          <Button kind="primary" reason={reason('own')} onClick={() => setPaying(true)}>
            {t('billing.wallet.pay')}
          </Button>
        }
      >
        <Facts
          columns={4}
          facts={[
            { label: t('billing.wallet.owed'), value: <MoneyText money={purse.owed} /> },
            { label: t('billing.wallet.inHand'), value: <MoneyText money={purse.wallet} /> },
            { label: t('billing.wallet.deposit'), value: <MoneyText money={purse.deposit} /> },
            {
              label: t('billing.wallet.lowAt'),
              value: purse.lowAt ? <MoneyText money={purse.lowAt} /> : t('billing.wallet.never'),
            },
          ]}
        />
      </Panel>
      <Panel title={t('billing.wallet.credits')}>
        <CreditTable
          credits={purse.credits}
          actions={
            <Button reason={reason('own')} testId="enter-code" onClick={() => setEntering(true)}>
              {t('entering.title')}
            </Button>
          }
        />
      </Panel>
      <Panel title={t('billing.wallet.payments')}>
        <Payments />
      </Panel>
      {entering ? <EnterCode onClose={() => setEntering(false)} /> : null}
      {paying ? <Pay currency={purse.currency} onClose={() => setPaying(false)} /> : null}
    </div>
  );
}

function Payments() {
  const { t } = useWords();
  const query = useQuery(moneyQueries.payments());
  const columns: readonly Column<Payment>[] = [
    {
      key: 'on',
      title: t('billing.date'),
      text: (payment) => payment.receivedOn,
      order: byText((payment) => payment.receivedOn),
      render: (payment) => payment.receivedOn,
    },
    {
      key: 'way',
      title: t('billing.wallet.way'),
      text: (p) => p.way,
      render: (p) => t(`billing.wallet.ways.${p.way as 'MANUAL'}`),
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
      render: (payment) => <MoneyText money={payment.amount} />,
    },
    {
      key: 'returned',
      title: t('billing.wallet.returned'),
      text: (payment) => payment.returned ?? '',
      render: (payment) => payment.returned ?? '–',
    },
  ];
  return (
    <QueryTable<Payment>
      name="payments"
      label={t('billing.wallet.payments')}
      query={query}
      columns={columns}
      fixedSort={{ key: 'on', down: true }}
      rowKey={(payment) => String(payment.id)}
      empty={<Empty title={t('billing.wallet.noPayments')} />}
    />
  );
}
