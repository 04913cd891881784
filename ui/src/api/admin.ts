import { queryOptions } from '@tanstack/react-query';
import type * as T from './admin-types.ts';
import type * as P from './placement-types.ts';
import type { HistoryEvent } from './billing.ts';
import { create, get, post, put, remove, send } from './http.ts';
import type { Page } from './page.ts';
import { query } from './page.ts';

const v1 = '/admin/v1';
const list = { pageSize: 500 } as const;
const amongIds = (ids: readonly number[]): string =>
  ids.length === 0 ? '' : `?${ids.map((id) => `id=${id}`).join('&')}`;
type AsOf = string | undefined;

const STORY = { pageSize: 100, newestFirst: true } as const;

/** The last page of a thing's story, its events in order of time, with where older ones are to be had. */
export interface Story extends Page<HistoryEvent> {
  readonly path: string;
}

function story(path: string) {
  return queryOptions({
    queryKey: ['get', path, STORY] as const,
    queryFn: ({ signal }) => readStory(path, 1, signal),
  });
}

/** A page of a story, the first page being the newest; events in order of time. */
export async function readStory(path: string, page: number, signal?: AbortSignal): Promise<Story> {
  const found = await get<Page<HistoryEvent>>(path, { ...STORY, page }, signal);
  return { ...found, data: found.data.toReversed(), path };
}

