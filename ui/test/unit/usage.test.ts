import { describe, expect, test } from 'vitest';
import { hasPercentile, rate } from '../../src/util/usage.ts';

const plain = (value: number, digits = 0) => String(Number(value.toFixed(digits)));

describe('what is measured is told in units that people count in', () => {
  test.each([
    [1_250_000_000, 'bit/s', '1.25 Gbps'],
    [999, 'bit/s', '999 bit/s'],
    [125_158_031_360, 'B', '125.16 GB'],
    [1_500_000_000_000, 'B', '1.5 TB'],
    [12, 'B', '12 B'],
    [2_500, 'Wh', '2.5 kWh'],
    [16_000, 'mA', '16 A'],
    [3_500_000, '0.000001', '3.5'],
    [500, '0.000001', '0.0005'],
  ])('%d %s is %s', (value, unit, told) => {
    expect(rate(value, unit, plain)).toBe(told);
  });

  test('only rates and currents are charged by a percentile', () => {
    expect(['bit/s', 'mA', 'B', 'Wh', '0.000001'].filter(hasPercentile)).toEqual(['bit/s', 'mA']);
  });
});
