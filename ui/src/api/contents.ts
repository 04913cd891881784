import { create, get, post, put, remove, send } from './http.ts';
import { query, type Page } from './page.ts';
import type { ActionAnswer } from './tenant.ts';
import type { BlockVolume } from './volumes.ts';

/** A part of what a machine's plan gives it to store on; its size is in MiB. */
export interface MachineDisk {
  readonly id: number;
  readonly label: string;
  readonly status: 'ready' | 'not ready' | 'deleting';
  readonly filesystem: string;
  readonly size: number;
  readonly created: string;
}

export interface Device {
  readonly disk_id: number | null;
  readonly volume_id: number | null;
}

/** How a machine may start. */
export interface MachineConfig {
  readonly id: number;
  readonly label: string;
  readonly comments: string;
  readonly kernel: string;
  readonly root_device: string;
  readonly run_level: string;
  readonly memory_limit: number;
  readonly devices: Readonly<Record<string, Device | null>>;
  readonly helpers: Readonly<Record<string, boolean>>;
  readonly interfaces: readonly Nic[];
}

/** A network interface of a configuration. */
export interface Nic {
  readonly id: number;
  readonly purpose: 'public' | 'vlan' | 'vpc';
  readonly label: string | null;
  readonly ipam_address: string | null;
  readonly vpc_id: number | null;
  readonly subnet_id: number | null;
  readonly ipv4: { readonly vpc: string; readonly nat_1_1: string | null } | null;
}

/** A block of IPv6 that is routed to a machine. */
export interface Range {
  readonly range: string;
  readonly prefix: number;
  readonly linodes: readonly number[];
}

export interface Lock {
  readonly id: number;
  readonly lock_type: string;
  readonly entity: { readonly id: number; readonly type: string };
}

export interface Backup {
  readonly id: number;
  readonly label: string | null;
  readonly status: 'running' | 'successful' | 'failed';
  readonly type: 'auto' | 'snapshot';
  readonly available: boolean;
  readonly created: string;
  readonly finished: string | null;
  readonly disks: readonly { readonly label: string; readonly size: number; readonly filesystem: string }[];
}

export interface Backups {
  readonly automatic: readonly Backup[];
  readonly snapshot: { readonly current: Backup | null; readonly in_progress: Backup | null };
}

export interface Kernel {
  readonly id: string;
  readonly label: string;
}

type Body = Readonly<Record<string, unknown>>;
const list = { page_size: 500 } as const;
const RANGES = '/v4/networking/ipv6/ranges';
const of = (id: number) => `/v4/linode/instances/${id}`;

export const contentQueries = {
  disks: (id: number, asOf?: string) => query<Page<MachineDisk>>(`${of(id)}/disks`, { ...list, as_of: asOf }),
  configs: (id: number) => query<Page<MachineConfig>>(`${of(id)}/configs`, list),
  backups: (id: number, asOf?: string) => query<Backups>(`${of(id)}/backups`, { as_of: asOf }),
  firewalls: (id: number) =>
    query<Page<{ readonly id: number; readonly label: string; readonly status: string }>>(`${of(id)}/firewalls`, list),
  volumes: (id: number, asOf?: string) => query<Page<BlockVolume>>(`${of(id)}/volumes`, { ...list, as_of: asOf }),
  locks: () => query<Page<Lock>>('/v4/locks', list),
  ranges: () => query<Page<Omit<Range, 'linodes'> & { readonly route_target: string }>>(RANGES, list),
  range: (range: string) => query<Range>(`${RANGES}/${encodeURIComponent(range)}`),
  kernels: () => ({ ...query<Page<Kernel>>('/v4/linode/kernels', list), staleTime: 300_000 }),
};

/** A machine that is busy takes the deed into its queue instead of refusing it. */
const orWait = async (path: string, body: Body, key: string): Promise<ActionAnswer> =>
  (await send<ActionAnswer>('POST', path, { body, headers: { 'Idempotency-Key': key, Prefer: 'respond-async' } })).body;