export const adminQueries = {
  overview: () => query<T.Overview>(`${v1}/overview`),
  sites: (asOf?: AsOf) => query<Page<T.Site>>(`${v1}/sites`, { ...list, asOf }),
  racks: (asOf?: AsOf, siteId?: number) => query<Page<T.Rack>>(`${v1}/racks`, { ...list, asOf, siteId }),
  rack: (id: number) => query<T.Rack>(`${v1}/racks/${id}`),
  elevation: (id: number, asOf?: AsOf) => query<T.Elevation>(`${v1}/racks/${id}/elevation`, { asOf }),
  deviceTypes: (q?: string) => query<Page<T.DeviceType>>(`${v1}/device-types`, { ...list, q }),
  devices: (params: {
    state?: string | undefined;
    rackId?: number;
    q?: string | undefined;
    asOf?: AsOf;
    page?: number;
    pageSize?: number;
  }) => query<Page<T.Device>>(`${v1}/devices`, { ...list, ...params }),
  someDevices: (ids: readonly number[], asOf?: AsOf) =>
    query<Page<T.Device>>(`${v1}/devices${amongIds(ids)}`, { asOf }),
  device: (id: number, asOf?: AsOf) => query<T.Device>(`${v1}/devices/${id}`, { asOf }),
  hosts: (asOf?: AsOf, siteId?: number) => query<Page<T.Host>>(`${v1}/hosts`, { ...list, asOf, siteId }),
  someHosts: (ids: readonly number[], asOf?: AsOf) => query<Page<T.Host>>(`${v1}/hosts${amongIds(ids)}`, { asOf }),
  host: (id: number, asOf?: AsOf) => query<T.Host>(`${v1}/hosts/${id}`, { asOf }),
  hostUsage: (hostId: number, asOf?: AsOf) => query<T.HostUsage>(`${v1}/host-usage`, { hostId, asOf }),
  planRoom: (siteId: number | undefined, asOf?: AsOf) => query<T.PlanRoom>(`${v1}/plan-room`, { siteId, asOf }),
  placementRules: () => query<Page<P.PlacementRule>>(`${v1}/placement/rules`, list),
  placementInForce: (asOf?: AsOf) => query<P.RulesInForce>(`${v1}/placement/rules/in-force`, { asOf }),
  guests: (params: {
    asOf?: AsOf;
    tenantId?: number | undefined;
    hostId?: number | undefined;
    status?: string | undefined;
    page?: number;
    pageSize?: number;
  }) => query<Page<T.Guest>>(`${v1}/instances`, { ...params }),
  guest: (id: number, asOf?: AsOf) => query<T.Guest>(`${v1}/instances/${id}`, { asOf }),
  prefixes: (asOf?: AsOf) => query<Page<T.Prefix>>(`${v1}/prefixes`, { ...list, asOf }),
  /** A part of a tree too long for one page: the topmost prefixes, or those right inside one. */
  prefixesIn: (parentId: number | undefined, page: number, asOf?: AsOf) =>
    query<Page<T.Prefix>>(`${v1}/prefixes`, {
      ...(parentId === undefined ? { top: true } : { parentId }),
      page,
      pageSize: 200,
      asOf,
    }),
  prefix: (id: number, asOf?: AsOf) => query<T.Prefix>(`${v1}/prefixes/${id}`, { asOf }),
  prefixOutlook: (id: number, asOf?: AsOf) => query<T.PrefixOutlook>(`${v1}/prefixes/${id}/outlook`, { asOf }),
  prefixAddresses: (id: number, asOf?: AsOf) =>
    query<Page<T.Address>>(`${v1}/prefixes/${id}/addresses`, { ...list, asOf }),
  addressStory: (address: string, at?: AsOf) =>
    query<T.AddressStory>(`${v1}/addresses/${encodeURIComponent(address)}/story`, { at, pageSize: 50 }),
  tenants: () => query<Page<T.Tenant>>(`${v1}/tenants`, list),
  tenant: (id: number) => query<T.Tenant>(`${v1}/tenants/${id}`),
  leftBehind: (id: number) => query<T.Left>(`${v1}/tenants/${id}/left-behind`),
  quota: (id: number) => query<T.Quota>(`${v1}/tenants/${id}/quota`),
  tenantUsers: (id: number) => query<Page<T.User>>(`${v1}/tenants/${id}/users`, list),
  persons: () => query<Page<T.User>>(`${v1}/persons`, list),
  plans: () => query<Page<T.AdminPlan>>(`${v1}/plans`, list),
  pools: (asOf?: AsOf) => query<Page<T.Pool>>(`${v1}/pools`, { ...list, asOf }),
  pool: (id: number, asOf?: AsOf) => query<T.Pool>(`${v1}/pools/${id}`, { asOf }),
  poolReports: (id: number, asOf?: AsOf) => query<Page<T.PoolReport>>(`${v1}/pools/${id}/reports`, { ...list, asOf }),
  poolVolumes: (id: number, params: { asOf?: AsOf; page?: number; pageSize?: number }) =>
    query<Page<T.PoolVolume>>(`${v1}/pools/${id}/volumes`, { ...params }),
  capacity: (id: number, asOf?: AsOf) => query<T.Capacity>(`${v1}/capacity/${id}`, { asOf }),
  capacityTenants: (id: number, asOf?: AsOf) =>
    query<Page<T.PoolShare>>(`${v1}/capacity/${id}/tenants`, { ...list, asOf }),
  capacityVolumes: (id: number, params: { asOf?: AsOf; page?: number; pageSize?: number }) =>
    query<Page<T.ToolVolume>>(`${v1}/capacity/${id}/volumes`, { ...params }),
  capacityIops: (id: number, asOf?: AsOf) => query<T.Iops>(`${v1}/capacity/${id}/iops`, { asOf }),
  capacityDifference: (id: number, from: string, to?: AsOf) =>
    query<T.CapacityDifference>(`${v1}/capacity/${id}/difference`, { from, to }),
  history: (aggregateId: string) => story(`${v1}/history/${aggregateId}`),
  scriptHistory: (id: number) => story(`/portal/v1/stackscripts/${id}/history`),
  ticketHistory: (id: number) => story(`/portal/v1/tickets/${id}/history`),
  userGroupHistory: (id: number) => story(`/portal/v1/user-groups/${id}/history`),
  machineHistory: (id: number) => story(`/portal/v1/instances/${id}/history`),
  processors: () => query<Page<T.ProcessorState>>(`${v1}/operations/processors`, list),
  deadLetters: () => query<Page<T.DeadLetter>>(`${v1}/operations/dead-letters`, list),
  projections: () => query<Page<T.ProjectionState>>(`${v1}/operations/projections`, list),
  clock: () => query<T.ClockState>(`${v1}/clock`),
  faults: () => query<Page<T.RoomFault>>(`${v1}/room/faults`, list),
};

export interface TenantWish {
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly email: string;
  readonly username: string;
  readonly password: string;
}

