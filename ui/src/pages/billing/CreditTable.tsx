import type { ReactNode } from 'react';
import type { Credit } from '../../api/money.ts';
import { useChargeName } from '../../components/charges.ts';
import { MoneyText, useWords, When } from '../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../table/QueryTable.tsx';
import { Empty } from '../../ui/index.ts';

interface CreditTableProps {
  readonly credits: readonly Credit[];
  readonly actions?: ReactNode;
}

/** Credits granted to an account, with what is left of each. */
export function CreditTable({ credits, actions }: CreditTableProps) {
  const { t } = useWords();
  const chargeName = useChargeName();
  const columns: readonly Column<Credit>[] = [
    {
      key: 'name',
      title: t('billing.wallet.credit'),
      text: (credit) => credit.name,
      order: byText((credit) => credit.name),
      render: (credit) => credit.name,
    },
    {
      key: 'scope',
      title: t('billing.wallet.scope'),
      text: (credit) => credit.scope.map(chargeName).join(' '),
      render: (credit) =>
        credit.scope.length === 0 ? (
          t('billing.wallet.everything')
        ) : (
          <span title={credit.scope.join(' ')}>{credit.scope.map(chargeName).join(', ')}</span>
        ),
    },
    {
      key: 'amount',
      title: t('billing.amount'),
      numeric: true,
      text: (credit) => credit.amount.amount,
      render: (credit) => <MoneyText money={credit.amount} />,
    },
    {
      key: 'left',
      title: t('billing.wallet.left'),
      numeric: true,
      text: (credit) => credit.left.amount,
      render: (credit) => <MoneyText money={credit.left} />,
    },
    {
      key: 'cap',
      title: t('billing.wallet.cap'),
      numeric: true,
      text: (credit) => credit.monthlyCap?.amount ?? '',
      render: (credit) => <MoneyText money={credit.monthlyCap} />,
    },
    {
      key: 'expires',
      title: t('billing.wallet.expires'),
      text: (credit) => credit.expiresAt ?? '',
      order: byText((credit) => credit.expiresAt ?? ''),
      render: (credit) =>
        credit.expired ? (
          t('billing.wallet.expired')
        ) : credit.expiresAt ? (
          <When at={credit.expiresAt} />
        ) : (
          t('billing.wallet.never')
        ),
    },
  ];
  return (
    <QueryTable<Credit>
      name="credits"
      label={t('billing.wallet.credits')}
      query={
        { data: { data: credits, page: 1, pages: 1, results: credits.length }, error: null, isPending: false } as never
      }
      columns={columns}
      rowKey={(credit) => String(credit.number)}
      actions={actions}
      empty={<Empty title={t('billing.wallet.noCredits')} />}
    />
  );
}
