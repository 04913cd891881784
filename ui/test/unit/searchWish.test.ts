import { describe, expect, test } from 'vitest';
import { changeOf } from '../../src/api/changes.ts';
import { pathOfHit, placeOfHit } from '../../src/components/hits.ts';
import { portNames } from '../../src/util/portNames.ts';
import { searchWish } from '../../src/util/searchWish.ts';

describe('what is typed into the search box', () => {
  test.each([
    ['A01 U12', 'A01', 12],
    ['A01:12', 'A01', 12],
    ['row 3 rack 7/u4', 'row 3 rack 7', 4],
    ['机架A01 u7', '机架A01', 7],
  ])('%s asks for a unit of a rack', (text, words, u) => {
    expect(searchWish(text)).toEqual({ words, u });
  });

  test.each(['10.0.0.0/24', 'fd00::1:12', '2001:db8::/32', 'node-12', 'SN-0001', '  A01  '])(
    '%s is looked for as it is',
    (text) => {
      expect(searchWish(text)).toEqual({ words: text.trim() });
    },
  );
});

describe('where a hit leads', () => {
  test('a rack to the unit that was asked for', () => {
    expect(pathOfHit({ kind: 'RACK', id: 7, name: 'A01' }, 12)).toBe('/racks/7?u=12');
    expect(pathOfHit({ kind: 'RACK', id: 7, name: 'A01' })).toBe('/racks/7');
  });

  test('a device to its page, and to its units in its rack', () => {
    const hit = { kind: 'DEVICE', id: 3, name: 'node-3', within: 7, positionU: 5 } as const;
    expect(pathOfHit(hit)).toBe('/devices/3');
    expect(placeOfHit(hit)).toEqual({ path: '/racks/7?u=5&device=3', u: 5 });
    expect(placeOfHit({ ...hit, positionU: null })).toBeUndefined();
  });

  test('a part to its device, or to itself in store', () => {
    expect(pathOfHit({ kind: 'PART', id: 1, name: 'D/1', within: 3 })).toBe('/devices/3?tab=parts');
    expect(pathOfHit({ kind: 'PART', id: 1, name: 'D/1' })).toBe('/parts?serial=D%2F1');
  });

  test('an address to who had it', () => {
    expect(pathOfHit({ kind: 'ADDRESS', id: 1, name: 'fd00::1' })).toBe('/addresses/at/fd00%3A%3A1');
  });
});

describe('names of ports', () => {
  test('a range stands for each of its numbers', () => {
    expect(portNames('eth[0-3]')).toEqual(['eth0', 'eth1', 'eth2', 'eth3']);
    expect(portNames('Te1/[9-10]/1')).toEqual(['Te1/9/1', 'Te1/10/1']);
    expect(portNames(' mgmt ')).toEqual(['mgmt']);
  });

  test.each(['', 'eth[3-1]', 'eth[0-9999]', 'eth[a-b]', 'eth]0['])('%s stands for none', (pattern) => {
    expect(portNames(pattern)).toEqual([]);
  });
});

describe('a difference of the network', () => {
  test('shows only the fields that differ', () => {
    const before = JSON.stringify({ id: 1, version: 3, name: 'web', number: 12 });
    const after = JSON.stringify({ id: 1, version: 4, name: 'www', number: 12 });
    expect(changeOf({ key: '1', change: 'CHANGED', before, after })).toEqual({
      id: '1',
      name: 'www',
      change: 'CHANGED',
      fields: [{ name: 'name', from: 'web', to: 'www' }],
    });
  });

  test('reads a holder that is told as plain text', () => {
    expect(changeOf({ key: '10.0.0.1', change: 'ADDED', before: null, after: 'instance-4' })).toEqual({
      id: '10.0.0.1',
      name: '10.0.0.1',
      change: 'ADDED',
      fields: [{ name: 'holder', from: null, to: 'instance-4' }],
    });
  });
});
