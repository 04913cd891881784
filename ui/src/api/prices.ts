import { create } from './http.ts';
import { query, type Page } from './page.ts';
import type { Money } from '../util/money.ts';

export const MODELS = [
  'HOURLY',
  'FLAT',
  'RACK',
  'PER_UNIT',
  'GRADUATED',
  'VOLUME',
  'PACKAGE',
  'BANDWIDTH',
  'ENERGY',
  'PERCENT_OFF',
  'SPEND',
  'COMMITMENT',
] as const;

export type PriceModel = (typeof MODELS)[number];

/** How a price reckons; figures are decimals as text. */
export interface PriceTerms {
  readonly model: PriceModel;
  readonly figures?: Readonly<Record<string, string>> | null;
  readonly choices?: Readonly<Record<string, string>> | null;
  readonly tiers?: readonly { readonly above: string; readonly price: string }[] | null;
  readonly bands?:
    | readonly { readonly name: string; readonly from: string; readonly until: string; readonly price: string }[]
    | null;
}

export interface PriceReplay {
  readonly id: number;
  readonly priceBookId: number;
  readonly priceBookName: string;
  readonly priceBookChanged: boolean;
  readonly month: string;
  readonly pricesAt?: string | null;
  readonly state: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly before: Money;
  readonly after: Money;
  readonly difference: Money;
  readonly startedAt: string;
  readonly finishedAt?: string | null;
}

export interface ReplayOutcome {
  readonly tenantId: number;
  readonly tenantName: string;
  readonly before?: Money;
  readonly after?: Money;
  readonly difference?: Money;
  readonly code?: string;
  readonly reason?: string;
}

export interface ReplayLine {
  readonly resource: string;
  readonly name: string;
  readonly charge: string;
  readonly region?: string | null;
  readonly before: Money;
  readonly after: Money;
  readonly difference: Money;
  readonly formulaBefore: readonly string[];
  readonly formulaAfter: readonly string[];
}

export interface ReplayOfTenant {
  readonly before: Money;
  readonly after: Money;
  readonly difference: Money;
  readonly lineCount: number;
  readonly lines: readonly ReplayLine[];
  readonly unpriced: readonly string[];
}

export interface ReplayWish {
  readonly priceBookId: number;
  readonly month: string;
  readonly tenantId?: number;
  readonly pricesAt?: string;
}

export const priceQueries = {
  replays: (priceBookId: number) => query<Page<PriceReplay>>('/admin/v1/price-replays', { priceBookId, pageSize: 500 }),
  replay: (id: number) => query<PriceReplay>(`/admin/v1/price-replays/${id}`),
  replayTenants: (id: number, paging: { page: number; pageSize: number }) =>
    query<Page<ReplayOutcome>>(`/admin/v1/price-replays/${id}/tenants`, paging),
  replayTenant: (id: number, tenantId: number) =>
    query<ReplayOfTenant>(`/admin/v1/price-replays/${id}/tenants/${tenantId}`),
};

export const startReplay = (body: ReplayWish, key: string) => create<PriceReplay>('/admin/v1/price-replays', body, key);
