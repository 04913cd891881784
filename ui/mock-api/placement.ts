import type { PlacementRule } from '../src/api/placement-types.ts';

export const placementRules: PlacementRule[] = [
  {
    id: 1,
    policy: 'DEMAND_FIT',
    weights: { lost: 1, imbalance: 5, large: 3, days: 7 },
    from: '2026-03-01T00:00:00Z',
    reason: 'Fewer refusals of large machines',
    setAt: '2026-02-27T03:00:00Z',
  },
];
