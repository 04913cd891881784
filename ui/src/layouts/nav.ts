import type { Role } from '../api/session.ts';
import { paths } from '../util/paths.ts';

export type NavKey =
  | 'machines'
  | 'volumes'
  | 'networks'
  | 'firewalls'
  | 'stackscripts'
  | 'images'
  | 'gear'
  | 'groups'
  | 'activity'
  | 'billing'
  | 'access'
  | 'tickets'
  | 'overview'
  | 'racks'
  | 'floor'
  | 'capacity'
  | 'power'
  | 'imports'
  | 'plans'
  | 'cables'
  | 'parts'
  | 'models'
  | 'numbers'
  | 'changes'
  | 'devices'
  | 'hosts'
  | 'guests'
  | 'addresses'
  | 'storage'
  | 'tenants'
  | 'prices'
  | 'invoices'
  | 'ledger'
  | 'leases'
  | 'reports'
  | 'operations';

export type NavGroup = 'own' | 'account' | 'look' | 'room' | 'compute' | 'customers' | 'portal';

export interface NavEntry {
  readonly key: NavKey;
  readonly path: string;
  /** Pressed after `g`. */
  readonly letter: string;
  readonly group: NavGroup;
}

const tenantNav: readonly NavEntry[] = [
  { key: 'machines', path: paths.machines(), letter: 'm', group: 'own' },
  { key: 'volumes', path: paths.volumes(), letter: 'v', group: 'own' },
  { key: 'networks', path: paths.networks(), letter: 'n', group: 'own' },
  { key: 'firewalls', path: paths.firewalls(), letter: 'f', group: 'own' },
  { key: 'stackscripts', path: paths.scripts(), letter: 's', group: 'own' },
  { key: 'images', path: paths.images(), letter: 'i', group: 'own' },
  { key: 'groups', path: paths.groups(), letter: 'p', group: 'own' },
  { key: 'gear', path: paths.gear(), letter: 'r', group: 'own' },
  { key: 'activity', path: paths.activity(), letter: 'a', group: 'own' },
  { key: 'billing', path: paths.billing(), letter: 'b', group: 'account' },
  { key: 'tickets', path: paths.tickets(), letter: 't', group: 'account' },
  { key: 'access', path: paths.access(), letter: 'k', group: 'account' },
];

const operatorNav: readonly NavEntry[] = [
  { key: 'overview', path: paths.overview(), letter: 'o', group: 'look' },
  { key: 'floor', path: paths.floor(), letter: 'f', group: 'room' },
  { key: 'racks', path: paths.racks(), letter: 'r', group: 'room' },
  { key: 'devices', path: paths.devices(), letter: 'd', group: 'room' },
  { key: 'parts', path: paths.parts(), letter: 'b', group: 'room' },
  { key: 'models', path: paths.models(), letter: 'm', group: 'room' },
  { key: 'cables', path: paths.cables(), letter: 'k', group: 'room' },
  { key: 'capacity', path: paths.capacity(), letter: 'c', group: 'room' },
  { key: 'power', path: paths.power(), letter: 'e', group: 'room' },
  { key: 'plans', path: paths.plans(), letter: 'w', group: 'room' },
  { key: 'imports', path: paths.imports(), letter: 'n', group: 'room' },
  { key: 'changes', path: paths.changes(), letter: 'y', group: 'room' },
  { key: 'addresses', path: paths.addresses(), letter: 'a', group: 'room' },
  { key: 'numbers', path: paths.numbers(), letter: 'v', group: 'room' },
  { key: 'storage', path: paths.pools(), letter: 's', group: 'room' },
  { key: 'hosts', path: paths.hosts(), letter: 'h', group: 'compute' },
  { key: 'guests', path: paths.guests(), letter: 'u', group: 'compute' },
  { key: 'tenants', path: paths.tenants(), letter: 't', group: 'customers' },
  { key: 'tickets', path: paths.tickets(), letter: 'z', group: 'customers' },
  { key: 'stackscripts', path: paths.scripts(), letter: 'g', group: 'customers' },
  { key: 'prices', path: paths.priceBooks(), letter: 'p', group: 'customers' },
  { key: 'invoices', path: paths.invoices(), letter: 'i', group: 'customers' },
  { key: 'ledger', path: paths.ledger(), letter: 'l', group: 'customers' },
  { key: 'leases', path: paths.leases(), letter: 'q', group: 'customers' },
  { key: 'reports', path: paths.reports(), letter: 'j', group: 'customers' },
  { key: 'operations', path: paths.operations(), letter: 'x', group: 'portal' },
];

const financeSees: ReadonlySet<NavKey> = new Set([
  'overview',
  'tenants',
  'tickets',
  'prices',
  'invoices',
  'ledger',
  'leases',
  'reports',
]);

export function navFor(role: Role): readonly NavEntry[] {
  switch (role) {
    case 'TENANT':
      return tenantNav;
    case 'FINANCE':
      return operatorNav.filter((entry) => financeSees.has(entry.key));
    case 'OPERATOR':
    case 'AUDITOR':
      return operatorNav;
  }
}
