import { create, remove } from './http.ts';
import { query, type Page } from './page.ts';
import type { Money } from '../util/money.ts';

export const COST_KINDS = [
  'DEVICE',
  'KILOWATT_HOUR',
  'RACK_UNIT',
  'MEGABIT',
  'TERABYTE',
  'CLOUD_VCPU',
  'CLOUD_GIGABYTE',
  'CLOUD_TERABYTE',
  'CLOUD_MEGABIT',
] as const;
export type CostKind = (typeof COST_KINDS)[number];

export interface CostRate {
  readonly id: number;
  readonly kind: CostKind;
  readonly item: string;
  readonly currency: string;
  readonly amount: string;
  readonly months: number;
  readonly from: string;
  readonly enteredAt: string;
}

export interface CostRateWish {
  readonly kind: CostKind;
  readonly item?: string;
  readonly currency: string;
  readonly amount: string;
  readonly months?: number;
  readonly from: string;
}

export interface Margin {
  readonly tenantId: number;
  readonly tenantName: string;
  readonly revenue: Money;
  readonly depreciation: Money;
  readonly power: Money;
  readonly space: Money;
  readonly storage: Money;
  readonly bandwidth: Money;
  readonly cost: Money;
  readonly margin: Money;
}

export interface HostUse {
  readonly hostId: number;
  readonly name: string;
  readonly model: string;
  readonly vcpus: number;
  readonly vcpusUsed: number;
  readonly memoryMb: number;
  readonly memoryMbUsed: number;
  readonly idlePercent: number;
  readonly cost: Money;
  readonly idle: Money;
}

export interface UnitCost {
  readonly unit: 'VCPU' | 'GIGABYTE' | 'TERABYTE';
  readonly currency: string;
  readonly cost: number;
  readonly capacity: number;
  readonly used: number;
  readonly each?: number | null;
  readonly eachUsed?: number | null;
}

export interface ThreeYears {
  readonly cloud: string;
  /** Parts that have no price are absent, and not in the total. */
  readonly vcpus?: Money;
  readonly memory?: Money;
  readonly storage?: Money;
  readonly bandwidth?: Money;
  readonly total?: Money;
  readonly incomplete?: boolean;
}

const list = { pageSize: 500 } as const;
const REPORTS = '/admin/v1/cost-reports';

export const costQueries = {
  rates: (asOf?: string) => query<Page<CostRate>>('/admin/v1/cost-rates', { ...list, asOf }),
  margins: (month: string, asOf?: string) => query<Page<Margin>>(`${REPORTS}/margins`, { ...list, month, asOf }),
  utilisation: (asOf?: string) => query<Page<HostUse>>(`${REPORTS}/utilisation`, { ...list, asOf }),
  unitCosts: (asOf?: string) => query<readonly UnitCost[]>(`${REPORTS}/unit-costs`, { asOf }),
  threeYears: (asOf?: string) => query<readonly ThreeYears[]>(`${REPORTS}/three-years`, { asOf }),
};

export const costDeeds = {
  enter: (body: CostRateWish, key: string) => create<CostRate>('/admin/v1/cost-rates', body, key),
  withdraw: (id: number) => remove(`/admin/v1/cost-rates/${id}`),
};
