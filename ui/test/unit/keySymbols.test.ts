import { expect, test } from 'vitest';
import { strokesOf, untypedOf } from '../../src/util/keySymbols.ts';

test('a text is typed as on a US keyboard', () => {
  expect(strokesOf('aZ!\r\n\t')).toEqual([
    { symbol: 0x61, shift: false },
    { symbol: 0x5a, shift: true },
    { symbol: 0x21, shift: true },
    { symbol: 0xff0d, shift: false },
    { symbol: 0xff09, shift: false },
  ]);
});

test('characters that such a keyboard lacks are named once each', () => {
  expect(untypedOf('naïve café — 磁盘 é 🙂')).toEqual(['ï', 'é', '—', '磁', '盘', '🙂']);
  expect(untypedOf('all of `~1!\'"\\|\n\t')).toEqual([]);
});
