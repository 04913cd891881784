import { expect, test } from 'vitest';
import { verdictOf, weighedOf } from '../../src/api/weighing.ts';

const WEIGHTS = ['free -1.0', 'imbalance -2.0'];

test('a host that could have it has a score with its parts', () => {
  expect(verdictOf('12 -0.350000 0.250000 0.050000 BESIDE', WEIGHTS)).toEqual({
    hostId: 12,
    score: -0.35,
    parts: [
      { name: 'free', value: 0.25, weight: -1 },
      { name: 'imbalance', value: 0.05, weight: -2 },
    ],
    filters: ['BESIDE'],
  });
});

test('a host that was refused has all filters that did', () => {
  expect(verdictOf('13 PINNED VCPUS', WEIGHTS)).toEqual({
    hostId: 13,
    score: undefined,
    parts: [],
    filters: ['PINNED', 'VCPUS'],
  });
});

test('the last decision up to an instant is shown, and none of a history without any', () => {
  const payload = {
    hostId: 2,
    policy: 'SPREAD',
    weights: ['free 1.0'],
    hosts: 1,
    fitting: 1,
    refused: [],
    verdicts: ['2 1.500000 1.500000'],
  };
  const events = [
    { event: 'compute.PlacementWeighed', at: '2026-11-22T10:00:00Z', payload },
    { event: 'compute.InstancePlaced', at: '2026-11-22T10:00:00Z', payload: {} },
    { event: 'compute.PlacementWeighed', at: '2026-11-22T12:00:00Z', payload: { ...payload, hostId: 3 } },
  ];
  expect(weighedOf(events, undefined)?.hostId).toBe(3);
  expect(weighedOf(events, '2026-11-22T11:00:00Z')?.hostId).toBe(2);
  expect(weighedOf(events.slice(1, 2), undefined)).toBeUndefined();
});
