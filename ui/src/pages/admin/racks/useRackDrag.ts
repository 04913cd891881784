import { useState, type PointerEvent } from 'react';
import type { Elevation, RackedDevice } from '../../../api/admin-types.ts';
import { deviceCan, type Reason } from '../../../api/can.ts';
import { whyNot } from '../../../util/rack.ts';

/** Less than this is a click with an unsteady hand. */
const CLICK_PX = 5;

export interface Drag {
  readonly device: RackedDevice;
  readonly startY: number;
  readonly positionU: number;
  readonly moved: boolean;
}

export type Obstacle = ReturnType<typeof whyNot> | { readonly kind: 'state'; readonly reason: Reason };

interface DragOptions {
  readonly elevation: Elevation;
  /** Pixels of the screen that one unit is high, as drawn now. */
  readonly unitPx: () => number;
  /** Undefined where devices cannot be moved. */
  readonly onMove: ((device: RackedDevice, positionU: number) => void) | undefined;
}

/** Drags a device up and down its face by whole units, saying live why it could not be dropped there. */
export function useRackDrag({ elevation, unitPx, onMove }: DragOptions) {
  const [drag, setDrag] = useState<Drag>();
  const { devices, rack, reservations } = elevation;
  const obstacle: Obstacle = drag === undefined ? undefined : obstacleTo(drag);
  function obstacleTo({ device, positionU }: Drag): Obstacle {
    const reason = deviceCan('move', device);
    return reason === undefined
      ? whyNot(devices, rack.heightU, device, positionU, reservations)
      : { kind: 'state', reason };
  }
  const handlers = (device: RackedDevice) =>
    onMove === undefined
      ? {}
      : {
          onPointerDown: (event: PointerEvent) => {
            if (event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            setDrag({ device, startY: event.clientY, positionU: device.positionU, moved: false });
          },
          onPointerMove: (event: PointerEvent) => {
            if (drag === undefined || drag.device.deviceId !== device.deviceId) return;
            const down = event.clientY - drag.startY;
            setDrag({
              ...drag,
              positionU: device.positionU - Math.round(down / unitPx()),
              moved: drag.moved || Math.abs(down) > CLICK_PX,
            });
          },
          onPointerUp: () => {
            if (drag === undefined) return;
            const { positionU, moved } = drag;
            // The click that follows must still see that this was a drag.
            setTimeout(() => setDrag(undefined));
            if (moved && positionU !== device.positionU && obstacle === undefined) onMove(device, positionU);
          },
          onPointerCancel: () => setDrag(undefined),
        };
  return { drag: drag?.moved ? drag : undefined, obstacle, handlers };
}
