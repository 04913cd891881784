export interface Tile<T> {
  readonly item: T;
  /** In percent of the whole's width and height. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Cuts a box in two again and again, across its longer side, so that areas are as the weights and few are slivers. */
export function treemap<T>(items: readonly T[], weight: (item: T) => number): readonly Tile<T>[] {
  const sorted = items.filter((item) => weight(item) > 0).toSorted((left, right) => weight(right) - weight(left));
  const tiles: Tile<T>[] = [];
  const cut = (part: readonly T[], x: number, y: number, width: number, height: number): void => {
    const [only] = part;
    if (only === undefined) return;
    if (part.length === 1) {
      tiles.push({ item: only, x, y, width, height });
      return;
    }
    const total = part.reduce((sum, item) => sum + weight(item), 0);
    let first = 0;
    let count = 0;
    while (count < part.length - 1 && (count === 0 || first < total / 2)) {
      first += weight(part[count] as T);
      count += 1;
    }
    const share = first / total;
    if (width >= height) {
      cut(part.slice(0, count), x, y, width * share, height);
      cut(part.slice(count), x + width * share, y, width * (1 - share), height);
    } else {
      cut(part.slice(0, count), x, y, width, height * share);
      cut(part.slice(count), x, y + height * share, width, height * (1 - share));
    }
  };
  cut(sorted, 0, 0, 100, 100);
  return tiles;
}
