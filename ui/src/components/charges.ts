import i18next from 'i18next';
import { useCallback } from 'react';
import { useWords } from './words.tsx';

/** What a charge is called: its first word where we know it, and what follows that as it is written in price books. */
export function useChargeName(): (charge: string) => string {
  const { t, locale } = useWords();
  return useCallback(
    (charge) => {
      const colon = charge.indexOf(':');
      const word = colon < 0 ? charge : charge.slice(0, colon);
      const key = `billing.charges.${word}`;
      if (!i18next.exists(key)) return charge;
      const name = (t as (key: string) => string)(key);
      return colon < 0 ? name : `${name} ${charge.slice(colon + 1)}`;
    },
    // A new language makes other names of the same words.
    // oxlint-disable-next-line react/exhaustive-deps
    [t, locale],
  );
}
