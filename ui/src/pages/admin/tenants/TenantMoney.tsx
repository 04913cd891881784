import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { moneyDeeds, moneyQueries, type GrantWish, type Purse } from '../../../api/money.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { MoneyText, useWords } from '../../../components/words.tsx';
import { usePresent } from '../../../components/session.tsx';
import {
  Button,
  DecimalField,
  Dialog,
  Facts,
  FormBox,
  Panel,
  TableSkeleton,
  TextField,
  useForm,
} from '../../../ui/index.ts';
import { CreditTable } from '../../billing/CreditTable.tsx';
import { fromLocalInput, instantOf, isoInstant } from '../../../util/dates.ts';

/** What a tenant owes and has in hand, and the credits that finance granted it. */
export function TenantMoney({ id }: { readonly id: number }) {
  const { t, number } = useWords();
  const reason = useReason();
  const [granting, setGranting] = useState(false);
  const query = useQuery(moneyQueries.purseOf(id));
  if (query.error) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const purse = query.data;
  return (
    <div className="stack">
      <Panel title={t('billing.wallet.title')}>
        <Facts
          columns={4}
          facts={[
            { label: t('billing.wallet.owed'), value: <MoneyText money={purse.owed} /> },
            { label: t('billing.wallet.inHand'), value: <MoneyText money={purse.wallet} /> },
            { label: t('billing.wallet.deposit'), value: <MoneyText money={purse.deposit} /> },
            { label: t('ledger.dunning'), value: number(purse.dunningStep) },
          ]}
        />
      </Panel>
      <CreditTable
        credits={purse.credits}
        actions={
          <Button kind="primary" reason={reason('invoices')} testId="grant-credit" onClick={() => setGranting(true)}>
            {t('tenants.grant.credit')}
          </Button>
        }
      />
      <Grant id={id} currency={purse.currency} open={granting} onClose={() => setGranting(false)} />
    </div>
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
