import type { Device, Face } from './admin-types.ts';
import { create, get, post, put, send } from './http.ts';
import type { PowerNode } from './inventory.ts';
import { query, type Page } from './page.ts';

const v1 = '/admin/v1';
type AsOf = string | undefined;
type Body = Readonly<Record<string, unknown>>;

export interface Reservation {
  readonly id: number;
  readonly rackId: number;
  readonly use: 'RESERVED' | 'PLANNED' | 'BLOCKED';
  readonly faces: string;
  readonly positionU: number;
  readonly heightU: number;
  readonly owner: string;
  readonly note?: string | null;
  readonly state: string;
  readonly expiresAt?: string | null;
  readonly reservedAt: string;
  readonly endedAt?: string | null;
}

export interface Place {
  readonly id: number;
  readonly siteId: number;
  readonly parentId?: number | null;
  readonly kind: 'ROOM' | 'ROW';
  readonly name: string;
}

export interface WholePowerNode extends PowerNode {
  readonly siteId: number;
  readonly side?: string | null;
  readonly leg?: string | null;
  readonly powerFactor: number;
  readonly outlets: number;
}

export interface Cord {
  readonly id: number;
  readonly deviceId: number;
  readonly psu: number;
  readonly nodeId: number;
  readonly outlet: number;
  readonly pluggedAt: string;
}

/** One cord of a device and the nodes on the way up from its outlet. */
export interface CordTrace {
  readonly cordId: number;
  readonly psu: number;
  readonly outlet: number;
  readonly side?: string | null;
  readonly upwards: readonly { readonly id: number; readonly name: string }[];
}

export interface Cable {
  readonly id: number;
  readonly aDeviceId: number;
  readonly aPort: string;
  readonly bDeviceId: number;
  readonly bPort: string;
  readonly medium: string;
  readonly label?: string | null;
  readonly lengthM?: number | null;
  readonly contractedMbps?: number | null;
  readonly connectedAt: string;
  readonly testedAt?: string | null;
  readonly testTool?: string | null;
  readonly sentMbps?: number | null;
  readonly receivedMbps?: number | null;
  readonly retransmits?: number | null;
}

interface Socket {
  readonly deviceId: number;
  readonly port: string;
}

export interface CablePath {
  readonly steps: readonly { readonly cableId: number; readonly from: Socket; readonly to: Socket }[];
  readonly end: Socket;
  readonly loops: boolean;
}

export interface Contention {
  readonly accessMbps: number;
  readonly accessUnknown: number;
  readonly uplinkMbps: number;
  readonly uplinkUnknown: number;
  readonly ratio?: number | null;
}

export const PORT_USES = ['ACCESS', 'UPLINK', 'MANAGEMENT', 'CONSOLE', 'THROUGH'] as const;

export interface Port {
  readonly name: string;
  readonly use: (typeof PORT_USES)[number];
  readonly speedMbps?: number | null;
  readonly behind?: string | null;
}

interface Money {
  readonly amount: string;
  readonly currency: string;
}

