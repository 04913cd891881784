import type { InvoiceLine } from './billing.ts';
import { create, post, put, remove } from './http.ts';
import { query, type Page } from './page.ts';
import type { Money } from '../util/money.ts';

export interface Purse {
  readonly tenantId: number;
  readonly currency: string;
  readonly owed: Money;
  readonly wallet: Money;
  readonly deposit: Money;
  readonly lowAt?: Money | null;
  readonly stopWhenEmpty: boolean;
  readonly dunningStep: number;
  readonly stopped?: string | null;
  readonly credits: readonly Credit[];
}

export interface Credit {
  readonly number: number;
  readonly name: string;
  readonly amount: Money;
  readonly left: Money;
  readonly scope: readonly string[];
  readonly monthlyCap?: Money | null;
  readonly expiresAt?: string | null;
  readonly expired: boolean;
}

export interface GrantWish {
  readonly name: string;
  readonly amount: string;
  readonly scope?: readonly string[];
  readonly monthlyCap?: string;
  readonly expiresAt?: string;
}

/** Where a payment that has begun goes on. */
export interface Checkout {
  readonly reference: string;
  readonly url: string;
}

/** Where a transfer goes, and what it must say. */
export interface TransferDetails {
  readonly payee: string;
  readonly bank: string;
  readonly currency: string;
  readonly remark: string;
  readonly openInvoices: readonly string[];
}

export interface Payment {
  readonly id: number;
  readonly tenantId: number;
  readonly tenantName: string;
  readonly amount: Money;
  readonly receivedOn: string;
  readonly way: string;
  readonly reference: string;
  readonly returned?: string | null;
  readonly recordedAt: string;
}

export interface Budget {
  readonly id: number;
  readonly tenantId: number;
  readonly name: string;
  readonly monthlyLimit: Money;
  readonly thresholds: readonly number[];
  readonly hard: boolean;
  readonly actual?: Money | null;
  readonly forecast?: Money | null;
}

export interface BudgetWish {
  readonly name: string;
  readonly monthlyLimit: string;
  readonly thresholds: readonly number[];
  readonly hard: boolean;
}

export interface Draft {
  readonly id: number;
  readonly tenantId: number;
  readonly tenantName: string;
  readonly entity: string;
  readonly month: string;
  readonly subtotal: Money;
  readonly tax: Money;
  readonly total: Money;
  readonly lineCount: number;
  readonly held?: string | null;
  readonly lines?: readonly InvoiceLine[];
  readonly draftedAt: string;
}

export interface Foreseen {
  readonly tenantId: number;
  readonly tenantName: string;
  readonly total: Money;
  readonly lines: number;
}

export interface Lease {
  readonly id: number;
  readonly tenantId: number;
  readonly charge: string;
  readonly name: string;
  readonly quantity: string;
  readonly unit: string;
  readonly region?: string | null;
  readonly contract?: string | null;
  readonly from: string;
  readonly changedAt: string;
  readonly until?: string | null;
}

export interface LeaseWish {
  readonly tenantId: number;
  readonly charge: string;
  readonly name: string;
  readonly quantity: string;
  readonly unit: string;
  readonly region?: string;
  readonly contract?: string;
  readonly from: string;
}

export interface MeterPoint {
  readonly id: number;
  readonly kind: string;
  readonly measures: string;
  readonly charge: string;
  readonly region?: string | null;
  readonly bundle?: string | null;
  readonly unit: string;
}

/** A month of a meter point in slots; null where there is no sample. */
export interface MeterSeries {
  readonly meterPoint: number;
  readonly unit: string;
  readonly month: string;
  readonly timeZone: string;
  readonly from: string;
  readonly slotSeconds: number;
  readonly samplesExpected: number;
  readonly samplesPresent: number;
  readonly coveragePercent: number;
  readonly rank: number;
  readonly droppedCount: number;
  readonly percentile95: number;
  readonly dropped: readonly number[];
  readonly flags: {
    readonly wrapped: number;
    readonly reset: number;
    readonly swapped: number;
    readonly aboveLimit: number;
    readonly gaps: number;
  };
  readonly in: readonly (number | null)[];
  readonly out: readonly (number | null)[];
}

export interface Entity {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly taxNumber: string;
  readonly address: string;
  readonly bank: string;
  readonly currency: string;
  readonly rounding: 'HALF_UP' | 'HALF_EVEN';
  readonly numberFormat: string;
  readonly paymentDays: number;
  readonly reviewed: boolean;
  readonly taxes: readonly TaxRate[];
  readonly closedMonths: readonly {
    readonly month: string;
    readonly closedAt: string;
    readonly reopenedAt?: string | null;
    readonly reason?: string | null;
  }[];
}

export interface TaxRate {
  readonly charge: string;
  readonly name: string;
  readonly rate: number;
  readonly from: string;
}

