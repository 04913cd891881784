import { queryOptions } from '@tanstack/react-query';
import { everything } from './everything.ts';
import { create, post } from './http.ts';
import type { Page } from './page.ts';
import { query } from './page.ts';
import type { PriceTerms } from './prices.ts';
import type { Money } from '../util/money.ts';

export interface PriceBook {
  readonly id: number;
  readonly name: string;
  readonly currency: string;
  readonly state: string;
  readonly publishedAt?: string | null;
  readonly entries?: readonly PriceEntry[];
}

export interface PriceEntry {
  readonly n: number;
  readonly charge: string;
  readonly region?: string | null;
  readonly tenantId?: number | null;
  readonly contract?: string | null;
  readonly terms?: PriceTerms | null;
  /** Null where the price is none of hours. */
  readonly hourly: string | Money | null;
  readonly monthlyCap: string | Money | null;
  readonly from: string;
  readonly until?: string | null;
}

export interface EntryWish {
  readonly charge: string;
  readonly region?: string;
  readonly tenantId?: number;
  readonly contract?: string;
  readonly terms?: PriceTerms;
  readonly hourly?: string;
  readonly monthlyCap?: string;
  readonly from: string;
  readonly until?: string;
}

export interface InvoiceRun {
  readonly id: number;
  readonly month: string;
  readonly state: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  /** How many invoices it has issued. */
  readonly invoiced: number;
  readonly failures: readonly { readonly tenantId?: number | null; readonly reason?: string | null }[];
  readonly startedAt: string;
  readonly finishedAt?: string | null;
  readonly dryRun?: boolean;
  readonly review?: boolean;
}

export interface Invoice {
  readonly id: number;
  readonly number: string;
  readonly tenantId: number;
  readonly tenantName: string;
  readonly month: string;
  readonly state?: string;
  readonly issuedAt: string;
  readonly dueAt?: string | null;
  readonly subtotal: Money;
  readonly tax: Money;
  readonly total: Money;
  readonly open?: Money;
  readonly dueOn?: string | null;
  readonly timeZone?: string;
  readonly lines?: readonly InvoiceLine[];
}

export interface InvoiceLine {
  readonly n: number;
  readonly description: string;
  readonly instanceId?: number | null;
  readonly charge?: string;
  readonly region?: string | null;
  readonly from: string;
  readonly to: string;
  readonly hours: string | number;
  readonly unitPrice: Money;
  readonly monthlyCap?: Money | null;
  readonly capped?: boolean;
  readonly amount: Money;
  readonly tax?: Money;
}

/** Where an amount comes from: its formula with the figures put in, its price and the events behind it. */
export interface LineTrace {
  readonly figure: Money;
  readonly formula: string;
  readonly inputs: Readonly<Record<string, unknown>> | readonly { readonly name: string; readonly value: unknown }[];
  readonly priceEntry?: Readonly<Record<string, unknown>> | null;
  readonly events: readonly HistoryEvent[];
  /** Null when the facts no longer allow it. */
  readonly recomputed: Money | null;
  readonly same: boolean;
  /** What comes out otherwise; empty while the amount is the same. */
  readonly differs?: readonly { readonly what: string; readonly billed: string; readonly now: string }[];
}

/** One event of a thing's life, in words. */
export interface HistoryEvent {
  readonly index: number;
  readonly at: string;
  readonly event: string;
  readonly words: Readonly<Record<string, string>>;
  readonly who?: string | null;
  readonly whoName?: string | null;
  readonly from?: string | null;
  readonly requestId?: string | null;
  readonly cause?: string | null;
  readonly aggregateId?: string;
  readonly payload?: unknown;
}

export interface Accrued {
  readonly asOf?: string;
  readonly month?: string;
  readonly from?: string;
  readonly to?: string;
  readonly total: Money;
  readonly lines?: readonly AccruedLine[];
  readonly data?: readonly AccruedLine[];
}

export interface AccruedLine {
  /** Opens the line. */
  readonly key?: string;
  readonly instanceId?: number | null;
  readonly charge?: string;
  readonly formula?: string;
  readonly description: string;
  readonly region?: string | null;
  readonly from: string;
  readonly to?: string | null;
  readonly hours: string | number;
  readonly amount: Money;
}

export interface LedgerAccount {
  readonly code: string;
  readonly name: string;
  readonly kind?: string;
  readonly currency?: string;
}

export interface TrialBalanceRow {
  readonly account: string;
  readonly name?: string;
  readonly currency: string;
  readonly debit: string;
  readonly credit: string;
  readonly balance?: string;
}

export interface Posting {
  readonly id: string;
  readonly at: string;
  readonly account: string;
  readonly debit?: string | null;
  readonly credit?: string | null;
  readonly currency: string;
  readonly cause: string;
  readonly memo?: string | null;
}

const list = { pageSize: 500 } as const;

export const billingQueries = {
  books: () => query<Page<PriceBook>>('/admin/v1/price-books', list),
  book: (id: number) => query<PriceBook>(`/admin/v1/price-books/${id}`),
  runs: () => query<Page<InvoiceRun>>('/admin/v1/invoice-runs', list),
  run: (id: number) => query<InvoiceRun>(`/admin/v1/invoice-runs/${id}`),
  invoices: (params: { tenantId?: number | undefined; month?: string | undefined; page?: number; pageSize?: number }) =>
    query<Page<Invoice>>('/admin/v1/invoices', { ...params }),
  invoice: (id: number) => query<Invoice>(`/admin/v1/invoices/${id}`),
  invoiceLines: (id: number) =>
    queryOptions({
      queryKey: ['get', `/admin/v1/invoices/${id}/lines`, { everything: true }] as const,
      // An issued invoice never changes.
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: async ({ signal }): Promise<Page<InvoiceLine>> => {
        const data = await everything<InvoiceLine>(`/admin/v1/invoices/${id}/lines`, {}, signal);
        return { data, page: 1, pages: 1, results: data.length };
      },
    }),
  adminTrace: (id: number, n: number) => query<LineTrace>(`/admin/v1/invoices/${id}/lines/${n}/trace`),
  tenantTrace: (id: number, n: number) => query<LineTrace>(`/portal/v1/invoices/${id}/lines/${n}/trace`),
  accrued: () => query<Accrued>('/portal/v1/billing/accrued'),
  accruedTrace: (key: string) => query<LineTrace>('/portal/v1/billing/accrued/trace', { key }),
  accounts: () => query<Page<LedgerAccount>>('/admin/v1/ledger/accounts', list),
  trialBalance: (asOf?: string) => query<Page<TrialBalanceRow>>('/admin/v1/ledger/trial-balance', { ...list, asOf }),
  postings: (params: { account?: string | undefined; page?: number; pageSize?: number }) =>
    query<Page<Posting>>('/admin/v1/ledger/postings', { ...params }),
};

export const billing = {
  createBook: (body: { name: string; currency: string }, key: string) =>
    create<PriceBook>('/admin/v1/price-books', body, key),
  addEntry: (id: number, body: EntryWish, key: string) =>
    create<PriceBook>(`/admin/v1/price-books/${id}/entries`, body, key),
  endEntry: (id: number, n: number, until: string) => post(`/admin/v1/price-books/${id}/entries/${n}/end`, { until }),
  publish: (id: number) => post(`/admin/v1/price-books/${id}/publish`),
  startRun: (body: { month: string; tenantIds?: readonly number[]; dryRun?: boolean; review?: boolean }, key: string) =>
    create<InvoiceRun>('/admin/v1/invoice-runs', body, key),
};
