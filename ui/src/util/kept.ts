/** What a person chose for these pages, kept in the browser; for tenants it goes along to their other ones. */
const OF = 'myidc.chosen.';
const listeners = new Set<() => void>();

export const kept = (name: string): string | undefined => localStorage.getItem(OF + name) ?? undefined;

/** Keeps a choice, or forgets it; nobody is told of one that was the same before. */
export function keep(name: string, value: string | undefined): void {
  if (kept(name) === value) return;
  if (value === undefined) localStorage.removeItem(OF + name);
  else localStorage.setItem(OF + name, value);
  for (const listener of listeners) listener();
}

/** Everything that is kept, by its name. */
export const choices = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.keys(localStorage)
      .filter((name) => name.startsWith(OF))
      .map((name) => [name.slice(OF.length), localStorage.getItem(name) ?? ''] as const),
  );

export function onKept(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
