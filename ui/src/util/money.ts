/** An amount as it crosses the wire: an exact decimal as text, and its ISO 4217 currency, empty while nobody knows it. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** The text of a decimal; a JSON number's shortest text is lossless for the amounts a bill can hold. */
export function decimalText(value: string | number): string {
  const text = String(value);
  if (DECIMAL.test(text)) return text;
  const plain = Number(text).toFixed(12).replace(/0+$/, '').replace(/\.$/, '');
  if (!DECIMAL.test(plain)) throw new RangeError(`not a decimal: ${text}`);
  return plain;
}

function scaled(text: string, scale: number): bigint {
  const match = DECIMAL.exec(text);
  if (match === null) throw new RangeError(`not a decimal: ${text}`);
  const fraction = (match[3] ?? '').padEnd(scale, '0');
  const digits = BigInt(match[2] + fraction);
  return match[1] === '-' ? -digits : digits;
}

const scaleOf = (text: string): number => DECIMAL.exec(text)?.[3]?.length ?? 0;

function unscaled(value: bigint, scale: number): string {
  const sign = value < 0n ? '-' : '';
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Exact sum of decimals, with as many places as the most precise of them. */
export function sumDecimals(values: readonly string[]): string {
  const scale = Math.max(0, ...values.map(scaleOf));
  return unscaled(
    values.reduce((sum, value) => sum + scaled(value, scale), 0n),
    scale,
  );
}

/** The same amount with the other sign. */
export const negated = (value: string): string => unscaled(-scaled(value, scaleOf(value)), scaleOf(value));

/** Exact product of two decimals. */
export function multiplyDecimals(left: string, right: string): string {
  const scale = scaleOf(left) + scaleOf(right);
  return unscaled(scaled(left, scaleOf(left)) * scaled(right, scaleOf(right)), scale);
}

/** Negative, zero or positive as left is below, equal to or above right. */
export function compareDecimals(left: string, right: string): number {
  const scale = Math.max(scaleOf(left), scaleOf(right));
  const difference = scaled(left, scale) - scaled(right, scale);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** A money amount in the reader's language; never fewer places than the currency has, never more than `places`. */
export function formatMoney(money: Money, locale: string, places?: number): string {
  const format = new Intl.NumberFormat(locale, {
    ...(money.currency === ''
      ? { minimumFractionDigits: 2 }
      : { style: 'currency', currency: money.currency, currencyDisplay: 'narrowSymbol' }),
    ...(places === undefined ? {} : { maximumFractionDigits: places }),
  });
  return format.format(money.amount as Intl.StringNumericLiteral);
}

/** A unit price, which may need more places than an amount: as many as it has, at most eight. */
export function formatPrice(money: Money, locale: string): string {
  const digits = Math.max(2, Math.min(8, scaleOf(money.amount.replace(/(\.\d*?)0+$/, '$1'))));
  return formatMoney(money, locale, digits);
}
