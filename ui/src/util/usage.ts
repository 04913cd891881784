type Numbered = (value: number, digits?: number) => string;

/** Units by which what is measured is told: the small one of the wire, and what people count in. */
const STEPS: Readonly<Record<string, readonly (readonly [number, string])[]>> = {
  'bit/s': [
    [1e9, 'Gbps'],
    [1e6, 'Mbps'],
    [1e3, 'kbps'],
  ],
  B: [
    [1e12, 'TB'],
    [1e9, 'GB'],
    [1e6, 'MB'],
    [1e3, 'kB'],
  ],
  Wh: [
    [1e6, 'MWh'],
    [1e3, 'kWh'],
  ],
  mA: [[1e3, 'A']],
  '0.000001': [[1e6, '']],
};

/** A measured figure in the unit that people count in: lines by the thousand bits, stored bytes by the thousand. */
export function rate(value: number, unit: string, number: Numbered): string {
  const steps = STEPS[unit] ?? [];
  for (const [step, name] of steps) {
    if (Math.abs(value) >= step) return `${number(value / step, 2)} ${name}`.trim();
  }
  const small = unit === '0.000001';
  return small ? number(value / 1e6, 6) : `${number(value, 2)} ${unit}`;
}

/** Whether a percentile of the samples is what is charged; of bytes and energy it is their sum. */
export const hasPercentile = (unit: string): boolean => unit === 'bit/s' || unit === 'mA';
