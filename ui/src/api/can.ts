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
  | 'notOrdered'
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
  | 'mustBeOff'
  | 'held'
  | 'finance'
  | 'noSite'
  | 'active'
  | 'serving'
  | 'failed'
  | 'locked';

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
    if (status === 'running') return 'alreadyRunning';
    return status === 'failed' || status === 'deletion_failed' ? 'failed' : undefined;
  },
  // compute/Instance.decide(ShutDownInstance)
  shutdown: (status) => (moving.has(status) ? 'busy' : status === 'running' ? undefined : 'notRunning'),
  // compute/Instance.decide(RebootInstance)
  reboot: (status) => (moving.has(status) ? 'busy' : status === 'running' ? undefined : 'notRunning'),
  // compute/Instance.decide(DeleteInstance)
  delete: (status) => (status === 'deleting' ? 'deleting' : moving.has(status) ? 'busy' : undefined),
};

/** Mirrors compute/Instance.decide(DeleteInstance) on a machine with a lock. */
export const deletionCan = (machine: {
  readonly status: string;
  readonly locks: readonly string[];
}): Reason | undefined => (machine.locks.length > 0 ? 'locked' : machineCan.delete(machine.status));

/** Mirrors compute/InstanceQueue.decide(QueueAction): what cannot begin at once waits, unless the machine is to go. */
export const mayWait = (status: string): boolean => moving.has(status) && status !== 'deleting';

/** What may be done with a machine as it is, or waits until it may. */
export const actionCan = (
  action: MachineAction,
  machine: { readonly status: string; readonly locks: readonly string[] },
): Reason | undefined => {
  const reason = action === 'delete' ? deletionCan(machine) : machineCan[action](machine.status);
  return reason === 'busy' && mayWait(machine.status) ? undefined : reason;
};

const WITH_CONSOLE: ReadonlySet<string> = new Set(['running', 'booting', 'rebooting', 'shutting_down']);

/** Mirrors compute/InstanceStarts.decide(OpenConsole). */
export const consoleCan = (status: string): Reason | undefined => (WITH_CONSOLE.has(status) ? undefined : 'notRunning');

export type ContentDeed = 'resize' | 'password' | 'rebuild' | 'clone' | 'rescue' | 'migrate';

/** On or off, and nothing under way: compute/InstancePast.still. */
const still = (status: string, working = false): Reason | undefined => {
  if (status === 'billing_suspension') return 'suspended';
  if (working || moving.has(status)) return 'busy';
  return status === 'failed' || status === 'deletion_failed' ? 'failed' : undefined;
};

/** Mirrors the decide methods on a machine's disks, configurations, backups and place, and what Instance.idle refuses. */
export const contentCan = {
  // compute/Instance.decide(ResizeInstance)
  resize: (status: string) => still(status),
  // compute/Instance.decide(ResetRootPassword)
  password: (status: string): Reason | undefined => still(status) ?? (status === 'running' ? 'mustBeOff' : undefined),
  // compute/InstanceContents.decide(RebuildInstance)
  rebuild: (status: string) => still(status),
  // api/tenant/linode/GuestActionsResource.copy
  clone: (status: string) => still(status),
  // compute/InstanceStarts.decide(RescueInstance)
  rescue: (status: string) => still(status),
  // compute/InstanceMoves.decide(MigrateInstance)
  migrate: (status: string) => still(status),
  // compute/InstanceContents.decide(CreateDisk)
  disks: (status: string, working: boolean) => still(status, working),
  // compute/InstanceContents.decide(ResizeDisk) and decide(DeleteDisk)
  diskWhileOff: (status: string, working: boolean): Reason | undefined =>
    still(status, working) ?? (status === 'running' ? 'running' : undefined),
  // compute/InstanceStarts.decide(CreateConfig), decide(ChangeConfig) and decide(DeleteConfig)
  configs: (status: string): Reason | undefined => (status === 'deletion_failed' ? undefined : still(status)),
  // compute/Instance.decide(BootInstance) and decide(RebootInstance)
  start: (status: string) => still(status),
  // compute/InstanceBackups.decide(EnableBackups)
  backups: (status: string): Reason | undefined => (status === 'failed' ? 'failed' : undefined),
  // compute/InstanceBackups.decide(TakeBackup), decide(CancelBackups) and decide(RestoreInstance)
  still,
} as const;

/** What may be done with a whole machine beside switching it; one that is protected keeps its disks as well. */
export const deedCan = (
  deed: ContentDeed,
  machine: { readonly status: string; readonly locks: readonly string[] },
): Reason | undefined =>
  // compute/InstanceContents.decide(RebuildInstance)
  deed === 'rebuild' && machine.locks.length > 0 ? 'locked' : contentCan[deed](machine.status);

export type DeviceStep = 'receive' | 'rack' | 'unrack' | 'in-service' | 'hypervisor' | 'drain' | 'retire' | 'move';

/** Mirrors the decide methods of inventory's Device: one place at a time, and each step only from the states before it. */
export function deviceCan(
  step: DeviceStep,
  device: { readonly state: string; readonly hostId?: number | null },
): Reason | undefined {
  const { state } = device;
  if (state === 'RETIRED') return 'retired';
  switch (step) {
    // inventory/Device.decide(ReceiveDevice)
    case 'receive':
      return state === 'ORDERED' ? undefined : 'notOrdered';
    // inventory/Device.decide(RackDevice)
    case 'rack':
      return state === 'RECEIVED' ? undefined : 'notInStock';
    // inventory/Device.decide(MoveDevice)
    case 'move':
      if (state === 'IN_SERVICE') return 'held';
      return state === 'RACKED' ? undefined : 'notRacked';
    // inventory/Device.decide(UnrackDevice)
    case 'unrack':
      if (state === 'IN_SERVICE') return 'held';
      return state === 'RACKED' || state === 'DRAINING' ? undefined : 'notRacked';
    // inventory/Device.decide(PutDeviceInService)
    case 'in-service':
      if (state === 'IN_SERVICE') return 'serving';
      return state === 'RACKED' || state === 'DRAINING' ? undefined : 'notRacked';
    // api/admin/HypervisorsResource.enable
    case 'hypervisor':
      if (device.hostId) return 'isHost';
      return state === 'IN_SERVICE' ? undefined : 'notInService';
    // inventory/Device.decide(DrainDevice)
    case 'drain':
      return state === 'IN_SERVICE' ? undefined : 'notInService';
    // inventory/Device.decide(RetireDevice)
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
