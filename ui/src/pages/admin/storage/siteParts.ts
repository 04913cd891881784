import type { Capacity } from '../../../api/admin-types.ts';
import { useWords } from '../../../components/words.tsx';
import type { Part, StackedRow } from './StackedBars.tsx';

const PARTS = ['unique', 'shared', 'data', 'overhead', 'free', 'reserved'] as const;
type PartKey = (typeof PARTS)[number];
type Word = (key: PartKey | 'short' | 'physicalBar' | 'logicalBar' | 'worstBar') => string;

export function usePartWords(): Word {
  const { t } = useWords();
  return (key) => t(`storage.cap.${key}`);
}

/** What of a pool's disks is what; where no tool tells unique from shared data, both are one part. */
export function physicalParts(capacity: Pick<Capacity, 'stored' | 'dataBytes' | 'freeBytes' | 'reservedBytes'>) {
  const { uniqueBytes, sharedBytes, overheadBytes } = capacity.stored;
  const split = typeof uniqueBytes === 'number' && typeof sharedBytes === 'number';
  return {
    unique: split ? uniqueBytes : 0,
    shared: split ? sharedBytes : 0,
    data: split ? 0 : capacity.dataBytes,
    overhead: overheadBytes ?? 0,
    free: capacity.freeBytes,
    reserved: capacity.reservedBytes,
  } satisfies Record<PartKey, number>;
}

type Parts = ReturnType<typeof physicalParts>;

const partsOf = (parts: Parts, word: Word): readonly Part[] =>
  PARTS.filter((key) => parts[key] > 0).map((key) => ({ key, label: word(key), bytes: parts[key] }));

/** The site's bars: all pools on disk, what was written, all unique; then each pool on disk and written. */
export function siteRows(
  pools: readonly (Capacity & { readonly poolId: number; readonly name: string })[],
  word: Word,
): readonly StackedRow[] {
  const total: Parts = { unique: 0, shared: 0, data: 0, overhead: 0, free: 0, reserved: 0 };
  let logical = 0;
  let needed = 0;
  let short = 0;
  for (const pool of pools) {
    const own = physicalParts(pool);
    for (const key of PARTS) total[key] += own[key];
    logical += pool.written.logicalBytes ?? 0;
    needed += pool.worstCase?.neededBytes ?? 0;
    short += pool.worstCase?.shortBytes ?? 0;
  }
  const written = (bytes: number): readonly Part[] => [{ key: 'data', label: word('data'), bytes }];
  return [
    { key: 'physical', label: word('physicalBar'), parts: partsOf(total, word) },
    ...(logical > 0 ? [{ key: 'logical', label: word('logicalBar'), parts: written(logical) }] : []),
    ...(needed > 0
      ? [
          {
            key: 'worst',
            label: word('worstBar'),
            parts: [
              ...written(needed - short),
              ...(short > 0 ? [{ key: 'short', label: word('short'), bytes: short }] : []),
            ],
          },
        ]
      : []),
    ...(pools.length > 1
      ? pools.flatMap((pool) => [
          { key: `physical-${pool.poolId}`, label: pool.name, parts: partsOf(physicalParts(pool), word) },
          ...(typeof pool.written.logicalBytes === 'number'
            ? [
                {
                  key: `logical-${pool.poolId}`,
                  label: `${pool.name}: ${word('logicalBar')}`,
                  parts: written(pool.written.logicalBytes),
                },
              ]
            : []),
        ])
      : []),
  ];
}
