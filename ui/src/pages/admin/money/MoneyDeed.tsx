import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { adminQueries } from '../../../api/admin.ts';
import type { Invoice } from '../../../api/billing.ts';
import { cashDeeds, cashQueries, type TrialWish } from '../../../api/cash.ts';
import { FormDialog, type FieldOf, type Values } from '../../../components/FormDialog.tsx';
import { usePortalNow } from '../../../components/now.ts';
import { useWords } from '../../../components/words.tsx';
import { localInput } from '../../../util/dates.ts';
import { compareDecimals } from '../../../util/money.ts';
import { Trial } from './Trial.tsx';
import { wishOf, type About, type MoneyDeedKind } from './wishes.ts';

export const MONEY_STALE = [
  '/admin/v1/purses',
  '/admin/v1/payments',
  '/admin/v1/invoices',
  '/admin/v1/credit-notes',
  '/admin/v1/ledger',
  '/admin/v1/reports',
  '/admin/v1/legal-entities',
] as const;

/** A day of UTC has begun wherever an account's day begins earlier, so it is none to come there. */
const DAY_ZONE = 'UTC';
const FORM_WIDTH = 680;

export const isOpen = (invoice: Invoice): boolean =>
  invoice.open !== undefined && compareDecimals(invoice.open.amount, '0') > 0;

interface MoneyDeedProps {
  readonly kind: MoneyDeedKind;
  readonly about: About;
  readonly currency?: string | undefined;
  readonly onClose: () => void;
}

/** A deed with money: its form, and beside it what the deed would settle and book before anything is done. */
export function MoneyDeed({ kind, about, currency, onClose }: MoneyDeedProps) {
  const { t } = useWords();
  const now = usePortalNow();
  const [payer, setPayer] = useState(about.tenantId);
  const fields = useFields(kind, about, { payer, currency });
  return (
    <FormDialog
      title={t(`money.deeds.${kind}`)}
      width={FORM_WIDTH}
      fields={fields}
      initial={{ receivedOn: localInput(now, DAY_ZONE).slice(0, 10) }}
      run={(values, key) => done(kind, wishOf(kind, about, own(fields, values)), key)}
      stale={MONEY_STALE}
      done={t(`money.done.${kind}`)}
      onClose={onClose}
      onTyped={(values) => setPayer(about.tenantId ?? (values['tenantId'] as number | undefined))}
      renderBeside={(values) => <Trial wish={wishOf(kind, about, own(fields, values))} />}
    />
  );
}

/** Only what the form asks: a form keeps first values of fields that it does not show. */
const own = (fields: readonly FieldOf[], values: Values): Values =>
  Object.fromEntries(fields.map(({ name }) => [name, values[name]]));

async function done(kind: MoneyDeedKind, wish: TrialWish | undefined, key: string): Promise<unknown> {
  if (wish === undefined) throw new RangeError('the form was sent before it was filled');
  const { deed: _, tenantId = 0, invoiceId, reason = '', amount = '', reference = '', ...rest } = wish;
  const named = invoiceId === undefined ? {} : { invoiceId };
  switch (kind) {
    case 'PAYMENT':
      return cashDeeds.pay({ tenantId, amount, reference, ...named, ...rest }, key);
    case 'RETURN':
      return cashDeeds.giveBack(rest.paymentId ?? 0, reason);
    case 'DEPOSIT':
    case 'GIVE_BACK':
      return cashDeeds.deposit(tenantId, { amount, reference }, key);
    case 'PAY_OUT':
      return cashDeeds.payOut(tenantId, { amount, reference }, key);
    case 'WALLET':
      return cashDeeds.settle(tenantId, { means: 'WALLET', ...named }, key);
    case 'SPEND_DEPOSIT':
      return cashDeeds.settle(tenantId, { means: 'DEPOSIT', ...named }, key);
    case 'WRITE_OFF':
      return cashDeeds.settle(tenantId, { means: 'WRITE_OFF', ...named, reason }, key);
    case 'CREDIT_NOTE':
      return cashDeeds.creditNote(
        { invoiceId: invoiceId ?? 0, reason, ...(rest.lines === undefined ? {} : { lines: rest.lines }) },
        key,
      );
  }
}

interface Known {
  readonly payer: number | undefined;
  readonly currency: string | undefined;
}

function useFields(kind: MoneyDeedKind, about: About, { payer, currency }: Known): readonly FieldOf[] {
  const { t, money } = useWords();
  const asksTenant = kind === 'PAYMENT' && about.tenantId === undefined;
  const tenants = useQuery({ ...adminQueries.tenants(), enabled: asksTenant });
  const picksInvoice = kind === 'PAYMENT' || kind === 'WALLET' || kind === 'SPEND_DEPOSIT' || kind === 'WRITE_OFF';
  const wanted = picksInvoice && about.invoiceId === undefined;
  const invoices = useQuery({ ...cashQueries.invoicesOf(payer ?? 0), enabled: wanted && payer !== undefined });
  const unit = currency ?? tenants.data?.data.find((tenant) => tenant.id === payer)?.currency;
  const optional = kind === 'PAYMENT' || kind === 'WALLET';
  const amount: FieldOf = {
    name: 'amount',
    label: t('billing.amount'),
    kind: 'money',
    ...(unit === undefined ? {} : { unit }),
  };
  const reason: FieldOf = { name: 'reason', label: t('money.reason'), maxLength: 300, wide: true };
  const reference: FieldOf = {
    name: 'reference',
    label: t('billing.wallet.reference'),
    kind: 'mono',
    maxLength: 100,
    hint: t(kind === 'PAYMENT' ? 'money.referenceHint' : 'money.deedReferenceHint'),
  };
  const invoice: FieldOf = {
    name: 'invoiceId',
    label: t('money.invoice'),
    kind: 'choice',
    optional,
    wide: true,
    loading: invoices.isFetching,
    ...(optional ? { hint: t('money.anyInvoiceHint') } : {}),
    choices: (invoices.data?.data ?? []).filter(isOpen).map((one) => ({
      value: one.id,
      label: `${one.number} · ${one.open ? money(one.open) : ''}`,
    })),
  };
  const tenant: FieldOf = {
    name: 'tenantId',
    label: t('money.tenant'),
    kind: 'choice',
    wide: true,
    loading: tenants.isFetching,
    choices: (tenants.data?.data ?? []).map((one) => ({ value: one.id, label: one.name })),
  };
  switch (kind) {
    case 'PAYMENT':
      return [
        ...(asksTenant ? [tenant] : []),
        amount,
        { name: 'receivedOn', label: t('money.receivedOn'), kind: 'day' },
        { ...reference, wide: true },
        ...(wanted ? [invoice] : []),
      ];
    case 'RETURN':
    case 'CREDIT_NOTE':
      return [reason];
    case 'DEPOSIT':
    case 'GIVE_BACK':
    case 'PAY_OUT':
      return [amount, reference];
    case 'WALLET':
    case 'SPEND_DEPOSIT':
      return wanted ? [invoice] : [];
    case 'WRITE_OFF':
      return [...(wanted ? [invoice] : []), reason];
  }
}
