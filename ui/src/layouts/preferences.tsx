import { useEffect, useSyncExternalStore } from 'react';
import { preferences, type Chosen } from '../api/preferences.ts';
import { choices, kept, keep, onKept } from '../util/kept.ts';
import type { Scheme } from '../ui/Theme.tsx';

export type SchemeChoice = Scheme | 'system';
const STORED = 'scheme';

export function schemeChoice(): SchemeChoice {
  const chosen = kept(STORED);
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

export function chooseScheme(choice: SchemeChoice): void {
  keep(STORED, choice === 'system' ? undefined : choice);
}

const prefersDark = () => window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(listener: () => void): () => void {
  const leave = onKept(listener);
  const media = prefersDark();
  media.addEventListener('change', listener);
  return () => {
    leave();
    media.removeEventListener('change', listener);
  };
}

function present(): Scheme {
  const choice = schemeChoice();
  if (choice !== 'system') return choice;
  return prefersDark().matches ? 'dark' : 'light';
}

/** Light or dark as chosen here, else as the system asks. */
export const useScheme = (): Scheme => useSyncExternalStore(subscribe, present);

const FOLDED = 'nav.folded';

/** Folds the navigation of a wide window away, or shows it again. */
export const foldNav = (away: boolean): void => keep(FOLDED, away ? 'yes' : undefined);

export const useFolded = (): boolean => useSyncExternalStore(subscribe, () => kept(FOLDED) !== undefined);

const SETTLES_MS = 400;
const same = (one: Chosen, other: Chosen): boolean =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => one[name] === other[name]);

/** Takes over what the person chose in other browsers, and tells the server what is chosen here. */
export function useKeptChoices(on: boolean): void {
  useEffect(() => {
    if (!on) return undefined;
    let known: Chosen | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const now = choices();
        if (known === undefined || same(known, now)) return;
        known = now;
        // A choice that cannot be told stays in this browser, and goes along with the next one.
        preferences.keep(now).then(undefined, () => (known = {}));
      }, SETTLES_MS);
    };
    preferences.read().then(
      (there) => {
        known = there ?? {};
        for (const name of Object.keys(there === undefined ? {} : choices()))
          if (!(name in known)) keep(name, undefined);
        for (const [name, value] of Object.entries(known)) keep(name, value);
        tell();
      },
      () => undefined,
    );
    const leave = onKept(tell);
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, [on]);
}
