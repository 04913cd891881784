/* What stands in for the world outside where a portal is tried out: the simulated room's faults, the movable clock. */

export interface RoomFault {
  readonly id: number | string;
  readonly operation: string;
  readonly instanceId?: number | null;
  readonly hostId?: number | null;
  readonly times?: number | null;
  readonly message?: string | null;
}

export interface ClockState {
  readonly now: string;
  readonly movable: boolean;
}