export const contents = {
  rebuild: (id: number, body: Body, key: string) => orWait(`${of(id)}/rebuild`, body, key),
  clone: (id: number, body: Body, key: string) => create<{ id: number }>(`${of(id)}/clone`, body, key),
  migrate: (id: number, body: Body, key: string) => orWait(`${of(id)}/migrate`, body, key),
  rescue: (id: number, body: Body, key: string) => orWait(`${of(id)}/rescue`, body, key),
  resize: (id: number, body: Body, key: string) => orWait(`${of(id)}/resize`, body, key),
  password: (id: number, body: Body, key: string) => create<unknown>(`${of(id)}/password`, body, key),
  change: (id: number, body: Body) => put<unknown>(of(id), body),
  addAddress: (id: number, body: Body, key: string) => create<unknown>(`${of(id)}/ips`, body, key),
  dropAddress: (id: number, address: string) => remove(`${of(id)}/ips/${address}`),
  nameAddress: (address: string, rdns: string | null) => put<unknown>(`/v4/networking/ips/${address}`, { rdns }),
  moveAddresses: (body: Body) => post<unknown>('/v4/networking/ips/assign', body),
  shareAddresses: (body: Body) => post<unknown>('/v4/networking/ips/share', body),
  addRange: (body: Body, key: string) => create<unknown>(RANGES, body, key),
  dropRange: (range: string) => remove(`${RANGES}/${encodeURIComponent(range)}`),
  watch: (id: number, watched: boolean) => put<unknown>(of(id), { watchdog_enabled: watched }),
  lock: (id: number, key: string) =>
    create<Lock>('/v4/locks', { entity_type: 'linode', entity_id: id, lock_type: 'cannot_delete' }, key),
  /** Takes off whatever lock the machine has. */
  unlock: async (id: number) => {
    const all = await get<Page<Lock>>('/v4/locks', list);
    const own = all.data.filter(({ entity }) => entity.type === 'linode' && entity.id === id);
    for (const lock of own) await remove(`/v4/locks/${lock.id}`);
  },
  bootBy: (id: number, action: 'boot' | 'reboot', config: number, key: string) =>
    create<unknown>(`${of(id)}/${action}`, { config_id: config }, key),
  addDisk: (id: number, body: Body, key: string) => create<MachineDisk>(`${of(id)}/disks`, body, key),
  renameDisk: (id: number, disk: number, body: Body) => put<MachineDisk>(`${of(id)}/disks/${disk}`, body),
  resizeDisk: (id: number, disk: number, body: Body, key: string) =>
    create<unknown>(`${of(id)}/disks/${disk}/resize`, body, key),
  copyDisk: (id: number, disk: number, key: string) => create<MachineDisk>(`${of(id)}/disks/${disk}/clone`, {}, key),
  deleteDisk: (id: number, disk: number) => remove(`${of(id)}/disks/${disk}`),
  addConfig: (id: number, body: Body, key: string) => create<MachineConfig>(`${of(id)}/configs`, body, key),
  changeConfig: (id: number, config: number, body: Body) => put<MachineConfig>(`${of(id)}/configs/${config}`, body),
  deleteConfig: (id: number, config: number) => remove(`${of(id)}/configs/${config}`),
  enableBackups: (id: number, key: string) => create<unknown>(`${of(id)}/backups/enable`, {}, key),
  cancelBackups: (id: number, key: string) => create<unknown>(`${of(id)}/backups/cancel`, {}, key),
  takeSnapshot: (id: number, body: Body, key: string) => orWait(`${of(id)}/backups`, body, key),
  restore: (id: number, backup: number, body: Body, key: string) =>
    orWait(`${of(id)}/backups/${backup}/restore`, body, key),
  schedule: (id: number, body: Body) => put<unknown>(of(id), body),
};

/** Paths that are stale after any of these. */
export const CONTENTS_STALE = ['/v4/linode/instances', '/v4/account/events', '/portal/v1'] as const;

/** What slots hold, on the wire: the disks in their order. */
export const inSlots = (disks: readonly (string | number)[]): Readonly<Record<string, { disk_id: number }>> =>
  Object.fromEntries(
    disks.map((disk, slot) => [`sd${String.fromCodePoint(97 + slot)}`, { disk_id: Number(disk) }] as const),
  );
