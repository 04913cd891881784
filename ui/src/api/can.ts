import type { Role } from './session.ts';
import type { MachineAction } from './tenant.ts';

/** What forbids an action: a word key of the reason, or nothing when it may be done. */
export type Reason =
  | 'asOf'
  | 'readOnly'
  | 'busy'
  | 'alreadyRunning'
  | 'notRunning'
  | 'deleting'
  | 'suspended'
  | 'notInStock'
  | 'notRacked'
  | 'notInService'
  | 'hasGuests'
  | 'isHost'
  | 'retired'
  | 'cordoned'
  | 'notCordoned'
  | 'published'
  | 'draft'
  | 'ended'
  | 'running'
  | 'held'
  | 'finance'
  | 'noSite'
  | 'active';

export const moving: ReadonlySet<string> = new Set([
  'booting',
  'busy',
  'rebooting',
  'shutting_down',
  'provisioning',
  'deleting',
  'migrating',
  'rebuilding',
  'cloning',
  'restoring',
  'resizing',
  'requested',
  'placing',
  'stopping',
]);

/** Mirrors the decide methods of compute's Instance: one action at a time, and only from the states that allow it. */
export const machineCan: Readonly<Record<MachineAction, (status: string) => Reason | undefined>> = {
  // compute/Instance.decide(BootInstance)
  boot: (status) => {
    if (status === 'billing_suspension') return 'suspended';
    if (moving.has(status)) return 'busy';
    return status === 'running' ? 'alreadyRunning' : undefined;
  },
  // compute/Instance.decide(ShutDownInstance)
  shutdown: (status) => (moving.has(status) ? 'busy' : status === 'running' ? undefined : 'notRunning'),
  // compute/Instance.decide(RebootInstance)
  reboot: (status) => (moving.has(status) ? 'busy' : status === 'running' ? undefined : 'notRunning'),
  // compute/Instance.decide(DeleteInstance)
  delete: (status) => (status === 'deleting' ? 'deleting' : moving.has(status) ? 'busy' : undefined),
};

export type DeviceStep = 'rack' | 'unrack' | 'in-service' | 'hypervisor' | 'drain' | 'retire';

/** Mirrors inventory's Device: ordered or received, racked, in service, drained, retired; one place at a time. */
export function deviceCan(
  step: DeviceStep,
  device: { state: string; rackId?: number | null; hostId?: number | null },
): Reason | undefined {
  const state = device.state.toUpperCase();
  const racked = device.rackId !== null && device.rackId !== undefined;
  if (state === 'RETIRED') return 'retired';
  switch (step) {
    case 'rack':
      return racked ? 'notInStock' : undefined;
    case 'unrack':
      if (!racked) return 'notRacked';
      return state === 'IN_SERVICE' ? 'held' : undefined;
    case 'in-service':
      if (!racked) return 'notRacked';
      return state === 'IN_SERVICE' ? 'running' : undefined;
    case 'hypervisor':
      if (device.hostId) return 'isHost';
      return state === 'IN_SERVICE' ? undefined : 'notInService';
    case 'drain':
      return state === 'IN_SERVICE' ? undefined : 'notInService';
    case 'retire':
      return state === 'IN_SERVICE' ? 'held' : undefined;
  }
}

export type Right = 'inventory' | 'tenants' | 'prices' | 'invoices' | 'operations';

/** Mirrors the roles of tenancy: auditors read, finance keeps prices and invoices, operators do everything. */
export function roleCan(role: Role, right: Right): Reason | undefined {
  if (role === 'OPERATOR') return undefined;
  if (role === 'FINANCE') return right === 'prices' || right === 'invoices' ? undefined : 'finance';
  return 'readOnly';
}
