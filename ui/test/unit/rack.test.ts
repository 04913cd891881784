import { describe, expect, test } from 'vitest';
import { csvText } from '../../src/util/csv.ts';
import { countChanges, differenceOf } from '../../src/util/difference.ts';
import { freePositions, largestFree, unitsInUse, whyNot } from '../../src/util/rack.ts';
import { kindOf, staleAfter } from '../../src/api/live.ts';
import { snippet } from '../../src/pages/tenant/machines/snippets.ts';
import { LABEL_RULE } from '../../src/pages/tenant/machines/label.ts';

const deep = (positionU: number, heightU: number) => ({
  positionU,
  face: 'FRONT' as const,
  type: { heightU, fullDepth: true },
});
const shallow = (positionU: number, heightU: number) => ({
  positionU,
  face: 'REAR' as const,
  type: { heightU, fullDepth: false },
});

describe('room in a rack', () => {
  test('an empty rack has room wherever the device does not stand out', () => {
    expect(freePositions([], 4, 'FRONT', { heightU: 2, fullDepth: true })).toEqual([1, 2, 3]);
    expect(freePositions([], 4, 'FRONT', { heightU: 5, fullDepth: true })).toEqual([]);
  });

  test('a deep device blocks both faces, a shallow one only its own', () => {
    expect(freePositions([deep(2, 1)], 4, 'REAR', { heightU: 1, fullDepth: false })).toEqual([1, 3, 4]);
    expect(freePositions([shallow(2, 1)], 4, 'FRONT', { heightU: 1, fullDepth: false })).toEqual([1, 2, 3, 4]);
    expect(freePositions([shallow(2, 1)], 4, 'FRONT', { heightU: 1, fullDepth: true })).toEqual([1, 3, 4]);
  });

  test('a device to be moved is told why it could not stand somewhere', () => {
    const standing = [
      { deviceId: 1, name: 'one', ...deep(2, 2) },
      { deviceId: 2, name: 'two', ...shallow(6, 1) },
      { deviceId: 3, name: 'three', positionU: 8, face: 'FRONT' as const, type: { heightU: 1, fullDepth: false } },
    ] as const;
    const [one, , three] = standing;
    expect(whyNot(standing, 10, one, 3)).toBeUndefined();
    expect(whyNot(standing, 10, one, 2)).toBeUndefined();
    expect(whyNot(standing, 10, one, 5)).toEqual({ kind: 'taken', by: 'two' });
    expect(whyNot(standing, 10, one, 10)).toEqual({ kind: 'outside' });
    expect(whyNot(standing, 10, one, 0)).toEqual({ kind: 'outside' });
    expect(whyNot(standing, 10, three, 6)).toBeUndefined();
    expect(whyNot(standing, 10, three, 3)).toEqual({ kind: 'taken', by: 'one' });
  });

  test('half units count', () => {
    const half = { positionU: 1.5, face: 'FRONT' as const, type: { heightU: 0.5, fullDepth: false } };
    expect(largestFree([half], 4, 'FRONT')).toBe(3);
    expect(unitsInUse([half, deep(2, 2)])).toBe(2.5);
  });
});

describe('the difference of two instants', () => {
  test('added, removed, changed and in place', () => {
    const before = [
      { id: 1, u: 4 },
      { id: 2, u: 8 },
      { id: 3, u: 9 },
    ];
    const now = [
      { id: 2, u: 8 },
      { id: 3, u: 10 },
      { id: 4, u: 1 },
    ];
    const differences = differenceOf(
      before,
      now,
      (row) => String(row.id),
      (row) => String(row.u),
    );
    expect(differences.map(({ row, change }) => [row.id, change])).toEqual([
      [2, 'same'],
      [3, 'changed'],
      [4, 'added'],
      [1, 'removed'],
    ]);
    expect(countChanges(differences)).toEqual({ added: 1, removed: 1, changed: 1, same: 1 });
  });
});

describe('CSV', () => {
  test('commas, quotes and line ends are kept, formulas are defused', () => {
    expect(
      csvText([
        ['a,b', 'say "hi"', 'x\ny'],
        ['=1+1', '-5.20', undefined],
      ]),
    ).toBe('"a,b","say ""hi""","x\ny"\r\n\'=1+1,-5.20,\r\n');
  });
});

describe('live hints', () => {
  test('a thing’s kind decides what is asked again; an unknown one asks everything', () => {
    expect(kindOf('instance-42')).toBe('instance');
    expect(kindOf('pricebook-1')).toBe('pricebook');
    expect(staleAfter('rack-7')).toContain('/admin/v1/racks');
    expect(staleAfter('comet-1')).toContain('/');
  });
});

describe('the form in other words', () => {
  const wish = {
    region: 'cn-sh',
    type: 'g6-standard-1',
    image: 'linode/debian12',
    label: 'web-1',
    booted: true,
    root_pass: 'very secret',
    authorized_keys: ["ssh-ed25519 AAAA it's me"],
  };

  test.each(['curl', 'cli', 'terraform'] as const)('%s never holds the password', (tongue) => {
    expect(snippet(tongue, wish, 'https://idc.example')).not.toContain('very secret');
  });

  test('a quote in a key does not end the shell’s string', () => {
    expect(snippet('curl', wish, 'https://idc.example')).toContain(String.raw`it'\''s me`);
  });

  test('labels follow the API’s rule', () => {
    for (const label of ['web-1', 'a.b_c', 'x'.repeat(64)]) expect(LABEL_RULE.test(label), label).toBe(true);
    for (const label of ['ab', '1web', 'web--1', 'web 1', 'x'.repeat(65)])
      expect(LABEL_RULE.test(label), label).toBe(false);
  });
});