export const admin = {
  createSite: (body: Omit<T.Site, 'id'>, key: string) => create<T.Site>(`${v1}/sites`, body, key),
  createRack: (body: Pick<T.Rack, 'siteId' | 'name' | 'heightU' | 'maxWeightKg' | 'maxPowerW'>, key: string) =>
    create<T.Rack>(`${v1}/racks`, body, key),
  readRack: (id: number) => send<T.Rack>('GET', `${v1}/racks/${id}`),
  changeRack: (id: number, body: unknown, etag: string | null) => put<T.Rack>(`${v1}/racks/${id}`, body, etag),
  createDevice: (body: { deviceTypeId: number; serial: string; name: string; assetTag?: string }, key: string) =>
    create<T.Device>(`${v1}/devices`, body, key),
  rackDevice: (id: number, body: { rackId: number; face: T.Face; positionU: number }) =>
    post(`${v1}/devices/${id}/rack`, body),
  moveDevice: (id: number, body: { rackId: number; face: T.Face; positionU: number }) =>
    post(`${v1}/devices/${id}/move`, body),
  deviceStep: (id: number, step: 'unrack' | 'in-service' | 'drain' | 'retire') => post(`${v1}/devices/${id}/${step}`),
  makeHypervisor: (
    id: number,
    body: { vcpus: number; memoryMb: number; diskGb: number; overcommit: { vcpu: string; memory: string } },
  ) => post(`${v1}/devices/${id}/hypervisor`, body),
  hostStep: (id: number, step: 'cordon' | 'uncordon') => post(`${v1}/hosts/${id}/${step}`),
  setPlacementRule: (body: P.PlacementWish, key: string) => create<P.PlacementRule>(`${v1}/placement/rules`, body, key),
  withdrawPlacementRule: (id: number) => remove(`${v1}/placement/rules/${id}`),
  createPrefix: (
    body: {
      cidr: string;
      siteId?: number;
      vrfId?: number;
      gateway?: string;
      container?: boolean;
      quarantineSeconds?: number;
    },
    key: string,
  ) => create<T.Prefix>(`${v1}/prefixes`, body, key),
  cutPrefixes: (
    id: number,
    body: { length: number; count?: number; siteId?: number; container?: boolean; description?: string },
    key: string,
  ) => create<{ readonly data: readonly T.Prefix[] }>(`${v1}/prefixes/${id}/prefixes`, body, key),
  takeAddresses: (
    id: number,
    body: { count?: number; address?: string; note?: string; role?: string; owner?: string },
    key: string,
  ) => create<unknown>(`${v1}/prefixes/${id}/addresses`, body, key),
  releaseAddress: (address: string, prefixId: number) =>
    remove(`${v1}/addresses/${encodeURIComponent(address)}?prefixId=${prefixId}`),
  openTenant: (body: TenantWish, key: string) => create<T.Tenant>(`${v1}/tenants`, body, key),
  setQuota: (id: number, body: Partial<Omit<T.Quota, 'used'>>, etag: string | null) =>
    put<T.Quota>(`${v1}/tenants/${id}/quota`, body, etag),
  readTenant: (id: number) => send<T.Tenant>('GET', `${v1}/tenants/${id}`),
  readQuota: async (id: number) => (await send<T.Quota>('GET', `${v1}/tenants/${id}/quota`)).body,
  suspend: (id: number, reason: string) => post(`${v1}/tenants/${id}/suspend`, { reason }),
  closeTenant: (id: number, reason: unknown) => post(`${v1}/tenants/${id}/close`, { reason }),
  reopen: (id: number) => post(`${v1}/tenants/${id}/reopen`),
  reinstate: (id: number) => post(`${v1}/tenants/${id}/reinstate`),
  createUser: (
    id: number,
    body: { username: string; email: string; password: string; restricted: boolean },
    key: string,
  ) => create<T.User>(`${v1}/tenants/${id}/users`, body, key),
  unlimitSignIn: (id: number) => post(`${v1}/persons/${id}/unlimit-sign-in`),
  disableSecondFactor: (id: number) => post(`${v1}/persons/${id}/disable-second-factor`),
  createPool: (body: { siteId: number; name: string; kind: string }, key: string) =>
    create<T.Pool>(`${v1}/pools`, body, key),
  readPool: (id: number) => send<T.Pool>('GET', `${v1}/pools/${id}`),
  offerPool: (id: number, body: { wholeSite: boolean; hostIds: readonly number[] }, etag: string | null) =>
    put<T.Pool>(`${v1}/pools/${id}/offer`, body, etag),
  reportPool: (id: number, body: T.PoolReport, key: string) => create<unknown>(`${v1}/pools/${id}/reports`, body, key),
  retryLetter: (id: number | string) => post(`${v1}/operations/dead-letters/${id}/retry`),
  dropLetter: (id: number | string) => remove(`${v1}/operations/dead-letters/${id}`),
  rebuild: (name: string) => post(`${v1}/operations/projections/${encodeURIComponent(name)}/rebuild`),
  moveClock: (to: string) => post<T.ClockState>(`${v1}/clock`, { to }),
  addFault: (body: unknown, key: string) => create<unknown>(`${v1}/room/faults`, body, key),
  dropFault: (id: number | string) => remove(`${v1}/room/faults/${id}`),
  findDevices: (q: string, signal?: AbortSignal) => get<Page<T.Device>>(`${v1}/devices`, { q, pageSize: 8 }, signal),
};
