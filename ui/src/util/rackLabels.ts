import type { Elevation, RackedDevice } from '../api/admin-types.ts';

export const LABEL_MODES = ['name', 'tenant', 'role', 'serial', 'power', 'age', 'state'] as const;
export type LabelMode = (typeof LABEL_MODES)[number];

/** What a drawn device is labelled with; a figure nobody knows is a question mark, never a zero. */
export function labelOf(device: RackedDevice, mode: LabelMode, tenants: Elevation['tenants'] = {}): string {
  switch (mode) {
    case 'name':
      return device.name;
    case 'tenant':
      // Gear without a tenant is the house's own, which is known, and not a question.
      return device.tenantId ? (tenants[String(device.tenantId)] ?? `#${device.tenantId}`) : '–';
    case 'serial':
      return device.serial ?? '?';
    case 'role':
      return device.type.category ?? '?';
    case 'power':
      return device.type.maxDrawW === null || device.type.maxDrawW === undefined ? '? W' : `${device.type.maxDrawW} W`;
    case 'age':
      return (device.boughtOn ?? device.receivedAt ?? '?').slice(0, 10);
    case 'state':
      return device.state.toLowerCase().replace('_', ' ');
  }
}
