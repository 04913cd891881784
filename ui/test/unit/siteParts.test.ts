import { describe, expect, test } from 'vitest';
import { physicalParts, siteRows } from '../../src/pages/admin/storage/siteParts.ts';

type Site = Parameters<typeof siteRows>[0];

const pool = (changes: Partial<Site[number]>): Site[number] => ({
  poolId: 1,
  name: 'one',
  at: '2026-03-03T00:00:00Z',
  alerts: [],
  stored: { capacityBytes: 100, stopBytes: 95, usedBytes: 60 },
  dataBytes: 50,
  freeBytes: 35,
  reservedBytes: 5,
  written: {},
  promisedBytes: 0,
  fillings: [],
  ...changes,
});

describe('the bars of a site', () => {
  test('data that no tool splits stays one part, and no part is made up', () => {
    expect(physicalParts(pool({}))).toEqual({ unique: 0, shared: 0, data: 50, overhead: 0, free: 35, reserved: 5 });
    const split = pool({
      stored: { capacityBytes: 100, stopBytes: 95, usedBytes: 60, overheadBytes: 10, uniqueBytes: 20, sharedBytes: 30 },
    });
    expect(physicalParts(split)).toMatchObject({ unique: 20, shared: 30, data: 0, overhead: 10 });
  });

  test('the site is the sum of its pools; what was written is left out where nobody knows it', () => {
    const two = pool({
      poolId: 2,
      name: 'two',
      written: { logicalBytes: 200 },
      worstCase: { neededBytes: 210, shortBytes: 115 },
    });
    const rows = siteRows([pool({}), two], (key) => key);
    expect(rows.map((row) => row.label)).toEqual([
      'physicalBar',
      'logicalBar',
      'worstBar',
      'one',
      'two',
      'two: logicalBar',
    ]);
    expect(rows[0]?.parts.map((part) => [part.key, part.bytes])).toEqual([
      ['data', 100],
      ['free', 70],
      ['reserved', 10],
    ]);
    expect(rows[2]?.parts.map((part) => [part.key, part.bytes])).toEqual([
      ['data', 95],
      ['short', 115],
    ]);
  });
});
