import { describe, expect, test } from 'vitest';
import { csvText } from '../../src/util/csv.ts';
import { countChanges, differenceOf } from '../../src/util/difference.ts';
import { readLoads } from '../../src/util/loads.ts';
import { labelOf } from '../../src/util/rackLabels.ts';
import { freePositions, largestFree, unitsInUse, whyNot } from '../../src/util/rack.ts';
import { kindOf, staleAfter } from '../../src/api/live.ts';
import { snippet, tongues } from '../../src/pages/tenant/machines/snippets.ts';
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

  test('kept space is no room, on the faces it is kept on', () => {
    const kept = [{ owner: 'Storage team', spansLeft: [{ face: 'FRONT' as const, positionU: 2, heightU: 2 }] }];
    const one = { deviceId: 1, name: 'one', ...deep(5, 1) };
    expect(freePositions([], 4, 'FRONT', { heightU: 1, fullDepth: false }, kept)).toEqual([1, 4]);
    expect(freePositions([], 4, 'REAR', { heightU: 1, fullDepth: false }, kept)).toEqual([1, 2, 3, 4]);
    expect(whyNot([one], 6, one, 3, kept)).toEqual({ kind: 'kept', by: 'Storage team' });
    expect(whyNot([one], 6, one, 4, kept)).toBeUndefined();
    expect(largestFree([], 6, 'FRONT', kept)).toBe(3);
    expect(largestFree([], 6, 'REAR', kept)).toBe(6);
  });

  test('half units count', () => {
    const half = { positionU: 1.5, face: 'FRONT' as const, type: { heightU: 0.5, fullDepth: false } };
    expect(largestFree([half], 4, 'FRONT')).toBe(3);
    expect(unitsInUse([half, deep(2, 2)])).toBe(2.5);
  });
});

describe('labels of drawn devices', () => {
  const device = { deviceId: 1, name: 'one', serial: 'S1', state: 'RACKED', tenantId: 7, ...deep(1, 1) };
  const drawn = { ...device, type: { ...device.type, manufacturer: 'A', model: 'B', weightKg: null, maxDrawW: null } };

  test('a tenant by name, the house’s own by a dash, what nobody knows by a question mark', () => {
    expect(labelOf(drawn, 'tenant', { '7': 'Acme Cloud' })).toBe('Acme Cloud');
    expect(labelOf(drawn, 'tenant')).toBe('#7');
    expect(labelOf({ ...drawn, tenantId: null }, 'tenant')).toBe('–');
    expect(labelOf(drawn, 'power')).toBe('? W');
    expect(labelOf(drawn, 'age')).toBe('?');
  });
});

describe('measured loads', () => {
  test('lines are read however their figures are parted, a wrong one is named', () => {
    expect(readLoads('12, 1.5, 2048\n\n13\t0\t512')).toEqual({
      loads: [
        { instanceId: 12, vcpus: 1.5, memoryMb: 2048 },
        { instanceId: 13, vcpus: 0, memoryMb: 512 },
      ],
    });
    expect(readLoads('12, 1.5, 2048\nweb-1, 2, 100')).toEqual({ wrongLine: 2 });
    expect(readLoads('')).toEqual({ loads: [] });
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
    expect(staleAfter('image-3')).toContain('/v4/images');
    expect(staleAfter('image-3')).not.toContain('/');
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

  test.each(tongues)('%s never holds the password', (tongue) => {
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
