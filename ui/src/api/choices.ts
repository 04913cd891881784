import type { Firewall } from './firewalls.ts';
import { create, post, put, remove } from './http.ts';
import { query, type Page } from './page.ts';
import type { Vpc } from './vpcs.ts';

/** Machines that are to be kept on different hosts. */
export interface PlacementGroup {
  readonly id: number;
  readonly label: string;
  readonly region: string;
  readonly placement_group_type: string;
  readonly placement_group_policy: 'strict' | 'flexible';
  readonly is_compliant: boolean;
  readonly members: readonly { readonly linode_id: number; readonly is_compliant: boolean }[];
}

export interface Vlan {
  readonly label: string;
  readonly region: string;
}

/** Whether a plan can be had in a region now. */
export interface Availability {
  readonly region: string;
  readonly plan: string;
  readonly available: boolean;
}

type Body = Readonly<Record<string, unknown>>;
const list = { page_size: 500 } as const;

/** Whole lists that forms let choose from. */
export const choiceQueries = {
  firewalls: () => query<Page<Firewall>>('/v4/networking/firewalls', list),
  vpcs: () => query<Page<Vpc>>('/v4/vpcs', list),
  groups: () => query<Page<PlacementGroup>>('/v4/placement/groups', list),
  vlans: () => query<Page<Vlan>>('/v4/networking/vlans', list),
  tags: () => query<Page<{ readonly label: string }>>('/v4/tags', list),
  availability: () => ({ ...query<Page<Availability>>('/v4/regions/availability', list), staleTime: 60_000 }),
};

export const groups = {
  rename: (id: number, label: string) => put<PlacementGroup>(`/v4/placement/groups/${id}`, { label }),
  remove: (id: number) => remove(`/v4/placement/groups/${id}`),
  assign: (id: number, linodes: readonly number[]) => post(`/v4/placement/groups/${id}/assign`, { linodes }),
  unassign: (id: number, linodes: readonly number[]) => post(`/v4/placement/groups/${id}/unassign`, { linodes }),
  create: (body: Body, key: string) => create<PlacementGroup>('/v4/placement/groups', body, key),
};