export type EntityWish = Partial<Omit<Entity, 'id' | 'taxes' | 'closedMonths'>>;

export interface Revenue {
  readonly key: string;
  readonly name: string;
  readonly amount: Money;
}

export interface Aged {
  readonly tenantId: number;
  readonly tenantName: string;
  readonly notDue: Money;
  readonly to30: Money;
  readonly to60: Money;
  readonly to90: Money;
  readonly older: Money;
  readonly total: Money;
}

export interface Behind {
  readonly tenantId: number;
  readonly tenantName: string;
  readonly open: Money;
  readonly oldest: string;
  readonly invoices: number;
  readonly step: number;
  readonly stopped?: string | null;
}

export interface ForeseenMonth {
  readonly tenantId: number;
  readonly tenantName: string;
  readonly month: string;
  readonly lastMonth: Money;
  readonly present: Money;
  readonly measured: Money;
  readonly total: Money;
  readonly unpriced: readonly string[];
}

export type RevenueBy = 'CHARGE' | 'REGION' | 'TENANT' | 'MONTH';

const list = { pageSize: 500 } as const;

export const moneyQueries = {
  purse: () => query<Purse>('/portal/v1/money/purse'),
  purseOf: (tenant: number) => query<Purse>(`/admin/v1/purses/${tenant}`),
  payments: () => query<Page<Payment>>('/portal/v1/money/payments', list),
  transfer: () => query<TransferDetails>('/portal/v1/money/transfer-details'),
  budgets: () => query<readonly Budget[]>('/portal/v1/money/budgets'),
  points: () => query<Page<MeterPoint>>('/portal/v1/usage/meter-points', list),
  series: (id: number, month: string) => query<MeterSeries>(`/portal/v1/usage/meter-points/${id}/series`, { month }),
  draft: (id: number) => query<Draft>(`/admin/v1/invoice-drafts/${id}`),
  drafts: () => query<Page<Draft>>('/admin/v1/invoice-drafts', list),
  foreseen: (run: number) => query<Page<Foreseen>>(`/admin/v1/invoice-runs/${run}/foreseen`, list),
  entities: () => query<readonly Entity[]>('/admin/v1/legal-entities'),
  revenue: (by: RevenueBy, from: string, to: string, asOf?: string) =>
    query<Page<Revenue>>('/admin/v1/reports/revenue', { ...list, by, from, to, asOf }),
  receivables: (asOf?: string) => query<Page<Aged>>('/admin/v1/reports/receivables', { ...list, asOf }),
  dunning: () => query<Page<Behind>>('/admin/v1/reports/dunning', list),
  forecast: (paging: { page: number; pageSize: number }, asOf?: string) =>
    query<Page<ForeseenMonth>>('/admin/v1/reports/forecast', { ...paging, asOf }),
  leases: () => query<Page<Lease>>('/admin/v1/leases', list),
};

export const moneyDeeds = {
  grantCredit: (tenant: number, body: GrantWish, key: string) =>
    create<Purse>(`/admin/v1/purses/${tenant}/credits`, body, key),
  watchWallet: (tenant: number, body: { lowAt?: string; stopWhenEmpty: boolean }) =>
    put<Purse>(`/admin/v1/purses/${tenant}/wallet-terms`, body),
  enterEntity: (body: EntityWish, key: string) => create<Entity>('/admin/v1/legal-entities', body, key),
  rewordEntity: (id: number, body: EntityWish) => put<Entity>(`/admin/v1/legal-entities/${id}`, body),
  setTax: (id: number, body: TaxRate, key: string) =>
    create<Entity>(`/admin/v1/legal-entities/${id}/tax-rates`, body, key),
  closeBooks: (id: number, month: string, key: string) =>
    create<Entity>(`/admin/v1/legal-entities/${id}/closed-months`, { month }, key),
  reopenBooks: (id: number, month: string, reason: string, key: string) =>
    create<Entity>(`/admin/v1/legal-entities/${id}/reopenings`, { month, reason }, key),
  pay: (amount: string, key: string) => create<Checkout>('/portal/v1/money/payments', { amount }, key),
  setBudget: (body: BudgetWish, key: string) => create<Budget>('/portal/v1/money/budgets', body, key),
  removeBudget: (id: number) => remove(`/portal/v1/money/budgets/${id}`),
  issueDraft: (id: number) => post(`/admin/v1/invoice-drafts/${id}/issue`),
  holdDraft: (id: number, reason: string) => post(`/admin/v1/invoice-drafts/${id}/hold`, { reason }),
  beginLease: (body: LeaseWish, key: string) => create<Lease>('/admin/v1/leases', body, key),
  changeLease: (id: number, quantity: string, from: string) =>
    post(`/admin/v1/leases/${id}/changes`, { quantity, from }),
  endLease: (id: number, until: string) => post(`/admin/v1/leases/${id}/end`, { until }),
};
