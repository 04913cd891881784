import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isLost } from '../../../api/again.ts';
import { moneyDeeds, moneyQueries, type GrantWish, type Purse } from '../../../api/money.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { FormDialog, textOf } from '../../../components/FormDialog.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Traced } from '../../../components/trace.tsx';
import { MoneyText, useWords } from '../../../components/words.tsx';
import { usePresent } from '../../../components/session.tsx';
import {
  Button,
  DecimalField,
  Dialog,
  Facts,
  FormBox,
  Notice,
  Panel,
  TableSkeleton,
  TextField,
  useForm,
} from '../../../ui/index.ts';
import { MoneyDeed } from '../money/MoneyDeed.tsx';
import { OpenInvoices } from '../money/OpenInvoices.tsx';
import { PaymentTable } from '../money/PaymentTable.tsx';
import type { MoneyDeedKind } from '../money/wishes.ts';
import { CreditTable } from '../../billing/CreditTable.tsx';
import { fromLocalInput, instantOf, isoInstant } from '../../../util/dates.ts';
import { compareDecimals, type Money } from '../../../util/money.ts';

/** What a tenant owes and has in hand, and the credits that finance granted it. */
export function TenantMoney({ id }: { readonly id: number }) {
  const { t, number } = useWords();
  const reason = useReason();
  const [granting, setGranting] = useState(false);
  const [watching, setWatching] = useState(false);
  const [deed, setDeed] = useState<MoneyDeedKind>();
  const query = useQuery(moneyQueries.purseOf(id));
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const purse = query.data;
  const traced = (money: Money) => (
    <Traced to={{ kind: 'history', id: `purse-${id}` }}>
      <MoneyText money={money} />
    </Traced>
  );
  const above = (money: Money) => compareDecimals(money.amount, '0') > 0;
  const button = (kind: MoneyDeedKind, off?: string) => (
    <Button key={kind} reason={reason('invoices') ?? off} testId={`deed-${kind}`} onClick={() => setDeed(kind)}>
      {t(`money.deeds.${kind}`)}
    </Button>
  );
  return (
    <div className="stack">
      {purse.stopped ? <Notice kind="bad" title={t('billing.wallet.stopped')} /> : null}
      <Panel
        title={t('billing.wallet.title')}
        extra={
          <span className="row">
            {button('DEPOSIT')}
            {button('GIVE_BACK', above(purse.deposit) ? undefined : t('money.noDeposit'))}
            {button('WALLET', above(purse.wallet) ? undefined : t('money.noWallet'))}
            {button('PAY_OUT', above(purse.wallet) ? undefined : t('money.noWallet'))}
            <Button reason={reason('invoices')} onClick={() => setWatching(true)}>
              {t('money.deeds.TERMS')}
            </Button>
          </span>
        }
      >
        <Facts
          columns={4}
          facts={[
            { label: t('billing.wallet.owed'), value: traced(purse.owed) },
            { label: t('billing.wallet.inHand'), value: traced(purse.wallet) },
            { label: t('billing.wallet.deposit'), value: traced(purse.deposit) },
            {
              label: t('billing.wallet.lowAt'),
              value: purse.lowAt ? <MoneyText money={purse.lowAt} /> : t('billing.wallet.never'),
            },
            { label: t('ledger.dunning'), value: number(purse.dunningStep) },
          ]}
        />
      </Panel>
      <Panel title={t('money.open')}>
        <OpenInvoices
          tenantId={id}
          currency={purse.currency}
          has={{ wallet: above(purse.wallet), deposit: above(purse.deposit) }}
        />
      </Panel>
      <Panel title={t('money.payments')}>
        <PaymentTable tenantId={id} currency={purse.currency} />
      </Panel>
      <Panel title={t('billing.wallet.credits')}>
        <CreditTable
          credits={purse.credits}
          actions={
            <Button kind="primary" reason={reason('invoices')} testId="grant-credit" onClick={() => setGranting(true)}>
              {t('tenants.grant.credit')}
            </Button>
          }
        />
      </Panel>
      <Grant id={id} currency={purse.currency} open={granting} onClose={() => setGranting(false)} />
      {deed ? (
        <MoneyDeed kind={deed} about={{ tenantId: id }} currency={purse.currency} onClose={() => setDeed(undefined)} />
      ) : null}
      {watching ? <WalletTerms purse={purse} onClose={() => setWatching(false)} /> : null}
    </div>
  );
}

