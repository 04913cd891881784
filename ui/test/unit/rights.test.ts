import { describe, expect, test } from 'vitest';
import { lackOf, type GrantSource, type Need } from '../../src/api/userGroups.ts';

const nothing: GrantSource = { group: null, accountAccess: null, mayDo: [], onThings: {} };
const machine: Need = { kind: 'linode', id: 7 };
const on = (group: string | null, permissions: 'read_only' | 'read_write'): GrantSource => ({
  ...nothing,
  group,
  onThings: { linode: [{ id: 7, permissions }] },
});
const limited = (...sources: readonly GrantSource[]) => ({ currency: 'USD', restricted: true, sources });

describe('what a limited user lacks', () => {
  test('is nothing for whoever is not limited', () => {
    expect(lackOf({ currency: 'USD', restricted: false, sources: [] }, 'everything')).toBeUndefined();
    expect(lackOf({ currency: 'USD', restricted: false, sources: [] }, machine)).toBeUndefined();
  });

  test('names those who let them read only', () => {
    expect(lackOf(limited(on(null, 'read_only'), on('Auditors', 'read_only')), machine)).toEqual({
      why: 'readOnly',
      from: [null, 'Auditors'],
    });
  });

  test('is nothing once anybody lets them write', () => {
    expect(lackOf(limited(on(null, 'read_only'), on('Crew', 'read_write')), machine)).toBeUndefined();
  });

  test('is the right itself when nobody gives it, with the groups that do not', () => {
    const crew = { ...nothing, group: 'Crew', mayDo: ['add_volumes'] };
    expect(lackOf(limited(nothing, crew), { may: 'add_linodes' })).toEqual({ why: 'missing', groups: ['Crew'] });
    expect(lackOf(limited(nothing, crew), { may: 'add_volumes' })).toBeUndefined();
    expect(lackOf(limited(nothing), 'account')).toEqual({ why: 'missing', groups: [] });
    expect(lackOf(limited({ ...nothing, accountAccess: 'read_only' }), 'account')).toEqual({
      why: 'readOnly',
      from: [null],
    });
    expect(lackOf(limited({ ...nothing, accountAccess: 'read_write' }), 'everything')).toEqual({ why: 'restricted' });
  });
});
