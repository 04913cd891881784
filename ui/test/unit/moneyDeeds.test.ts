import { describe, expect, test } from 'vitest';
import { entryOf, totals } from '../../src/pages/admin/money/sides.ts';
import { needed, wishOf, type MoneyDeedKind } from '../../src/pages/admin/money/wishes.ts';

describe('a deed is tried once its form says enough', () => {
  test('every field that is needed holds it back', () => {
    const full: Readonly<Record<string, unknown>> = {
      tenantId: 7,
      amount: '12.50',
      receivedOn: '2026-07-01',
      reference: 'B-1',
      reason: 'bounced',
      invoiceId: 3,
    };
    for (const kind of Object.keys(needed) as MoneyDeedKind[]) {
      expect(wishOf(kind, {}, full), kind).toBeDefined();
      for (const field of needed[kind]) expect(wishOf(kind, {}, { ...full, [field]: '' }), field).toBeUndefined();
    }
  });

  test('a deposit that goes back is one below zero', () => {
    const values = { amount: '12.50', reference: 'D-1' };
    expect(wishOf('DEPOSIT', { tenantId: 7 }, values)).toMatchObject({ deed: 'DEPOSIT', amount: '12.50', tenantId: 7 });
    expect(wishOf('GIVE_BACK', { tenantId: 7 }, values)).toMatchObject({ deed: 'DEPOSIT', amount: '-12.50' });
  });

  test('what is no amount is not tried', () => {
    for (const amount of ['-1', '1,5', 'ten', '1.123456789']) {
      expect(wishOf('PAY_OUT', { tenantId: 7 }, { amount, reference: 'P-1' }), amount).toBeUndefined();
    }
  });

  test('fields left empty do not cross the wire', () => {
    const wish = wishOf('WALLET', { tenantId: 7 }, { invoiceId: undefined });
    expect(Object.keys(wish ?? {}).toSorted()).toEqual(['deed', 'tenantId']);
  });
});

describe('an entry by hand', () => {
  const whole = {
    entityId: 1,
    bookedOn: '2026-07-01',
    reference: 'H-1',
    words: 'Power of June',
    account0: 'expenses:power:MYIDC',
    debit0: '12.50',
    account2: 'liabilities:accrued:MYIDC',
    credit2: '12.50',
  } as const;

  test('has debit above and credit below zero, by the sides that are left', () => {
    expect(entryOf(whole, [0, 2], 'CNY')?.sides).toEqual([
      { account: 'expenses:power:MYIDC', amount: '12.50' },
      { account: 'liabilities:accrued:MYIDC', amount: '-12.50' },
    ]);
    expect(totals(whole, [0, 2])).toMatchObject({ debit: '12.50', credit: '12.50', even: true });
  });

  test('tells by how much its sides are apart', () => {
    expect(totals({ ...whole, credit2: '12.49' }, [0, 2])).toMatchObject({ difference: '0.01', even: false });
  });

  test('is not whole with a side that has neither or both', () => {
    expect(entryOf({ ...whole, debit0: '' }, [0, 2], 'CNY')).toBeUndefined();
    expect(entryOf({ ...whole, credit0: '1' }, [0, 2], 'CNY')).toBeUndefined();
    expect(entryOf({ ...whole, account2: '' }, [0, 2], 'CNY')).toBeUndefined();
    expect(entryOf({ ...whole, reference: '' }, [0, 2], 'CNY')).toBeUndefined();
  });
});
