import { useSyncExternalStore } from 'react';
import type { Scheme } from '../ui/Theme.tsx';

export type SchemeChoice = Scheme | 'system';
const STORED = 'myidc.scheme';
const listeners = new Set<() => void>();

export function schemeChoice(): SchemeChoice {
  const kept = localStorage.getItem(STORED);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function chooseScheme(choice: SchemeChoice): void {
  if (choice === 'system') localStorage.removeItem(STORED);
  else localStorage.setItem(STORED, choice);
  for (const listener of listeners) listener();
}

const prefersDark = () => window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  const media = prefersDark();
  media.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
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
