import type { Money } from '../util/money.ts';
import { create, post } from './http.ts';
import { query, type Page } from './page.ts';

/** A code that gives credit to whoever enters it in time. */
export interface Promotion {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly amount: Money;
  readonly scope: readonly string[];
  readonly monthlyCap?: Money | null;
  readonly creditDays?: number | null;
  readonly usesMax?: number | null;
  readonly uses: number;
  readonly from: string;
  readonly until?: string | null;
  readonly endedAt?: string | null;
  readonly state: 'TO_COME' | 'ACTIVE' | 'USED_UP' | 'ENDED';
}

export interface PromotionUse {
  readonly tenantId: number;
  readonly tenantName?: string | null;
  readonly usedAt: string;
}

type Body = Readonly<Record<string, unknown>>;
const promotions = '/admin/v1/promotions';

export const promotionQueries = {
  all: () => query<Page<Promotion>>(promotions, { pageSize: 500 }),
  uses: (id: number) => query<Page<PromotionUse>>(`${promotions}/${id}/uses`, { pageSize: 500 }),
};

export const promotion = {
  make: (body: Body, key: string) => create<Promotion>(promotions, body, key),
  end: (id: number) => post(`${promotions}/${id}/end`),
  enter: (body: Body, key: string) => create<{ summary: string }>('/v4/account/promo-codes', body, key),
};