/** When to warn that the wallet runs low, and whether service stops with it. */
function WalletTerms({ purse, onClose }: { readonly purse: Purse; readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <FormDialog
      title={t('money.deeds.TERMS')}
      fields={[
        {
          name: 'lowAt',
          label: t('money.lowAt'),
          kind: 'money',
          unit: purse.currency,
          optional: true,
          wide: true,
        },
        { name: 'stopWhenEmpty', label: t('money.stopWhenEmpty'), kind: 'switch', wide: true },
      ]}
      initial={{ lowAt: purse.lowAt?.amount, stopWhenEmpty: purse.stopWhenEmpty }}
      run={(values) =>
        moneyDeeds.watchWallet(purse.tenantId, {
          ...(values['lowAt'] === undefined ? {} : { lowAt: textOf(values['lowAt']) }),
          stopWhenEmpty: values['stopWhenEmpty'] === true,
        })
      }
      stale={['/admin/v1/purses']}
      done={t('money.done.TERMS')}
      onClose={onClose}
    />
  );
}

interface Wish {
  readonly name: string;
  readonly amount: string;
  readonly scope?: string;
  readonly monthlyCap?: string;
  readonly expires?: string;
}

interface GrantProps {
  readonly id: number;
  readonly currency: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

function Grant({ id, currency, open, onClose }: GrantProps) {
  const { t } = useWords();
  const { zone } = usePresent();
  const handle = useForm<Wish>();
  const wished = ({ name, amount, scope, monthlyCap, expires }: Wish): GrantWish => ({
    name,
    amount,
    ...(scope ? { scope: scope.split(/[\s,，]+/u).filter((word) => word !== '') } : {}),
    ...(monthlyCap ? { monthlyCap } : {}),
    ...(expires ? { expiresAt: isoInstant(fromLocalInput(expires, zone) ?? instantOf(expires)) } : {}),
  });
  const deed = useFormDeed<Wish, Purse>({
    handle,
    run: (wish, key) => moneyDeeds.grantCredit(id, wished(wish), key),
    stale: ['/admin/v1/purses'],
    done: t('tenants.grant.done'),
    fields: { expiresAt: 'expires' },
    after: onClose,
  });
  const wrong = t('common.notDecimal');
  return (
    <Dialog open={open} title={t('tenants.grant.credit')} onClose={onClose}>
      {open ? (
        <FormBox<Wish> handle={handle} onSubmit={deed.submit}>
          <TextField name="name" label={t('billing.wallet.credit')} required={t('common.required')} maxLength={100} />
          <DecimalField
            name="amount"
            label={t('billing.amount')}
            unit={currency}
            required={t('common.required')}
            wrong={wrong}
          />
          <TextField
            name="scope"
            label={t('billing.wallet.scope')}
            hint={t('tenants.grant.scopeHint')}
            maxLength={200}
            mono
          />
          <DecimalField name="monthlyCap" label={t('billing.wallet.cap')} unit={currency} wrong={wrong} />
          <TextField name="expires" label={t('tenants.grant.expiresIn', { zone })} type="datetime-local" />
          {deed.failure ? <FailureNotice error={deed.failure} /> : null}
          <Button kind="primary" submit busy={deed.busy}>
            {t('tenants.grant.credit')}
          </Button>
        </FormBox>
      ) : null}
    </Dialog>
  );
}
