import type { TrialDeed, TrialWish } from '../../../api/cash.ts';
import { negated } from '../../../util/money.ts';

/** What finance can do with a tenant's money, each a form of its own. */
export type MoneyDeedKind =
  | 'PAYMENT'
  | 'RETURN'
  | 'DEPOSIT'
  | 'GIVE_BACK'
  | 'PAY_OUT'
  | 'WALLET'
  | 'SPEND_DEPOSIT'
  | 'WRITE_OFF'
  | 'CREDIT_NOTE';

/** Fields that must be filled before a deed can be tried. */
export const needed: Readonly<Record<MoneyDeedKind, readonly string[]>> = {
  PAYMENT: ['tenantId', 'amount', 'receivedOn', 'reference'],
  RETURN: ['reason'],
  DEPOSIT: ['amount', 'reference'],
  GIVE_BACK: ['amount', 'reference'],
  PAY_OUT: ['amount', 'reference'],
  WALLET: [],
  SPEND_DEPOSIT: ['invoiceId'],
  WRITE_OFF: ['invoiceId', 'reason'],
  CREDIT_NOTE: ['reason'],
};

const AMOUNT = /^\d{1,12}(\.\d{1,8})?$/;

/** What the deed is about that its form does not ask. */
export interface About {
  readonly tenantId?: number | undefined;
  readonly paymentId?: number | undefined;
  readonly invoiceId?: number | undefined;
}

/** The deed as the server tries it, once its form says enough; a deposit that goes back is one below zero. */
export function wishOf(
  kind: MoneyDeedKind,
  about: About,
  values: Readonly<Record<string, unknown>>,
): TrialWish | undefined {
  const all: Readonly<Record<string, unknown>> = { ...about, ...values };
  const given = (name: string) => all[name] !== undefined && all[name] !== null && all[name] !== '';
  if (needed[kind].some((name) => !given(name))) return undefined;
  const amount = typeof all['amount'] === 'string' ? all['amount'] : undefined;
  if (amount !== undefined && !AMOUNT.test(amount)) return undefined;
  const deed: TrialDeed = kind === 'GIVE_BACK' ? 'DEPOSIT' : kind;
  return {
    ...Object.fromEntries(Object.entries(all).filter(([name]) => given(name))),
    ...(amount === undefined ? {} : { amount: kind === 'GIVE_BACK' ? negated(amount) : amount }),
    deed,
  };
}
