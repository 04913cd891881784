import { queryOptions } from '@tanstack/react-query';
import { get } from './http.ts';
import type { Page } from './page.ts';

export const INVENTORY_KINDS = [
  'SITES',
  'LOCATIONS',
  'RACKS',
  'RESERVATIONS',
  'DEVICES',
  'SHEETS',
  'PARTS',
  'POWER_NODES',
  'CORDS',
  'CABLES',
] as const;

export const NETWORK_KINDS = [
  'prefix',
  'address',
  'vrf',
  'aggregate',
  'range',
  'vlan_group',
  'vlan',
  'vni_pool',
  'vni',
  'vpc',
] as const;

export type ChangeKind = (typeof INVENTORY_KINDS)[number] | (typeof NETWORK_KINDS)[number];

export interface FieldChange {
  readonly name: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** What was added, removed or changed between two instants; a thing may have no name. */
export interface ThingChange {
  readonly id: string;
  readonly name: string;
  readonly change: 'ADDED' | 'REMOVED' | 'CHANGED';
  readonly fields: readonly FieldChange[];
}

interface InventoryChange extends Omit<ThingChange, 'id'> {
  readonly id: number;
}

interface NetworkChange {
  readonly key: string;
  readonly change: ThingChange['change'];
  readonly before?: string | null;
  readonly after?: string | null;
}

interface Span {
  readonly from: string;
  readonly to: string;
  readonly page: number;
  readonly pageSize: number;
  readonly prefixId?: number;
}

const isNetwork = (kind: ChangeKind): boolean => (NETWORK_KINDS as readonly string[]).includes(kind);

function rowOf(text: string | null | undefined): Readonly<Record<string, unknown>> {
  if (!text) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : { value: text };
  } catch {
    // An address's holder is told as plain text.
    return { holder: text };
  }
}

function callOf(row: Readonly<Record<string, unknown>>): string | undefined {
  const called = ['cidr', 'name', 'label', 'number']
    .map((name) => row[name])
    .find((value) => typeof value === 'string' || typeof value === 'number');
  return called === undefined ? undefined : `${called}`;
}

/** The fields of two rows that differ, by name; a row's version says nothing to a reader. */
export function fieldChanges(from: object, to: object): readonly FieldChange[] {
  const before = from as Readonly<Record<string, unknown>>;
  const after = to as Readonly<Record<string, unknown>>;
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => name !== 'version')
    .toSorted()
    .map((name) => ({ name, from: before[name] ?? null, to: after[name] ?? null }))
    .filter((field) => JSON.stringify(field.from) !== JSON.stringify(field.to));
}

/** The network tells both rows whole; only what differs is shown. */
export function changeOf(row: NetworkChange): ThingChange {
  const before = rowOf(row.before);
  const after = rowOf(row.after);
  const shown = row.after ? after : before;
  return {
    id: row.key,
    name: callOf(shown) ?? row.key,
    change: row.change,
    fields: fieldChanges(before, after),
  };
}

async function between(kind: ChangeKind, span: Span, signal: AbortSignal): Promise<Page<ThingChange>> {
  if (isNetwork(kind)) {
    const { from, to, ...paging } = span;
    const found = await get<Page<NetworkChange>>(
      '/admin/v1/network/difference',
      { of: kind, asOf: from, against: to, ...paging },
      signal,
    );
    return { ...found, data: found.data.map(changeOf) };
  }
  const found = await get<Page<InventoryChange>>(
    '/admin/v1/differences',
    { of: kind, ...span, prefixId: undefined },
    signal,
  );
  return { ...found, data: found.data.map((row) => ({ ...row, id: String(row.id) })) };
}

export const changeQueries = {
  between: (kind: ChangeKind, span: Span) =>
    queryOptions({
      queryKey: ['get', '/admin/v1/differences', { of: kind, ...span }] as const,
      queryFn: ({ signal }) => between(kind, span, signal),
    }),
};
