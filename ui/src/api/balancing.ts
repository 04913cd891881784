import { create, remove } from './http.ts';
import { PAGE_LIMIT, query, type Page } from './page.ts';

export interface AdvisedRound {
  readonly at: string;
  readonly threshold: number;
  readonly rounds: number;
  /** How many in a row were above the threshold, with this one. */
  readonly standing: number;
  readonly hosts: number;
  readonly guests: number;
  readonly measured: number;
  /** Nothing where nothing was measured. */
  readonly imbalance?: number | null;
  readonly lowest?: number | null;
  readonly highest?: number | null;
  readonly stop?: 'BALANCED' | 'NOTHING_WORTH_IT' | 'MOVES_SPENT' | null;
  readonly imbalanceAfter?: number | null;
  readonly waveId?: number | null;
  readonly moves: readonly {
    readonly instanceId: number;
    readonly label: string;
    readonly fromHostId: number;
    readonly toHostId: number;
    readonly copyMb: number;
    readonly minutes: number;
    readonly gain: number;
    readonly cost: number;
    readonly imbalanceAfter: number;
  }[];
}

export interface BalanceRule {
  readonly id: number;
  readonly siteId?: number | null;
  readonly terms?: {
    readonly threshold: number;
    readonly rounds: number;
    readonly everyMinutes: number;
    readonly linkMbps: number;
    readonly pointsPerMinute: number;
    readonly moves: number;
    readonly propose: boolean;
  } | null;
  readonly from: string;
  readonly reason: string;
}

const PATH = '/admin/v1/rebalancing';

export const balancingQueries = {
  rounds: (siteId: number, asOf?: string) =>
    query<{ readonly data: readonly AdvisedRound[] }>(`${PATH}/rounds`, { siteId, asOf }),
  rules: () => query<Page<BalanceRule>>(`${PATH}/rules`, { pageSize: PAGE_LIMIT }),
};

export const balancing = {
  set: (rule: object, key: string) => create<BalanceRule>(`${PATH}/rules`, rule, key),
  withdraw: (id: number) => remove<unknown>(`${PATH}/rules/${id}`),
};
