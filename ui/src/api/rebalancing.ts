import { get, post } from './http.ts';
import type { GuestLoad } from '../util/loads.ts';

export interface HostLoad {
  readonly hostId: number;
  readonly host: string;
  /** Points of a hundred. */
  readonly before: number;
  readonly after: number;
}

export interface AdvisedMove {
  readonly instanceId: number;
  readonly label: string;
  readonly tenantId: number;
  readonly from: HostLoad;
  readonly to: HostLoad;
  readonly copyMb: number;
  /** Points by which the fuller of the two hosts gets less full. */
  readonly gain: number;
  /** Points that copying so much must gain. */
  readonly cost: number;
  readonly imbalanceAfter: number;
}

export interface RebalancingAdvice {
  readonly by: 'PROMISED' | 'MEASURED';
  readonly hosts: number;
  readonly guests: number;
  readonly measured: number;
  readonly imbalance: number;
  readonly imbalanceAfter: number;
  readonly threshold: number;
  readonly stop: 'BALANCED' | 'NOTHING_WORTH_IT' | 'MOVES_SPENT';
  readonly moves: readonly AdvisedMove[];
  readonly loads: readonly HostLoad[];
}

export interface BalanceWish {
  readonly siteId: number;
  readonly threshold: number;
  readonly pointsPer100Gb: number;
  readonly moves: number;
}

const PATH = '/admin/v1/rebalancing';

/** Which guests to move; by what was measured of them, else by what is promised to them. Nothing is moved. */
export const adviseMoves = (wish: BalanceWish, loads: readonly GuestLoad[]): Promise<RebalancingAdvice> =>
  loads.length === 0
    ? get<RebalancingAdvice>(
        `${PATH}?siteId=${wish.siteId}&threshold=${wish.threshold}&pointsPer100Gb=${wish.pointsPer100Gb}&moves=${wish.moves}`,
      )
    : post<RebalancingAdvice>(PATH, { ...wish, loads });
