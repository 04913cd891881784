import { queryOptions } from '@tanstack/react-query';
import type { Invoice } from './billing.ts';
import { create, post, send } from './http.ts';
import type { Payment, Purse } from './money.ts';
import { query, type Page } from './page.ts';
import type { Money } from '../util/money.ts';

export type TrialDeed =
  | 'PAYMENT'
  | 'RETURN'
  | 'DEPOSIT'
  | 'PAY_OUT'
  | 'WALLET'
  | 'SPEND_DEPOSIT'
  | 'WRITE_OFF'
  | 'CREDIT_NOTE'
  | 'ENTRY';

export interface EntryWish {
  readonly reference: string;
  readonly bookedOn: string;
  readonly currency: string;
  readonly words: string;
  /** Debit is positive. */
  readonly sides: readonly { readonly account: string; readonly amount: string }[];
}

/** A deed with money as its own door takes it. */
export interface TrialWish {
  readonly deed: TrialDeed;
  readonly tenantId?: number;
  readonly amount?: string;
  readonly receivedOn?: string;
  readonly reference?: string;
  readonly reason?: string;
  readonly invoiceId?: number;
  readonly paymentId?: number;
  readonly lines?: readonly number[];
  readonly entityId?: number;
  readonly entry?: EntryWish;
}

export interface Holding {
  readonly owed: Money;
  readonly wallet: Money;
  readonly deposit: Money;
  readonly dunningStep: number;
  readonly stopped?: string | null;
}

/** What a deed would do; before and after are missing where no tenant's money is touched. */
export interface Trial {
  readonly currency: string;
  readonly before?: Holding;
  readonly after?: Holding;
  readonly invoices: readonly {
    readonly invoiceId: number;
    readonly number: string;
    readonly before: Money;
    readonly after: Money;
  }[];
  readonly accounts: readonly {
    readonly account: string;
    readonly before: Money;
    readonly change: Money;
    readonly after: Money;
  }[];
}

export interface BankFile {
  readonly id: number;
  readonly name: string;
  readonly currency: string;
  readonly rows: number;
  readonly total: number;
  readonly waiting: number;
  readonly importedAt: string;
}

export interface BankRow {
  readonly number: number;
  readonly reference: string;
  readonly bookedOn: string;
  readonly amount: number;
  readonly payer: string;
  readonly remark: string;
  readonly state: 'MATCHED' | 'UNMATCHED' | 'DUPLICATE' | 'SETTLED';
  readonly tenantId?: number | null;
  readonly paymentId?: number | null;
}

const BANK = '/admin/v1/bank-files';
const TRIALS = '/admin/v1/money-trials';
const PURSES = '/admin/v1/purses';
const list = { pageSize: 500 } as const;

export const cashQueries = {
  payments: (params: { tenantId?: number | undefined; page: number; pageSize: number }) =>
    query<Page<Payment>>('/admin/v1/payments', { ...params }),
  invoicesOf: (tenantId: number) => query<Page<Invoice>>('/admin/v1/invoices', { ...list, tenantId }),
  bankFiles: (paging: { page: number; pageSize: number }) => query<Page<BankFile>>(BANK, paging),
  bankRows: (file: number, paging: { page: number; pageSize: number }) =>
    query<Page<BankRow>>(`${BANK}/${file}/rows`, paging),
  /** Changes nothing, so it is asked as often as a form's fields change. */
  trial: (wish: TrialWish) =>
    queryOptions({
      queryKey: ['post', TRIALS, wish] as const,
      queryFn: async ({ signal }) => (await send<Trial>('POST', TRIALS, { body: wish, signal })).body,
    }),
};

/** What finance does with money; each sends what its trial was asked with. */
export const cashDeeds = {
  pay: (body: object, key: string) => create<Payment>('/admin/v1/payments', body, key),
  giveBack: (payment: number, reason: string) => post<Payment>(`/admin/v1/payments/${payment}/return`, { reason }),
  deposit: (tenant: number, body: { amount: string; reference: string }, key: string) =>
    create<Purse>(`${PURSES}/${tenant}/deposits`, body, key),
  payOut: (tenant: number, body: { amount: string; reference: string }, key: string) =>
    create<Purse>(`${PURSES}/${tenant}/payouts`, body, key),
  settle: (
    tenant: number,
    body: { means: 'WALLET' | 'DEPOSIT' | 'WRITE_OFF'; invoiceId?: number; reason?: string },
    key: string,
  ) => create<Purse>(`${PURSES}/${tenant}/settlements`, body, key),
  creditNote: (body: { invoiceId: number; reason: string; lines?: readonly number[] }, key: string) =>
    create<object>('/admin/v1/credit-notes', body, key),
  readBankFile: (body: { name: string; currency: string; content: string }, key: string) =>
    create<Page<BankRow>>(BANK, body, key),
  settleBankRow: (file: number, row: number, body: { tenantId: number; invoiceId?: number }) =>
    post<Page<BankRow>>(`${BANK}/${file}/rows/${row}/settle`, body),
  book: (entity: number, body: EntryWish, key: string) =>
    create<object>(`/admin/v1/legal-entities/${entity}/entries`, body, key),
};
