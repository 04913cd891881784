import type { EntryWish } from '../../../api/cash.ts';
import { compareDecimals, negated, sumDecimals } from '../../../util/money.ts';

/** As many as an entry may have. */
export const SIDES_MAX = 100;

/** An entry by hand as its form holds it: side 3 is account3, debit3 and credit3. */
export interface Typed {
  readonly entityId: number;
  readonly bookedOn: string;
  readonly reference: string;
  readonly words: string;
  readonly [side: `account${number}` | `debit${number}` | `credit${number}`]: string | undefined;
}

const AMOUNT = /^\d{1,12}(\.\d{1,8})?$/;

const amountOf = (text: string | undefined): string | undefined => (text && AMOUNT.test(text) ? text : undefined);

/** A side's amount, debit positive; nothing where neither or both are given. */
function sideOf(values: Partial<Typed>, side: number): string | undefined {
  const debit = amountOf(values[`debit${side}`]);
  const credit = amountOf(values[`credit${side}`]);
  if ((debit === undefined) === (credit === undefined)) return undefined;
  return debit ?? negated(credit ?? '0');
}

/** What both sides come to, so far as amounts are typed. */
export function totals(values: Partial<Typed>, sides: readonly number[]) {
  const sum = (word: 'debit' | 'credit') =>
    sumDecimals(sides.flatMap((side) => amountOf(values[`${word}${side}`]) ?? []));
  const debit = sum('debit');
  const credit = sum('credit');
  const difference = sumDecimals([debit, negated(credit)]);
  return { debit, credit, difference, even: compareDecimals(difference, '0') === 0 };
}

/** The entry as the server takes it, once every field of it is filled. */
export function entryOf(values: Partial<Typed>, sides: readonly number[], currency: string): EntryWish | undefined {
  const { bookedOn, reference, words } = values;
  if (!bookedOn || !reference || !words) return undefined;
  const whole = sides.map((side) => ({ account: values[`account${side}`] ?? '', amount: sideOf(values, side) }));
  if (whole.some(({ account, amount }) => account === '' || amount === undefined)) return undefined;
  return {
    reference,
    bookedOn,
    currency,
    words,
    sides: whole.map(({ account, amount }) => ({ account, amount: amount ?? '0' })),
  };
}
