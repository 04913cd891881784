import type { HostOvercommitment } from '../src/api/hosts.ts';
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

/** What has been in force since hosts began. */
export const overcommitment = (hostId: number): HostOvercommitment => ({
  hostId,
  asOf: '2026-03-01T00:00:00Z',
  inForce: {
    number: 0,
    vcpu: 4,
    memory: 1,
    from: '2026-01-01T00:00:00Z',
    reason: null,
    vcpus: 256,
    memoryMb: 262_144,
    exceeded: false,
  },
  toCome: [],
});
