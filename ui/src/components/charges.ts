import i18next from 'i18next';
import { useCallback } from 'react';
import { useWords } from './words.tsx';

/** What a charge is called: whole or by its first word where we know it, and what follows that as it is written in price books. */
export function useChargeName(): (charge: string) => string {
  const { t, locale } = useWords();
  return useCallback(
    (charge) => {
      const named = t as (key: string) => string;
      const whole = `billing.charges.${charge.replaceAll(':', '-')}`;
      if (i18next.exists(whole)) return named(whole);
      const colon = charge.indexOf(':');
      const word = colon < 0 ? charge : charge.slice(0, colon);
      const key = `billing.charges.${word}`;
      if (!i18next.exists(key)) return charge;
      const name = named(key);
      return colon < 0 ? name : `${name} ${charge.slice(colon + 1)}`;
    },
    // A new language makes other names of the same words.
    // oxlint-disable-next-line react/exhaustive-deps
    [t, locale],
  );
}
