import { expect, test } from 'vitest';
import type { Floor, FloorRack } from '../../src/api/inventory.ts';
import { heatOf, layoutOf, stepOf } from '../../src/util/floor.ts';

const NOW = new Date('2026-01-01T00:00:00Z');

const rack = (over: Partial<FloorRack>): FloorRack => ({
  id: 1,
  name: 'A01',
  locationId: null,
  positionInRow: null,
  xMm: null,
  yMm: null,
  outerWidthMm: null,
  outerDepthMm: null,
  devices: 2,
  heightU: 40,
  usedU: 10,
  keptU: 0,
  freeU: 30,
  largestFrontU: 30,
  largestRearU: 30,
  largestWholeU: 30,
  weightKg: 100,
  maxWeightKg: 1000,
  weightUnknown: 0,
  nameplateW: 4000,
  maxPowerW: 8000,
  nameplateUnknown: 0,
  budgetW: 0,
  budgetUnknown: 2,
  limiting: 'POWER',
  strandedU: 0,
  strandedBy: null,
  oldest: null,
  guests: {},
  ...over,
});

const floor = (racks: readonly FloorRack[], locations: Floor['locations'] = []): Floor => ({
  siteId: 1,
  asOf: null,
  typical: { wattsPerU: 200, kgPerU: 10 },
  totals: {} as Floor['totals'],
  locations,
  racks,
});

test('what nobody knows is unknown, never nothing', () => {
  expect(heatOf(rack({ nameplateUnknown: 2 }), 'power', NOW).known).toBe('none');
  expect(heatOf(rack({ nameplateUnknown: 1 }), 'power', NOW)).toEqual({ share: 0.5, value: 0.5, known: 'some' });
  expect(heatOf(rack({ oldest: null }), 'age', NOW).known).toBe('none');
});

test('an empty rack draws nothing, and that is known', () => {
  const empty = rack({ devices: 0, nameplateW: 0, nameplateUnknown: 0 });
  expect(heatOf(empty, 'power', NOW)).toEqual({ share: 0, value: 0, known: 'all' });
  expect(heatOf(empty, 'age', NOW).known).toBe('all');
});

test('tenants are counted and years are measured from the oldest device', () => {
  expect(heatOf(rack({ guests: { 1: 4, 2: 1 } }), 'tenants', NOW).value).toBe(2);
  expect(heatOf(rack({ oldest: '2023-01-01' }), 'age', NOW).value).toBeCloseTo(3, 1);
});

test('steps end where the legend says', () => {
  expect([0, 0.01, 0.39, 0.4, 0.7, 0.9, 1.2].map(stepOf)).toEqual([0, 1, 1, 2, 3, 4, 4]);
});

test('racks stand row by row in order of place, those without a row last', () => {
  const places = [{ id: 7, parentId: null, kind: 'ROW' as const, name: 'Row A', totals: {} as Floor['totals'] }];
  const { spots, strips } = layoutOf(
    floor(
      [
        rack({ id: 1, name: 'Z' }),
        rack({ id: 2, name: 'A2', locationId: 7, positionInRow: 2 }),
        rack({ id: 3, name: 'A1', locationId: 7, positionInRow: 1 }),
      ],
      places,
    ),
  );
  expect(spots.map((spot) => spot.rack.id)).toEqual([3, 2, 1]);
  expect(strips.map((strip) => strip.name)).toEqual(['Row A', undefined]);
  expect(spots[0]?.y).toBe(spots[1]?.y);
});

test('coordinates decide where every rack has some', () => {
  const { spots } = layoutOf(floor([rack({ id: 1, xMm: 1000, yMm: 500 }), rack({ id: 2, xMm: 2000, yMm: 500 })]));
  expect((spots[1]?.x ?? 0) - (spots[0]?.x ?? 0)).toBe(1000 * (68 / 600));
});
