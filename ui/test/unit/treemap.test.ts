import { describe, expect, test } from 'vitest';
import { treemap } from '../../src/pages/admin/storage/treemap.ts';

describe('a treemap', () => {
  test('has areas as the weights, and fills the whole', () => {
    const tiles = treemap([6, 3, 2, 1], (weight) => weight);
    expect(tiles.reduce((sum, tile) => sum + tile.width * tile.height, 0)).toBeCloseTo(10_000);
    for (const tile of tiles) expect(tile.width * tile.height).toBeCloseTo((tile.item / 12) * 10_000);
  });

  test('leaves out what weighs nothing', () => {
    expect(treemap([0, 5], (weight) => weight).map((tile) => tile.item)).toEqual([5]);
    expect(treemap([], () => 1)).toEqual([]);
  });

  test('lays no tile over another', () => {
    const tiles = treemap([5, 4, 3, 2, 1], (weight) => weight);
    for (const one of tiles)
      for (const other of tiles)
        if (one !== other) {
          const apart =
            one.x + one.width <= other.x + 1e-9 ||
            other.x + other.width <= one.x + 1e-9 ||
            one.y + one.height <= other.y + 1e-9 ||
            other.y + other.height <= one.y + 1e-9;
          expect(apart).toBe(true);
        }
  });
});
