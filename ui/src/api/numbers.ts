import type { Address } from './admin-types.ts';
import { create, post, put, send } from './http.ts';
import { query, type Page } from './page.ts';

const v1 = '/admin/v1';
type AsOf = string | undefined;
type Body = Readonly<Record<string, unknown>>;

export interface Vrf {
  readonly id: number;
  readonly name: string;
  readonly routeDistinguisher?: string | null;
  readonly duplicates: boolean;
  readonly description?: string | null;
}

export interface VlanGroup {
  readonly id: number;
  readonly siteId?: number | null;
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly description?: string | null;
}

export interface Vlan {
  readonly id: number;
  readonly groupId: number;
  readonly siteId?: number | null;
  readonly number: number;
  readonly name: string;
  readonly tenantId?: number | null;
  readonly description?: string | null;
}

export interface VniPool {
  readonly id: number;
  readonly siteId: number;
  readonly first: number;
  readonly last: number;
}

export interface Vni {
  readonly id: number;
  readonly siteId: number;
  readonly number: number;
  readonly holder: string;
  readonly note?: string | null;
}

export interface Aggregate {
  readonly id: number;
  readonly cidr: string;
  readonly family: number;
  readonly registry: string;
  readonly givenOn?: string | null;
  readonly description?: string | null;
}

export const RANGE_PURPOSES = ['DHCP', 'RESERVED', 'POOL'] as const;

export interface AddressRange {
  readonly id: number;
  readonly prefixId: number;
  readonly first: string;
  readonly last: string;
  readonly purpose: (typeof RANGE_PURPOSES)[number];
  readonly description?: string | null;
}

export interface RestingAddress extends Address {
  readonly quarantinedUntil?: string | null;
}

interface Paging {
  readonly page?: number;
  readonly pageSize?: number;
}

export const numberQueries = {
  vrfs: (asOf: AsOf, paging: Paging = { pageSize: 500 }) => query<Page<Vrf>>(`${v1}/vrfs`, { asOf, ...paging }),
  vlanGroups: (asOf: AsOf, paging: Paging = { pageSize: 500 }) =>
    query<Page<VlanGroup>>(`${v1}/vlan-groups`, { asOf, ...paging }),
  vlans: (groupId: number | undefined, asOf: AsOf, paging: Paging) =>
    query<Page<Vlan>>(`${v1}/vlans`, { groupId, asOf, ...paging }),
  vniPools: (asOf?: AsOf) => query<Page<VniPool>>(`${v1}/vni-pools`, { asOf, pageSize: 500 }),
  vnis: (poolId: number, asOf: AsOf, paging: Paging) =>
    query<Page<Vni>>(`${v1}/vni-pools/${poolId}/vnis`, { asOf, ...paging }),
  aggregates: (asOf: AsOf, paging: Paging) => query<Page<Aggregate>>(`${v1}/aggregates`, { asOf, ...paging }),
  ranges: (prefixId: number | undefined, asOf: AsOf, paging: Paging) =>
    query<Page<AddressRange>>(`${v1}/ranges`, { prefixId, asOf, ...paging }),
  resting: (prefixId: number | undefined, asOf: AsOf, paging: Paging) =>
    query<Page<RestingAddress>>(`${v1}/resting-addresses`, { prefixId, asOf, ...paging }),
};

async function renamed<T>(path: string, body: Body): Promise<T> {
  const { etag } = await send('GET', path);
  return put<T>(path, body, etag);
}

export const numbers = {
  defineVrf: (body: Body, key: string) => create<Vrf>(`${v1}/vrfs`, body, key),
  describeVrf: (id: number, body: Body) => renamed<Vrf>(`${v1}/vrfs/${id}`, body),
  defineGroup: (body: Body, key: string) => create<VlanGroup>(`${v1}/vlan-groups`, body, key),
  takeVlans: (groupId: number, body: Body, key: string) => create(`${v1}/vlan-groups/${groupId}/vlans`, body, key),
  describeVlan: (id: number, body: Body) => renamed<Vlan>(`${v1}/vlans/${id}`, body),
  openVniPool: (body: Body, key: string) => create<VniPool>(`${v1}/vni-pools`, body, key),
  closeVniPool: (id: number) => post(`${v1}/vni-pools/${id}/close`),
  takeVnis: (poolId: number, body: Body, key: string) => create(`${v1}/vni-pools/${poolId}/vnis`, body, key),
  giveBackVni: (poolId: number, id: number) => post(`${v1}/vni-pools/${poolId}/vnis/${id}/give-back`),
  addAggregate: (body: Body, key: string) => create<Aggregate>(`${v1}/aggregates`, body, key),
  setRangeApart: (body: Body, key: string) => create<AddressRange>(`${v1}/ranges`, body, key),
  giveFromRange: (id: number, body: Body, key: string) => create(`${v1}/ranges/${id}/addresses`, body, key),
  retire: (what: 'vrfs' | 'vlan-groups' | 'vlans' | 'aggregates' | 'ranges', id: number) =>
    post(`${v1}/${what}/${id}/retire`),
  liftQuarantine: (address: string, prefixId: number) =>
    post(`${v1}/addresses/${encodeURIComponent(address)}/lift-quarantine?prefixId=${prefixId}`),
};
