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
  | 'locked'
  | 'awaiting'
  | 'notMade';

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

/** What of a machine decides on what may be done with it. */
export interface MachineNow {
  readonly status: string;
  readonly locks: readonly string[];
  /** Whether a disk of it is being changed or a backup taken. */
  readonly working: boolean;
  /** Whether a resize or a move of it waits for an operator. */
  readonly awaits: boolean;
}

export type ContentDeed = 'resize' | 'password' | 'rebuild' | 'clone' | 'rescue' | 'migrate';

export type MachineDeed =
  | MachineAction
  | ContentDeed
  | 'rename'
  | 'tag'
  | 'lock'
  | 'console'
  | 'addDisk'
  | 'renameDisk'
  | 'resizeDisk'
  | 'deleteDisk'
  | 'addConfig'
  | 'changeConfig'
  | 'deleteConfig'
  | 'enableBackups'
  | 'scheduleBackups'
  | 'snapshot'
  | 'cancelBackups'
  | 'restore';

type Rule = (machine: MachineNow) => Reason | undefined;

/** compute/InstancePast.idle */
const idle: Rule = ({ status, working }) => {
  if (status === 'billing_suspension') return 'suspended';
  if (working || moving.has(status)) return 'busy';
  if (status === 'awaiting_approval') return 'awaiting';
  return status === 'failed' ? 'failed' : undefined;
};

/** On or off, and nothing under way: compute/InstancePast.still. */
const still: Rule = (machine) => idle(machine) ?? (machine.status === 'deletion_failed' ? 'failed' : undefined);

/** compute/InstancePast.off */
const off: Rule = (machine) => still(machine) ?? (machine.status === 'running' ? 'mustBeOff' : undefined);

/** compute/Instance.decide(ShutDownInstance) and decide(RebootInstance) */
const up: Rule = (machine) => still(machine) ?? (machine.status === 'running' ? undefined : 'notRunning');

/** compute/InstanceLocks.unlocked */
const unlocked: Rule = ({ locks }) => (locks.length > 0 ? 'locked' : undefined);

/** compute/InstanceLocks.partsUnlocked */
const partsUnlocked: Rule = ({ locks }) => (locks.some((lock) => lock.endsWith('subresources')) ? 'locked' : undefined);

/** compute/InstanceApprovals.unproposed */
const unproposed: Rule = ({ awaits }) => (awaits ? 'awaiting' : undefined);

const free: Rule = () => undefined;

const WITH_CONSOLE: ReadonlySet<string> = new Set(['running', 'booting', 'rebooting', 'shutting_down']);
const CHANGING_DISKS: ReadonlySet<string> = new Set(['resizing', 'rebuilding', 'restoring', 'migrating']);

/** Mirrors the decide methods of a machine; a test holds each row to what the machine itself answers in every state. */
export const machineCan: Readonly<Record<MachineDeed, Rule>> = {
  // compute/Instance.decide(BootInstance)
  boot: (machine) => still(machine) ?? (machine.status === 'running' ? 'alreadyRunning' : undefined),
  shutdown: up,
  reboot: up,
  // compute/Instance.decide(DeleteInstance)
  delete: (machine) => {
    if (machine.status === 'deleting') return 'deleting';
    return machine.working || moving.has(machine.status) ? 'busy' : unlocked(machine);
  },
  // compute/Instance.decide(LabelInstance) and decide(TagInstance)
  rename: free,
  tag: free,
  // compute/InstanceLocks.decide(LockInstance)
  lock: (machine) => unlocked(machine) ?? (machine.status === 'deleting' ? 'deleting' : undefined),
  // compute/InstanceStarts.decide(OpenConsole)
  console: ({ status }) => (WITH_CONSOLE.has(status) ? undefined : 'notRunning'),
  // compute/Instance.decide(ResizeInstance)
  resize: (machine) => still(machine) ?? unproposed(machine),
  // compute/Instance.decide(ResetRootPassword)
  password: off,
  // compute/InstanceContents.decide(RebuildInstance)
  rebuild: (machine) => still(machine) ?? unlocked(machine),
  // compute/InstanceState.mustHaveContents
  clone: ({ status }) => {
    if (CHANGING_DISKS.has(status)) return 'busy';
    if (status === 'provisioning' || status === 'awaiting_approval') return 'notMade';
    return status === 'deleting' || status === 'failed' ? status : undefined;
  },
  // compute/InstanceStarts.decide(RescueInstance)
  rescue: still,
  // compute/InstanceMoves.movable
  migrate: (machine) => still(machine) ?? unproposed(machine),
  // compute/InstanceContents.decide(CreateDisk)
  addDisk: still,
  // compute/InstanceContents.decide(LabelDisk)
  renameDisk: idle,
  // compute/InstanceContents.decide(ResizeDisk)
  resizeDisk: off,
  // compute/InstanceContents.decide(DeleteDisk)
  deleteDisk: (machine) => off(machine) ?? partsUnlocked(machine),
  // compute/InstanceStarts.decide(CreateConfig) and decide(ChangeConfig)
  addConfig: idle,
  changeConfig: idle,
  // compute/InstanceStarts.decide(DeleteConfig)
  deleteConfig: (machine) => idle(machine) ?? partsUnlocked(machine),
  // compute/InstanceBackups.decide(EnableBackups)
  enableBackups: ({ status }) => (status === 'failed' ? 'failed' : undefined),
  // compute/InstanceBackups.decide(ScheduleBackups)
  scheduleBackups: free,
  // compute/InstanceBackups.decide(TakeBackup)
  snapshot: still,
  // compute/InstanceBackups.decide(CancelBackups)
  cancelBackups: idle,
  // compute/InstanceBackups.decide(RestoreInstance)
  restore: still,
};

/** Mirrors compute/InstanceQueue.decide(QueueAction): what cannot begin at once waits, unless the machine is to go. */
const mayWait = (machine: MachineNow): boolean => machine.status !== 'deleting';

/** What may be done with a machine as it is, or waits until it may. */
export const actionCan = (action: MachineAction, machine: MachineNow): Reason | undefined => {
  const reason = machineCan[action](machine);
  if (reason !== 'busy' || !mayWait(machine)) return reason;
  return action === 'delete' ? unlocked(machine) : undefined;
};

const QUEUED: ReadonlySet<MachineDeed> = new Set(['resize', 'rebuild', 'migrate', 'rescue', 'snapshot', 'restore']);

/** Mirrors compute/InstanceQueue.decide(QueueDeed): these wait as actions do. */
export const deedCan = (deed: MachineDeed, machine: MachineNow): Reason | undefined => {
  const reason = machineCan[deed](machine);
  if (reason !== 'busy' || !QUEUED.has(deed) || !mayWait(machine)) return reason;
  return deed === 'rebuild' ? unlocked(machine) : undefined;
};

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

export type Right = 'inventory' | 'tenants' | 'prices' | 'invoices' | 'operations' | 'tickets';

/** Mirrors the roles of tenancy: auditors read, finance keeps prices and invoices and answers tickets, operators do everything. */
export function roleCan(role: Role, right: Right): Reason | undefined {
  if (role === 'OPERATOR') return undefined;
  if (role === 'FINANCE')
    return right === 'prices' || right === 'invoices' || right === 'tickets' ? undefined : 'finance';
  return 'readOnly';
}
