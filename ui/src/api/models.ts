import { create } from './http.ts';
import { query, type Page } from './page.ts';
import type { DeviceType } from './admin-types.ts';

const v1 = '/admin/v1';

export const DEVICE_CATEGORIES = [
  'SERVER',
  'SWITCH',
  'STORAGE',
  'PDU',
  'UPS',
  'CHASSIS',
  'BLADE',
  'PATCH_PANEL',
  'OTHER',
] as const;
export const MODULE_KINDS = ['DISK', 'MEMORY', 'GPU', 'NIC', 'CPU', 'PSU', 'OTHER'] as const;

/** A model of device; null is unknown. */
export interface DeviceModel extends DeviceType {
  readonly category: (typeof DEVICE_CATEGORIES)[number];
  readonly cpuSockets: number | null;
  readonly driveBays: number | null;
  readonly powerSupplies: number | null;
  readonly deviceBays: number | null;
  readonly source: string | null;
}

/** A model of part that sits in a bay of a device; null is unknown. */
export interface ModuleModel {
  readonly id: number;
  readonly kind: (typeof MODULE_KINDS)[number];
  readonly manufacturer: string;
  readonly model: string;
  readonly partNumber: string | null;
  readonly weightKg: number | null;
  readonly maxDrawW: number | null;
}

interface Which {
  readonly q?: string | undefined;
  readonly category?: string | undefined;
  readonly kind?: string | undefined;
  readonly page?: number;
  readonly pageSize?: number;
}

type Body = Readonly<Record<string, unknown>>;

export const modelQueries = {
  devices: (which: Which) => query<Page<DeviceModel>>(`${v1}/device-types`, { ...which }),
  modules: (which: Which) => query<Page<ModuleModel>>(`${v1}/module-types`, { ...which }),
};

export const models = {
  addDevice: (body: Body, key: string) => create<DeviceModel>(`${v1}/device-types`, body, key),
  addModule: (body: Body, key: string) => create<ModuleModel>(`${v1}/module-types`, body, key),
};
