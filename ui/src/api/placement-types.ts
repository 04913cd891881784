export const PLACEMENT_POLICIES = ['BEST_FIT', 'BALANCED_FIT', 'DEMAND_FIT', 'FIRST_FIT', 'SPREAD'] as const;

export type PlacementPolicy = (typeof PLACEMENT_POLICIES)[number];

export const PLACEMENT_WEIGHTS = ['free', 'lost', 'imbalance', 'large', 'days'] as const;

export type PlacementWeight = (typeof PLACEMENT_WEIGHTS)[number];

/** What a policy weighs by; what it does not weigh by is absent. */
export type PlacementWeights = Partial<Record<PlacementWeight, number | null>>;

interface Limits {
  readonly weight: PlacementWeight;
  readonly usual: number;
  readonly min: number;
  readonly max: number;
}

/** What may be set of each policy, and what it is when nobody sets it. */
export const WEIGHTS_OF: Readonly<Record<PlacementPolicy, readonly Limits[]>> = {
  BEST_FIT: [],
  BALANCED_FIT: [
    { weight: 'free', usual: 1, min: 0.01, max: 100 },
    { weight: 'imbalance', usual: 2, min: 0, max: 100 },
  ],
  DEMAND_FIT: [
    { weight: 'lost', usual: 1, min: 0.01, max: 100 },
    { weight: 'imbalance', usual: 5, min: 0, max: 100 },
    { weight: 'large', usual: 3, min: 0, max: 6 },
    { weight: 'days', usual: 7, min: 1, max: 90 },
  ],
  FIRST_FIT: [],
  SPREAD: [],
};

export interface PlacementWish {
  readonly policy: PlacementPolicy;
  readonly weights?: PlacementWeights;
  readonly siteId?: number;
  readonly from?: string;
  readonly reason: string;
}

export interface PlacementRule {
  readonly id: number;
  readonly siteId?: number | null;
  readonly policy: PlacementPolicy;
  readonly weights: PlacementWeights;
  readonly from: string;
  readonly reason: string;
  readonly setAt: string;
}

export interface RulesInForce {
  readonly asOf: string;
  readonly data: readonly PlacementRule[];
}
