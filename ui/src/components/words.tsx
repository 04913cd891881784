import { useTranslation } from 'react-i18next';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { usePresent } from './session.tsx';
import { decimalText, formatMoney, formatPrice, type Money } from '../util/money.ts';
import { formatDay, formatExact, formatTime, instantOf } from '../util/dates.ts';
import { Tip } from '../ui/index.ts';

/** Everything that is written by the reader's language: money, times, numbers. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const locale = i18n.language;
  return useMemo(
    () => ({
      t,
      locale,
      money: (money: Money) => formatMoney(money, locale),
      price: (money: Money) => formatPrice(money, locale),
      wireMoney: (amount: number | string, currency: string) =>
        formatMoney({ amount: decimalText(amount), currency }, locale),
      number: (value: number, digits = 0) =>
        new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value),
      /** A measured figure with its unit; what nobody knows is said to be unknown, never shown as zero. */
      figure: (value: number | null | undefined, unit = ''): string =>
        value === null || value === undefined
          ? t('common.unknown')
          : `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value)} ${unit}`.trim(),
      pick: (words: Readonly<Record<string, string>> | undefined): string =>
        words?.[locale] ?? words?.['en'] ?? Object.values(words ?? {})[0] ?? '',
    }),
    [t, locale],
  );
}

interface WhenProps {
  readonly at: string | null | undefined;
  readonly style?: 'time' | 'day' | 'exact';
}

/** An instant in the person's zone; exact to the second, with the zone, when a pointer or the focus rests on it. */
export function When({ at, style = 'time' }: WhenProps) {
  const { locale } = useWords();
  const { zone } = usePresent();
  if (!at) return <span className="muted">–</span>;
  const date = instantOf(at);
  if (Number.isNaN(date.getTime())) return <span>{at}</span>;
  const text = {
    time: () => formatTime(date, zone),
    day: () => formatDay(date, zone),
    exact: () => formatExact(date, locale, zone),
  }[style]();
  return (
    <Tip text={formatExact(date, locale, zone)}>
      <time dateTime={date.toISOString()} className="nowrap">
        {text}
      </time>
    </Tip>
  );
}

export function MoneyText({ money }: { readonly money: Money | null | undefined }) {
  const words = useWords();
  if (!money) return <span className="muted">–</span>;
  return <span className="nowrap">{words.money(money)}</span>;
}

export function Mono({ children }: { readonly children: ReactNode }) {
  return <span className="mono">{children}</span>;
}
