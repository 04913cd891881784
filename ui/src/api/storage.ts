import type { Iops, Pool, SiteDifference } from './storage-types.ts';
import { create, newKey, post, put, remove, send } from './http.ts';
import type { Page } from './page.ts';
import { query } from './page.ts';
import { queryOptions } from '@tanstack/react-query';
import { everything } from './everything.ts';
import type { Capacity } from './storage-types.ts';

const v1 = '/admin/v1';
type AsOf = string | undefined;

/** Bytes and half the width of their 95 % interval, zero where they are exact. */
export interface Estimate {
  readonly bytes: number;
  readonly plusMinus: number;
}

/** What a group of measured volumes is. */
export interface GroupFigures {
  readonly volumes: number;
  readonly logicalBytes: number;
  readonly zeroBytes: number;
  readonly holeBytes: number;
  readonly standalone: Estimate;
  readonly reclaimable: Estimate;
  readonly attributed: Estimate;
  readonly compressed?: Estimate | null;
  readonly ratio: number;
  readonly ratioPlusMinus: number;
}

export interface EverywhereFigures {
  readonly figures: GroupFigures;
  readonly pools: readonly { readonly poolId: number; readonly figures: GroupFigures }[];
}

/** Volumes that meet all that is named. */
export interface GroupWish {
  readonly tenantId?: number | undefined;
  readonly host?: string | undefined;
  readonly tag?: string | undefined;
  readonly volumes?: readonly string[] | undefined;
}

export interface MeasuredPool {
  readonly poolId: number;
  readonly name: string;
  readonly kind: string;
  readonly siteId: number;
  readonly volumes: number;
  readonly measuredAt: string;
  readonly logicalBytes: number;
  readonly attributedBytes: number;
}

export interface MeasuredVolume {
  readonly name: string;
  readonly sketchId: number;
  readonly measuredAt: string;
  readonly host?: string | null;
  readonly tenantId?: number | null;
  readonly tags: readonly string[];
  readonly logicalBytes: number;
  readonly standalone: Estimate;
  readonly reclaimable: Estimate;
  readonly attributed: Estimate;
}

export interface Move {
  readonly volumes: number;
  readonly freed: Estimate;
  readonly copied: Estimate;
  readonly names: readonly string[];
  readonly exact?: { readonly freedBytes: number; readonly copiedBytes: number } | null;
}

export interface Clone {
  readonly volume: string;
  readonly base: string;
  readonly containedPercent: number;
  readonly shared: Estimate;
}

/** What each way of cutting made of some data, by one scan. */
export interface Comparison {
  readonly at: string;
  readonly label: string;
  readonly readBytes: number;
  readonly cuts: readonly ComparedCut[];
}

export interface ComparedCut {
  readonly method: string;
  readonly chunkBytes: number;
  readonly zeroBits: number;
  readonly logicalBytes: number;
  readonly chunks: number;
  readonly uniqueChunks: number;
  readonly standaloneBytes: number;
  readonly standalonePlusMinus: number;
  readonly ratio: number;
  readonly ratioPlusMinus: number;
  readonly compressedBytes?: number | null;
  readonly compressedPlusMinus?: number | null;
}

export interface PoolCourse {
  readonly poolId: number;
  readonly name: string;
  readonly days: readonly {
    readonly at: string;
    readonly logicalBytes?: number | null;
    readonly usedBytes: number;
    readonly capacityBytes: number;
  }[];
}

export interface PoolAlert {
  readonly poolId: number;
  readonly poolName: string;
  readonly on: 'BYTES' | 'INODES' | 'METADATA' | 'FORECAST';
  readonly raisedAt: string;
  readonly value: number;
  readonly threshold: number;
  readonly clearedAt?: string | null;
  readonly clearedValue?: number | null;
}

export interface PoolAgent {
  readonly id: number;
  readonly label: string;
  readonly allowedAt: string;
  readonly expiry?: string | null;
  readonly revokedAt?: string | null;
}

export interface Band {
  readonly raiseAt: number;
  readonly clearAt: number;
}

export const WATCHED = ['bytes', 'inodes', 'metadata', 'forecastDays'] as const;
export type Thresholds = Readonly<Record<(typeof WATCHED)[number], Band>>;

export interface CollectionPlan {
  readonly via: 'AGENT' | 'LOCAL' | 'SSH';
  readonly target: string;
  readonly everyMinutes?: number | null;
  readonly sshHost?: string | null;
  readonly sshUser?: string | null;
  readonly sshPort?: number | null;
}

export interface DiskGroup {
  readonly disks: number;
  readonly protection: string;
  readonly replicas?: number | null;
  readonly iopsPerDisk?: number | null;
  readonly seekMillis?: number | null;
  readonly turnsPerMinute?: number | null;
}

export interface DiskLayout {
  readonly groups: readonly DiskGroup[];
  readonly readSharePercent: number;
}

