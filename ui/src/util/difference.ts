export type Change = 'added' | 'removed' | 'changed' | 'same';

export interface Difference<T> {
  readonly row: T;
  readonly change: Change;
}

/** Two states of a list by key: what came, went, changed or stayed. Rows of `now` keep their order; what went is last. */
export function differenceOf<T>(
  before: readonly T[],
  now: readonly T[],
  key: (row: T) => string,
  content: (row: T) => string,
): readonly Difference<T>[] {
  const earlier = new Map(before.map((row) => [key(row), row]));
  const present = new Set(now.map(key));
  const kept = now.map((row): Difference<T> => {
    const last = earlier.get(key(row));
    if (last === undefined) return { row, change: 'added' };
    return { row, change: content(last) === content(row) ? 'same' : 'changed' };
  });
  const gone = before.filter((row) => !present.has(key(row))).map((row): Difference<T> => ({ row, change: 'removed' }));
  return [...kept, ...gone];
}

export function countChanges<T>(differences: readonly Difference<T>[]): Readonly<Record<Change, number>> {
  const counts = { added: 0, removed: 0, changed: 0, same: 0 };
  for (const { change } of differences) counts[change] += 1;
  return counts;
}
