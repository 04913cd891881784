import type { Floor, FloorRack } from '../api/inventory.ts';

export const METRICS = ['u', 'power', 'weight', 'tenants', 'age'] as const;
export type Metric = (typeof METRICS)[number];

/** What a rack shows of a metric: its share of the scale, and whether all of it, some or nothing is known. */
export interface Heat {
  readonly share: number;
  readonly value: number;
  readonly known: 'all' | 'some' | 'none';
}

const TENANTS_FULL = 10;
const YEARS_FULL = 6;
const YEAR_MS = 365.25 * 86_400_000;

/** A rack without devices draws nothing, which is known; one of whose devices none is known shows nothing at all. */
export function heatOf(rack: FloorRack, metric: Metric, now: Date): Heat {
  switch (metric) {
    case 'u':
      return { share: rack.usedU / rack.heightU, value: rack.usedU / rack.heightU, known: 'all' };
    case 'power':
      return summed(rack.nameplateW / rack.maxPowerW, rack.devices, rack.nameplateUnknown);
    case 'weight':
      return summed(rack.weightKg / rack.maxWeightKg, rack.devices, rack.weightUnknown);
    case 'tenants': {
      const count = Object.keys(rack.guests).length;
      return { share: Math.min(1, count / TENANTS_FULL), value: count, known: 'all' };
    }
    case 'age': {
      if (rack.oldest === null) return { share: 0, value: 0, known: rack.devices === 0 ? 'all' : 'none' };
      const years = Math.max(0, (now.getTime() - new Date(rack.oldest).getTime()) / YEAR_MS);
      return { share: Math.min(1, years / YEARS_FULL), value: years, known: 'all' };
    }
  }
}

const summed = (share: number, devices: number, unknown: number): Heat => ({
  share,
  value: share,
  known: unknown === 0 ? 'all' : unknown >= devices ? 'none' : 'some',
});

/** Five steps, so that the legend can name each. */
export const stepOf = (share: number): 0 | 1 | 2 | 3 | 4 =>
  share >= 0.9 ? 4 : share >= 0.7 ? 3 : share >= 0.4 ? 2 : share > 0 ? 1 : 0;

export interface Spot {
  readonly rack: FloorRack;
  readonly x: number;
  readonly y: number;
}

export interface Strip {
  readonly name: string | undefined;
  readonly y: number;
}

export interface Layout {
  readonly spots: readonly Spot[];
  readonly strips: readonly Strip[];
  readonly width: number;
  readonly height: number;
}

const CELL = { width: 64, height: 46, gap: 4, aisle: 34, label: 22 } as const;
/** Racks of the usual 600 mm stand side by side. */
const MM_PER_PIXEL = 600 / (CELL.width + CELL.gap);

/** Where racks are drawn: by their coordinates where all have some, else row by row with aisles between, in order of place. */
export function layoutOf(floor: Floor): Layout {
  const placed = floor.racks.filter((rack) => rack.xMm !== null && rack.yMm !== null);
  if (placed.length > 0 && placed.length === floor.racks.length) return byCoordinates(placed);
  return byRows(floor);
}

function byCoordinates(racks: readonly FloorRack[]): Layout {
  const spots = racks.map((rack) => ({
    rack,
    x: (rack.xMm ?? 0) / MM_PER_PIXEL,
    y: (rack.yMm ?? 0) / MM_PER_PIXEL + CELL.label,
  }));
  return {
    spots,
    strips: [],
    width: Math.max(...spots.map((spot) => spot.x)) + CELL.width,
    height: Math.max(...spots.map((spot) => spot.y)) + CELL.height,
  };
}

function byRows(floor: Floor): Layout {
  const groups = new Map<number | null, FloorRack[]>();
  for (const rack of floor.racks) groups.set(rack.locationId, [...(groups.get(rack.locationId) ?? []), rack]);
  const names = new Map(floor.locations.map((place) => [place.id, place.name]));
  const ordered = [...groups].toSorted(([left], [right]) =>
    (left === null ? '\uFFFF' : (names.get(left) ?? '')).localeCompare(
      right === null ? '\uFFFF' : (names.get(right) ?? ''),
    ),
  );
  const spots: Spot[] = [];
  const strips: Strip[] = [];
  let y = 0;
  let width = 0;
  for (const [id, racks] of ordered) {
    strips.push({ name: id === null ? undefined : names.get(id), y });
    y += CELL.label;
    const line = racks.toSorted(
      (left, right) =>
        (left.positionInRow ?? Infinity) - (right.positionInRow ?? Infinity) || left.name.localeCompare(right.name),
    );
    line.forEach((rack, index) => {
      const column = index % 20;
      const x = column * (CELL.width + CELL.gap);
      spots.push({ rack, x, y: y + Math.floor(index / 20) * (CELL.height + CELL.gap) });
      width = Math.max(width, x + CELL.width);
    });
    y += Math.ceil(line.length / 20) * (CELL.height + CELL.gap) + CELL.aisle;
  }
  return { spots, strips, width, height: y };
}

export const CELL_WIDTH = CELL.width;
export const CELL_HEIGHT = CELL.height;