export interface Sheet {
  readonly id: number;
  readonly ports: readonly Port[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly bays?: number | null;
  readonly chassisId?: number | null;
  readonly bay?: number | null;
  readonly budgetW?: number | null;
  readonly purchase?: {
    readonly cost: Money;
    readonly boughtOn: string;
    readonly warrantyUntil?: string | null;
    readonly supplier?: string | null;
    readonly contract?: string | null;
    readonly depreciationMonths: number;
    readonly residualPercent: number;
  } | null;
  readonly value?: {
    readonly on: string;
    readonly months: number;
    readonly depreciated: Money;
    readonly bookValue: Money;
  } | null;
}

export const PART_KINDS = ['DISK', 'MEMORY', 'GPU', 'NIC', 'CPU', 'PSU', 'OTHER'] as const;

export interface Part {
  readonly id: number;
  readonly kind: (typeof PART_KINDS)[number];
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  readonly capacity?: string | null;
  readonly state: string;
  readonly deviceId?: number | null;
  readonly slot?: string | null;
  readonly receivedAt: string;
  readonly installedAt?: string | null;
  readonly retiredAt?: string | null;
}

interface Paging {
  readonly page?: number;
  readonly pageSize?: number;
}

export const roomQueries = {
  reservations: (rackId: number, asOf?: AsOf) =>
    query<Page<Reservation>>(`${v1}/reservations`, { rackId, asOf, pageSize: 200 }),
  places: (siteId: number | undefined, asOf?: AsOf) =>
    query<Page<Place>>(`${v1}/locations`, { siteId, asOf, pageSize: 500 }),
  powerNode: (id: number, asOf?: AsOf) => query<WholePowerNode>(`${v1}/power-nodes/${id}`, { asOf }),
  powerNodes: (siteId: number | undefined, asOf?: AsOf) =>
    query<Page<WholePowerNode>>(`${v1}/power-nodes`, { siteId, asOf, pageSize: 500 }),
  cords: (which: { deviceId?: number; powerNodeId?: number; asOf?: AsOf }) =>
    query<Page<Cord>>(`${v1}/power-cords`, { ...which, pageSize: 200 }),
  cordTraces: (siteId: number, deviceId: number, asOf?: AsOf) =>
    query<readonly CordTrace[]>(`${v1}/power/trace`, { siteId, deviceId, asOf }),
  cables: (which: Paging & { asOf?: AsOf; deviceId?: number }) => query<Page<Cable>>(`${v1}/cables`, { ...which }),
  cable: (id: number, asOf?: AsOf) => query<Cable>(`${v1}/cables/${id}`, { asOf }),
  cablePath: (deviceId: number, port: string, asOf?: AsOf) =>
    query<CablePath>(`${v1}/cables/trace`, { deviceId, port, asOf }),
  contention: (rackId: number) => query<Contention>(`${v1}/cables/contention`, { rackId }),
  sheet: (id: number, asOf?: AsOf) => query<Sheet>(`${v1}/device-sheets/${id}`, { asOf }),
  parts: (
    which: Paging & {
      deviceId?: number;
      kind?: string | undefined;
      state?: string | undefined;
      serial?: string | undefined;
      asOf?: AsOf;
    },
  ) => query<Page<Part>>(`${v1}/parts`, { ...which }),
};

/** A change of what has a version: read first, so that two editors never overwrite each other unseen. */
async function versioned<T>(method: 'PUT' | 'POST', read: string, write: string, body: Body): Promise<T> {
  const { etag } = await send('GET', read);
  if (method === 'PUT') return put<T>(write, body, etag);
  return (await send<T>('POST', write, { body, headers: etag ? { 'If-Match': etag } : undefined })).body;
}

export const room = {
  keepSpace: (body: Body, key: string) => create<Reservation>(`${v1}/reservations`, body, key),
  releaseSpace: (id: number) => post<Reservation>(`${v1}/reservations/${id}/release`),
  placeRack: (id: number, body: Body) =>
    versioned<unknown>('POST', `${v1}/racks/${id}`, `${v1}/racks/${id}/place`, body),
  frameRack: (id: number, body: Body) =>
    versioned<unknown>('POST', `${v1}/racks/${id}`, `${v1}/racks/${id}/frame`, body),
  retireRack: (id: number) => post(`${v1}/racks/${id}/retire`),
  openPlace: (body: Body, key: string) => create<Place>(`${v1}/locations`, body, key),
  arrangePlace: (id: number, body: Body) =>
    versioned<Place>('PUT', `${v1}/locations/${id}`, `${v1}/locations/${id}`, body),
  closePlace: (id: number) => post<Place>(`${v1}/locations/${id}/close`),
  installNode: (body: Body, key: string) => create<WholePowerNode>(`${v1}/power-nodes`, body, key),
  rateNode: (id: number, body: Body) =>
    versioned<WholePowerNode>('PUT', `${v1}/power-nodes/${id}`, `${v1}/power-nodes/${id}`, body),
  rewireNode: (id: number, parentId: unknown) =>
    versioned<WholePowerNode>('POST', `${v1}/power-nodes/${id}`, `${v1}/power-nodes/${id}/rewire`, { parentId }),
  measureNode: (id: number, body: Body) => post<WholePowerNode>(`${v1}/power-nodes/${id}/readings`, body),
  retireNode: (id: number) => post<WholePowerNode>(`${v1}/power-nodes/${id}/retire`),
  plugCord: (body: Body, key: string) => create<Cord>(`${v1}/power-cords`, body, key),
  pullCord: (id: number) => post<Cord>(`${v1}/power-cords/${id}/pull`),
  connectCable: (body: Body, key: string) => create<Cable>(`${v1}/cables`, body, key),
  testCable: (id: number, body: Body) => post<Cable>(`${v1}/cables/${id}/tests`, body),
  readIperf: (id: number, report: unknown) => post<Cable>(`${v1}/cables/${id}/iperf`, report),
  removeCable: (id: number) => post<Cable>(`${v1}/cables/${id}/remove`),
  fit: (id: number, what: 'ports' | 'bays' | 'seat' | 'purchase' | 'budget' | 'attributes' | 'serial', body: Body) =>
    post<Sheet>(`${v1}/device-sheets/${id}/${what}`, body),
  receiveDevice: (id: number, body: Body) => post<Device>(`${v1}/devices/${id}/receive`, body),
  giveDevice: (id: number, body: Body) => post<Device>(`${v1}/devices/${id}/tenant`, body),
  relabelDevice: (id: number, body: Body) =>
    versioned<Device>('PUT', `${v1}/devices/${id}`, `${v1}/devices/${id}`, body),
  rackDevice: (id: number, body: Body & { readonly face?: Face }, moves: boolean) =>
    post<Device>(`${v1}/devices/${id}/${moves ? 'move' : 'rack'}`, body),
  receivePart: (body: Body, key: string) => create<Part>(`${v1}/parts`, body, key),
  installPart: (id: number, body: Body) => post<Part>(`${v1}/parts/${id}/install`, body),
  partStep: (id: number, step: 'remove' | 'retire') => post<Part>(`${v1}/parts/${id}/${step}`),
  sheet: (id: number) => get<Sheet>(`${v1}/device-sheets/${id}`),
};
