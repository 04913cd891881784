import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isLost } from '../../api/again.ts';
import { moneyDeeds, moneyQueries, type Checkout } from '../../api/money.ts';
import { useFormDeed } from '../../components/act.tsx';
import { CopyButton, FailureNotice } from '../../components/failure.tsx';
import { useWords } from '../../components/words.tsx';
import { Button, DecimalField, Dialog, Facts, FormBox, Notice, TableSkeleton, Tabs, useForm } from '../../ui/index.ts';

interface PayProps {
  readonly currency: string;
  readonly onClose: () => void;
}

/** Any amount, by whichever way: at the provider's page, or by a transfer that says whose it is. */
export function Pay({ currency, onClose }: PayProps) {
  const { t } = useWords();
  const [way, setWay] = useState('online');
  return (
    <Dialog open title={t('billing.wallet.pay')} onClose={onClose}>
      <p>{t('billing.wallet.payHint')}</p>
      <Tabs
        active={way}
        onChange={setWay}
        tabs={[
          { key: 'online', label: t('paying.online'), content: <Online currency={currency} /> },
          { key: 'transfer', label: t('paying.transfer'), content: <Transfer /> },
        ]}
      />
    </Dialog>
  );
}

function Online({ currency }: { readonly currency: string }) {
  const { t } = useWords();
  const [begun, setBegun] = useState<Checkout>();
  const handle = useForm<{ amount: string }>();
  const deed = useFormDeed<{ amount: string }, Checkout>({
    handle,
    run: ({ amount }, key) => moneyDeeds.pay(amount, key),
    stale: ['/portal/v1/money'],
    after: setBegun,
  });
  if (begun)
    return (
      <div className="stack" data-testid="checkout">
        <Notice kind="info" title={t('billing.wallet.begun')} />
        <Facts
          columns={1}
          facts={[{ label: t('billing.wallet.reference'), value: <Copied text={begun.reference} /> }]}
        />
        <a href={begun.url} target="_blank" rel="noreferrer">
          {t('paying.toProvider')}
        </a>
      </div>
    );
  return (
    <FormBox<{ amount: string }> handle={handle} onSubmit={deed.submit}>
      <DecimalField
        name="amount"
        label={t('billing.amount')}
        unit={currency}
        hint={t('paying.noCards')}
        required={t('common.required')}
        wrong={t('common.notDecimal')}
      />
      {deed.failure ? <FailureNotice error={deed.failure} /> : null}
      <Button kind="primary" submit busy={deed.busy}>
        {t('billing.wallet.pay')}
      </Button>
    </FormBox>
  );
}

function Transfer() {
  const { t } = useWords();
  const query = useQuery(moneyQueries.transfer());
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={2} label={t('common.loading')} />;
  const { payee, bank, currency, remark, openInvoices } = query.data;
  return (
    <div className="stack" data-testid="transfer">
      <Facts
        columns={1}
        facts={[
          { label: t('paying.payee'), value: <Copied text={payee} /> },
          { label: t('paying.bank'), value: bank === '' ? t('paying.noBank') : <Copied text={bank} /> },
          { label: t('tenants.currency'), value: currency },
          { label: t('paying.remark'), value: <Copied text={remark} /> },
          ...(openInvoices.length === 0
            ? []
            : [
                {
                  label: t('paying.openInvoices'),
                  value: <span className="mono wrap">{openInvoices.join(', ')}</span>,
                },
              ]),
        ]}
      />
      <p className="muted">{t('paying.remarkHint')}</p>
    </div>
  );
}

function Copied({ text }: { readonly text: string }) {
  const { t } = useWords();
  return (
    <span className="with-copy">
      <span className="mono wrap">{text}</span>
      <CopyButton text={text} label={t('paying.copy', { text })} />
    </span>
  );
}
