import type { Prefix } from '../api/admin-types.ts';

export interface TreeRow {
  readonly prefix: Prefix;
  /** From 1, as ARIA counts. */
  readonly level: number;
  readonly children: number;
}

/** How many pages of each branch of a long tree are asked for; the topmost prefixes have no parent. */
export type Branches = ReadonlyMap<number | undefined, number>;

/** One more page of a branch; its first when it was closed. */
export function grown(branches: Branches, parent: number | undefined): Branches {
  return new Map([...branches, [parent, (branches.get(parent) ?? 0) + 1]]);
}

/** The branch closed, and with it those that lie in it: they are asked for anew when they are opened. */
export function cut(branches: Branches, parent: number, prefixes: readonly Prefix[]): Branches {
  const gone = new Set([parent]);
  for (const prefix of prefixes) if (prefix.parentId != null && gone.has(prefix.parentId)) gone.add(prefix.id);
  return new Map([...branches].filter(([id]) => id === undefined || !gone.has(id)));
}

/** Rows in the order of a tree: each prefix is followed by those it holds; one whose parent is not listed is a root. */
export function treeOf(prefixes: readonly Prefix[], childrenOf?: (prefix: Prefix) => number): readonly TreeRow[] {
  const listed = new Set(prefixes.map((prefix) => prefix.id));
  const within = new Map<number | undefined, Prefix[]>();
  for (const prefix of prefixes) {
    const parent = prefix.parentId != null && listed.has(prefix.parentId) ? prefix.parentId : undefined;
    within.set(parent, [...(within.get(parent) ?? []), prefix]);
  }
  const rows: TreeRow[] = [];
  const walk = (parent: number | undefined, level: number) => {
    for (const prefix of within.get(parent) ?? []) {
      rows.push({ prefix, level, children: childrenOf?.(prefix) ?? within.get(prefix.id)?.length ?? 0 });
      walk(prefix.id, level + 1);
    }
  };
  walk(undefined, 1);
  return rows;
}

/** Without the rows that lie in a closed one. */
export function visible(rows: readonly TreeRow[], closed: ReadonlySet<number>): readonly TreeRow[] {
  const shown: TreeRow[] = [];
  let hiddenBelow = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    if (row.level > hiddenBelow) continue;
    hiddenBelow = closed.has(row.prefix.id) ? row.level : Number.POSITIVE_INFINITY;
    shown.push(row);
  }
  return shown;
}
