import { describe, expect, test } from 'vitest';
import {
  compareDecimals,
  decimalText,
  formatMoney,
  formatPrice,
  multiplyDecimals,
  negated,
  sumDecimals,
} from '../../src/util/money.ts';

describe('decimals stay exact', () => {
  test('a sum keeps every cent where binary numbers lose some', () => {
    expect(sumDecimals(['0.1', '0.2'])).toBe('0.3');
    expect(sumDecimals(['9007199254740993.01', '0.01'])).toBe('9007199254740993.02');
    expect(sumDecimals(['-5.00', '4.999'])).toBe('-0.001');
    expect(sumDecimals([])).toBe('0');
  });

  test('a product has the places of both factors', () => {
    expect(multiplyDecimals('0.0525', '720')).toBe('37.8000');
    expect(multiplyDecimals('-0.5', '0.05')).toBe('-0.025');
  });

  test('the other sign keeps every place, and nothing has none', () => {
    expect(negated('12.50')).toBe('-12.50');
    expect(negated('-0.001')).toBe('0.001');
    expect(negated('0.00')).toBe('0.00');
  });

  test('comparing looks at the value and not at the text', () => {
    expect(compareDecimals('10', '9.99')).toBe(1);
    expect(compareDecimals('1.50', '1.5')).toBe(0);
    expect(compareDecimals('-2', '1')).toBe(-1);
  });

  test('what is no decimal is refused', () => {
    expect(() => sumDecimals(['1,5'])).toThrow(RangeError);
    expect(() => decimalText('twelve')).toThrow(RangeError);
  });

  test('a JSON number in exponent form becomes plain text', () => {
    expect(decimalText(1e-7)).toBe('0.0000001');
    expect(decimalText(647.77)).toBe('647.77');
  });
});

describe('money is written by the reader’s language', () => {
  test('yuan for Chinese and English readers', () => {
    expect(formatMoney({ amount: '1234567.80', currency: 'CNY' }, 'zh-CN')).toBe('¥1,234,567.80');
    expect(formatMoney({ amount: '1234567.80', currency: 'CNY' }, 'en')).toBe('¥1,234,567.80');
  });

  test('an amount too large for a binary number keeps its digits', () => {
    expect(formatMoney({ amount: '9007199254740993.01', currency: 'USD' }, 'en')).toBe('$9,007,199,254,740,993.01');
  });

  test('a figure whose currency is not known yet has no sign of one', () => {
    expect(formatMoney({ amount: '1234.5', currency: '' }, 'en')).toBe('1,234.50');
    expect(formatPrice({ amount: '0.05250000', currency: '' }, 'zh-CN')).toBe('0.0525');
  });

  test('a price shows the places it has, an amount those of its currency', () => {
    expect(formatPrice({ amount: '0.05250000', currency: 'CNY' }, 'en')).toBe('¥0.0525');
    expect(formatPrice({ amount: '35', currency: 'CNY' }, 'en')).toBe('¥35.00');
    expect(formatMoney({ amount: '120', currency: 'JPY' }, 'en')).toBe('¥120');
  });
});
