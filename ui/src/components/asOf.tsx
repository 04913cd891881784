import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useLocation, useNavigate, useSearchParams, type To } from 'react-router';
import { instantOf, isoInstant } from '../util/dates.ts';
import { carry } from '../util/paths.ts';

function read(params: URLSearchParams, name: string): string | undefined {
  const text = params.get(name);
  if (text === null) return undefined;
  const date = instantOf(text);
  return Number.isNaN(date.getTime()) ? undefined : isoInstant(date);
}

/** The instant that the address holds, as ISO text; undefined is now. */
export function useAsOf(): string | undefined {
  const [params] = useSearchParams();
  return read(params, 'asOf');
}

/** The second instant, with which the first is compared. */
export function useAgainst(): string | undefined {
  const [params] = useSearchParams();
  return read(params, 'against');
}

export function useTravel(): (asOf: string | undefined, against?: string) => void {
  const [, setParams] = useSearchParams();
  return useCallback(
    (asOf, against) =>
      setParams((present) => {
        const next = new URLSearchParams(present);
        if (asOf === undefined) next.delete('asOf');
        else next.set('asOf', asOf);
        if (against === undefined) next.delete('against');
        else next.set('against', against);
        return next;
      }),
    [setParams],
  );
}

/** Sets search parameters of this page; an undefined or empty one is taken out. */
export function useSearchState(): [URLSearchParams, (changes: Readonly<Record<string, string | undefined>>) => void] {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (changes: Readonly<Record<string, string | undefined>>) =>
      setParams(
        (present) => {
          const next = new URLSearchParams(present);
          for (const [name, value] of Object.entries(changes)) {
            if (value === undefined || value === '') next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return [params, change];
}

/** Goes to a path of this UI and takes the instant along. */
export function useGo(): (path: string) => void {
  const navigate = useNavigate();
  const { search } = useLocation();
  return useCallback((path) => void navigate(carry(path, new URLSearchParams(search)) as To), [navigate, search]);
}

interface Steps {
  readonly instants: readonly string[];
  readonly shows: 'past' | 'presentOnly';
  readonly set: (instants: readonly string[], shows: 'past' | 'presentOnly') => void;
}

const StepsContext = createContext<Steps>({ instants: [], shows: 'presentOnly', set: () => {} });

export function StepsProvider({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<{ instants: readonly string[]; shows: 'past' | 'presentOnly' }>({
    instants: [],
    shows: 'presentOnly',
  });
  const set = useCallback(
    (instants: readonly string[], shows: 'past' | 'presentOnly') => setState({ instants, shows }),
    [],
  );
  const value = useMemo(() => ({ ...state, set }), [state, set]);
  return <StepsContext value={value}>{children}</StepsContext>;
}

export const useSteps = (): Steps => useContext(StepsContext);

const NONE: readonly string[] = [];

/** A page says here that it can show the past, and at which instants something on it changed. */
export function useShowsPast(instants: readonly string[] = NONE): void {
  const { set } = useSteps();
  const key = instants.join(' ');
  useEffect(() => {
    set(key === '' ? NONE : key.split(' '), 'past');
    return () => set(NONE, 'presentOnly');
  }, [set, key]);
}