/** A pool with how it is read and what it stands on. */
export interface PoolSetup extends Pool {
  readonly version: number;
  readonly collection?: CollectionPlan | null;
  readonly disks?: DiskLayout | null;
  readonly failure?: { readonly reason: string; readonly detail: string; readonly since?: string | null } | null;
}

/** A pool's whole capacity as lists give it. */
export interface SiteCapacity extends Capacity {
  readonly kind: string;
  readonly siteId: number;
  readonly thresholds: Thresholds;
}

const measured = `${v1}/measured-pools`;

export const storageQueries = {
  site: (siteId: number, asOf: AsOf) => query<Page<SiteCapacity>>(`${v1}/capacity`, { siteId, asOf, pageSize: 500 }),
  capacity: (id: number, asOf: AsOf) => query<SiteCapacity>(`${v1}/capacity/${id}`, { asOf }),
  siteDifference: (siteId: number, from: string, to: string | undefined) =>
    query<SiteDifference>(`${v1}/capacity/difference`, { siteId, from, to }),
  iops: (id: number, asOf: AsOf) => query<Iops>(`${v1}/capacity/${id}/iops`, { asOf }),
  course: (params: { siteId?: number; poolId?: number; days?: number; asOf: AsOf }) =>
    query<readonly PoolCourse[]>(`${v1}/capacity/course`, { ...params }),
  alerts: (params: { all: boolean; asOf: AsOf; page: number; pageSize: number }) =>
    query<Page<PoolAlert>>(`${v1}/pool-alerts`, { ...params }),
  setup: (id: number, asOf?: AsOf) => query<PoolSetup>(`${v1}/pools/${id}`, { asOf }),
  agents: (id: number) => query<readonly PoolAgent[]>(`${v1}/pools/${id}/agents`),
  measuredPools: (asOf: AsOf) => query<Page<MeasuredPool>>(measured, { asOf, pageSize: 500 }),
  volumes: (id: number, asOf: AsOf) =>
    queryOptions({
      queryKey: ['get', `${measured}/${id}/volumes`, { asOf }] as const,
      queryFn: async ({ signal }): Promise<Page<MeasuredVolume>> => {
        const data = await everything<MeasuredVolume>(`${measured}/${id}/volumes`, { asOf }, signal);
        return { data, page: 1, pages: 1, results: data.length };
      },
    }),
  figures: (id: number, group: GroupWish, asOf: AsOf) => asked<GroupFigures>(`${measured}/${id}/figures`, group, asOf),
  everywhere: (group: GroupWish, asOf: AsOf) => asked<EverywhereFigures>(`${measured}/figures`, group, asOf),
  move: (id: number, targetPoolId: number, group: GroupWish, asOf: AsOf) =>
    asked<Move>(`${measured}/${id}/move`, { ...group, targetPoolId }, asOf),
  bestMoves: (id: number, bytes: number, asOf: AsOf) => asked<Move>(`${measured}/${id}/best-moves`, { bytes }, asOf),
  clones: (id: number, leastPercent: number, asOf: AsOf) =>
    query<readonly Clone[]>(`${measured}/${id}/clones`, { leastPercent, asOf }),
  comparisons: (poolId: number, asOf: AsOf) =>
    query<Page<Comparison>>(`${v1}/chunk-comparisons`, { poolId, asOf, pageSize: 50 }),
};

/** A question that changes nothing, asked by POST since it may name thousands of volumes. */
function asked<T>(path: string, body: object, asOf: AsOf) {
  return queryOptions({
    queryKey: ['get', path, { body, asOf }] as const,
    queryFn: async ({ signal }) => (await send<T>('POST', path, { params: { asOf }, body, signal })).body,
    retry: false,
  });
}

export const storage = {
  collect: (id: number, plan: CollectionPlan, version: number) =>
    put<Pool>(`${v1}/pools/${id}/collection`, plan, `"${version}"`),
  endCollection: (id: number) => remove<Pool>(`${v1}/pools/${id}/collection`),
  allowAgent: (id: number, body: { label: string; expiry?: string | undefined }) =>
    create<{ agent: PoolAgent; token: string }>(`${v1}/pools/${id}/agents`, body, newKey()),
  revokeAgent: (id: number, agent: number) => remove<unknown>(`${v1}/pools/${id}/agents/${agent}`),
  setThresholds: (id: number, body: Thresholds & { effectiveFrom?: string | undefined }) =>
    put<Pool>(`${v1}/pools/${id}/thresholds`, body),
  describeDisks: (id: number, layout: DiskLayout, version: number) =>
    put<Pool>(`${v1}/pools/${id}/disks`, layout, `"${version}"`),
  secret: (id: number) => post<{ secretId: string; secret: string }>(`${measured}/${id}/secret`),
  takeSketch: async (id: number, file: File, owner: { host?: string; tenantId?: number; tag?: string }) =>
    (await send<{ volumes: number }>('POST', `${measured}/${id}/sketches`, { params: { ...owner }, file })).body,
  keepComparison: async (poolId: number, label: string, body: unknown) =>
    (await send<Comparison>('POST', `${v1}/chunk-comparisons`, { params: { poolId, label }, body })).body,
};
