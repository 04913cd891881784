import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  isOver,
  PAYMENT_METHODS,
  paymentMethodQueries,
  paymentMethods,
  type PaymentMethod,
} from '../../api/paymentMethods.ts';
import { useDeed, useReason } from '../../components/act.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { usePortalNow } from '../../components/now.ts';
import { useWords, When } from '../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../table/QueryTable.tsx';
import { Button, Empty, Icon, State, useSay } from '../../ui/index.ts';

const STALE = [PAYMENT_METHODS];
const nameOf = ({ data }: PaymentMethod) => `${data.card_type} •••• ${data.last_four}`;

/** Cards that the payment provider keeps; the portal knows what their owner knows them by. */
export function PaymentMethods() {
  const { t } = useWords();
  const reason = useReason();
  const [adding, setAdding] = useState(false);
  const query = useQuery(paymentMethodQueries.all());
  const today = usePortalNow().toISOString();
  const state = (row: PaymentMethod) => {
    if (isOver(row.data.expiry, today)) return { shape: 'failed', text: t('paying.methods.over') } as const;
    return row.is_default
      ? ({ shape: 'running', text: t('paying.methods.default') } as const)
      : ({ shape: 'off', text: t('paying.methods.kept') } as const);
  };
  const columns: readonly Column<PaymentMethod>[] = [
    {
      key: 'card',
      title: t('paying.methods.card'),
      text: nameOf,
      order: byText(nameOf),
      render: nameOf,
    },
    {
      key: 'expiry',
      title: t('paying.methods.expiry'),
      text: (row) => row.data.expiry,
      render: (row) => row.data.expiry,
    },
    {
      key: 'state',
      title: t('paying.methods.state'),
      text: (row) => state(row).text,
      render: (row) => <State {...state(row)} />,
    },
    {
      key: 'created',
      title: t('paying.methods.added'),
      text: (row) => row.created,
      order: byText((row) => row.created),
      render: (row) => <When at={row.created} style="exact" />,
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (row) => <Acts row={row} only={query.data?.data.length === 1} />,
    },
  ];
  return (
    <>
      <QueryTable<PaymentMethod>
        name="payment-methods"
        label={t('paying.methods.title')}
        query={query}
        columns={columns}
        rowKey={(row) => String(row.id)}
        actions={
          <Button
            kind="primary"
            icon={<Icon name="plus" />}
            reason={reason('own')}
            testId="add-method"
            onClick={() => setAdding(true)}
          >
            {t('paying.methods.add')}
          </Button>
        }
        empty={
          <Empty title={t('paying.methods.none')}>
            <p>{t('paying.methods.noneNext')}</p>
          </Empty>
        }
      />
      {adding ? (
        <FormDialog<PaymentMethod>
          title={t('paying.methods.add')}
          fields={[
            {
              name: 'nonce',
              label: t('paying.methods.token'),
              kind: 'mono',
              hint: t('paying.methods.tokenHint'),
              maxLength: 500,
              wide: true,
            },
            { name: 'isDefault', label: t('paying.methods.makeDefault'), kind: 'switch', wide: true },
          ]}
          wire={{ 'data.nonce': 'nonce' }}
          run={(values, key) => paymentMethods.add(values['nonce'], values['isDefault'] === true, key)}
          stale={STALE}
          done={(row) => t('paying.methods.isKept', { card: nameOf(row) })}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </>
  );
}

function Acts({ row, only }: { readonly row: PaymentMethod; readonly only: boolean }) {
  const { t } = useWords();
  const say = useSay();
  const off = useReason()('own');
  const prefer = useDeed({
    run: () => paymentMethods.prefer(row.id),
    stale: STALE,
    done: t('paying.methods.preferred', { card: nameOf(row) }),
  });
  const removal = useDeed({
    run: () => paymentMethods.remove(row.id),
    stale: STALE,
    done: t('paying.methods.removed', { card: nameOf(row) }),
  });
  return (
    <span className="row">
      <Button
        reason={off ?? (row.is_default ? t('paying.methods.isDefault') : undefined)}
        busy={prefer.isPending}
        onClick={() => prefer.mutate()}
      >
        {t('paying.methods.makeDefault')}
      </Button>
      <Button
        kind="danger"
        reason={off ?? (row.is_default && !only ? t('paying.methods.defaultStays') : undefined)}
        onClick={() =>
          say.ask({
            title: t('paying.methods.ask', { card: nameOf(row) }),
            text: t('paying.methods.askText'),
            yes: t('common.delete'),
            no: t('common.cancel'),
            danger: true,
            run: () => removal.mutateAsync(),
          })
        }
      >
        {t('common.delete')}
      </Button>
    </span>
  );
}
