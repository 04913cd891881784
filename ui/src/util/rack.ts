import type { Face, KeptRackSpace, RackedDevice } from '../api/admin-types.ts';

type Placed = Pick<RackedDevice, 'positionU' | 'face'> & {
  readonly type: Pick<RackedDevice['type'], 'heightU' | 'fullDepth'>;
};

type Kept = readonly Pick<KeptRackSpace, 'owner' | 'spansLeft'>[];

const NOTHING: Kept = [];

/** Whether a device takes space on a face: on its own, and on the other one when it is as deep as the rack. */
export const takes = (device: Placed, face: Face): boolean => device.face === face || device.type.fullDepth;

/** The half units of a face that something takes or that are kept, counted from the bottom: 0 is the lower half of U1. */
function taken(devices: readonly Placed[], face: Face, kept: Kept): ReadonlySet<number> {
  const halves = new Set<number>();
  for (const span of kept.flatMap((space) => space.spansLeft)) {
    if (span.face !== face) continue;
    const bottom = Math.round((span.positionU - 1) * 2);
    for (let half = 0; half < Math.round(span.heightU * 2); half += 1) halves.add(bottom + half);
  }
  for (const device of devices) {
    // What hangs beside the units or sits in a bay has no position and takes none.
    if (typeof device.positionU !== 'number' || !takes(device, face)) continue;
    const bottom = Math.round((device.positionU - 1) * 2);
    for (let half = 0; half < Math.round(device.type.heightU * 2); half += 1) halves.add(bottom + half);
  }
  return halves;
}

/** Whole units at which a device of this height and depth would find room, lowest first. */
export function freePositions(
  devices: readonly Placed[],
  rackU: number,
  face: Face,
  type: { heightU: number; fullDepth: boolean },
  kept: Kept = NOTHING,
): readonly number[] {
  const faces: readonly Face[] = type.fullDepth ? ['FRONT', 'REAR'] : [face];
  const used = faces.map((each) => taken(devices, each, kept));
  const fits = (position: number) => {
    const bottom = (position - 1) * 2;
    const height = Math.round(type.heightU * 2);
    if (bottom + height > rackU * 2) return false;
    return used.every((halves) =>
      Array.from({ length: height }, (_, half) => bottom + half).every((half) => !halves.has(half)),
    );
  };
  return Array.from({ length: Math.floor(rackU) }, (_, index) => index + 1).filter(fits);
}

/** Why a device could not stand with its lowest unit here; undefined when it could. Its own place does not block it. */
export function whyNot<D extends Placed & { readonly deviceId: number; readonly name: string }>(
  devices: readonly D[],
  rackU: number,
  device: D,
  positionU: number,
  kept: Kept = NOTHING,
):
  | { readonly kind: 'outside' }
  | { readonly kind: 'taken'; readonly by: string }
  | { readonly kind: 'kept'; readonly by: string }
  | undefined {
  if (positionU < 1 || positionU - 1 + device.type.heightU > rackU) return { kind: 'outside' };
  const faces: readonly Face[] = device.type.fullDepth ? ['FRONT', 'REAR'] : [device.face];
  const overlaps = (otherU: number, heightU: number) =>
    otherU < positionU + device.type.heightU && positionU < otherU + heightU;
  const blocker = devices.find(
    (other) =>
      other.deviceId !== device.deviceId &&
      overlaps(other.positionU, other.type.heightU) &&
      faces.some((face) => takes(other, face)),
  );
  if (blocker) return { kind: 'taken', by: blocker.name };
  const keeper = kept.find((space) =>
    space.spansLeft.some((span) => faces.includes(span.face) && overlaps(span.positionU, span.heightU)),
  );
  return keeper ? { kind: 'kept', by: keeper.owner } : undefined;
}

/** The tallest unbroken free space of a face, in units. */
export function largestFree(devices: readonly Placed[], rackU: number, face: Face, kept: Kept = NOTHING): number {
  const halves = taken(devices, face, kept);
  let best = 0;
  let run = 0;
  for (let half = 0; half < rackU * 2; half += 1) {
    run = halves.has(half) ? 0 : run + 1;
    best = Math.max(best, run);
  }
  return best / 2;
}

/** Units in which at least one face is taken. */
export function unitsInUse(
  devices: readonly { readonly positionU?: number | null; readonly type?: { readonly heightU: number } }[],
): number {
  const halves = new Set<number>();
  for (const { positionU, type } of devices) {
    if (positionU === null || positionU === undefined || type === undefined) continue;
    const bottom = Math.round((positionU - 1) * 2);
    for (let half = 0; half < Math.round(type.heightU * 2); half += 1) halves.add(bottom + half);
  }
  return halves.size / 2;
}
