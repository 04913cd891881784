import { describe, expect, test } from 'vitest';
import type { Prefix } from '../../src/api/admin-types.ts';
import { cut, grown, treeOf, visible, type Branches } from '../../src/util/prefixTree.ts';

const prefix = (id: number, cidr: string, parentId?: number): Prefix => ({
  id,
  cidr,
  family: 4,
  container: false,
  inside: 0,
  role: 'GUESTS',
  quarantineSeconds: 0,
  size: 254,
  used: 0,
  resting: 0,
  free: 254,
  ...(parentId === undefined ? {} : { parentId }),
});

const prefixes = [
  prefix(1, '10.0.0.0/8'),
  prefix(2, '10.0.0.0/16', 1),
  prefix(3, '10.0.0.0/24', 2),
  prefix(4, '10.1.0.0/16', 1),
  prefix(5, '192.0.2.0/24', 99),
];

describe('the tree of prefixes', () => {
  test('each prefix is followed by those it holds, and one whose parent is not listed is a root', () => {
    const rows = treeOf(prefixes);
    expect(rows.map((row) => [row.prefix.id, row.level, row.children])).toEqual([
      [1, 1, 2],
      [2, 2, 1],
      [3, 3, 0],
      [4, 2, 0],
      [5, 1, 0],
    ]);
  });

  test('what lies in a closed prefix is hidden, at any depth, and nothing else', () => {
    const rows = treeOf(prefixes);
    expect(visible(rows, new Set([1])).map((row) => row.prefix.id)).toEqual([1, 5]);
    expect(visible(rows, new Set([2])).map((row) => row.prefix.id)).toEqual([1, 2, 4, 5]);
    expect(visible(rows, new Set()).length).toBe(5);
  });

  test('a branch of a long tree grows page by page and is closed with all that lies in it', () => {
    const top: Branches = new Map([[undefined, 1]]);
    const open = grown(grown(grown(top, 1), 2), 1);
    expect([...open]).toEqual([
      [undefined, 1],
      [1, 2],
      [2, 1],
    ]);
    expect([...cut(open, 2, prefixes)]).toEqual([
      [undefined, 1],
      [1, 2],
    ]);
    expect([...cut(open, 1, prefixes)]).toEqual([[undefined, 1]]);
    expect(treeOf(prefixes.slice(0, 1), (each) => each.inside + 7)[0]?.children).toBe(7);
  });
});
