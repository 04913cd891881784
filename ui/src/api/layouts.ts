import type { Elevation, Face } from './admin-types.ts';
import { create, post, send } from './http.ts';
import { query, type Page } from './page.ts';

const v1 = '/admin/v1/layouts';
type AsOf = string | undefined;

export const LAYOUT_STATES = ['DRAFT', 'SUBMITTED', 'APPROVED', 'APPLIED', 'DROPPED'] as const;
export type LayoutState = (typeof LAYOUT_STATES)[number];

export const DEEDS = ['MOVE', 'INSTALL', 'REMOVE', 'RETIRE', 'ORDER', 'ADD_RACK', 'REMOVE_RACK'] as const;
export type Deed = (typeof DEEDS)[number];

export interface LayoutStep {
  readonly deed: Deed;
  readonly deviceId?: number | null;
  readonly deviceTypeId?: number | null;
  readonly rackId?: number | null;
  readonly rackName?: string | null;
  readonly face?: Face | null;
  readonly positionU?: number | null;
  readonly reservationId?: number | null;
  readonly name?: string | null;
  readonly heightU?: number | null;
  readonly maxWeightKg?: number | null;
  readonly maxPowerW?: number | null;
}

export interface Layout {
  readonly id: number;
  readonly version: number;
  readonly siteId: number;
  readonly name: string;
  readonly note: string | null;
  readonly state: LayoutState;
  readonly steps: readonly LayoutStep[];
  readonly made: readonly string[];
  readonly author: string;
  readonly draftedAt: string;
  readonly submittedAt: string | null;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly endedAt: string | null;
  readonly endedBy: string | null;
  readonly reason: string | null;
}

export interface RackFigures {
  readonly devices: number;
  readonly usedU: number;
  readonly heightU: number;
  readonly largestFreeU: number;
  readonly weightKg: number;
  readonly maxWeightKg: number;
  readonly weightUnknown: number;
  readonly powerW: number;
  readonly maxPowerW: number;
  readonly powerUnknown: number;
}

export interface RackChange {
  readonly rackId: number | null;
  readonly rackName: string;
  readonly before: RackFigures | null;
  readonly after: RackFigures | null;
}

export interface LayoutTrial {
  readonly conflicts: readonly {
    readonly step: number;
    readonly code: string;
    readonly field: string | null;
    readonly detail: string;
    readonly holder: string | null;
  }[];
  readonly more: boolean;
  readonly outOfDate: readonly string[];
  readonly warnings: readonly { readonly step: number; readonly cords: number; readonly cables: number }[];
  readonly racks: readonly RackChange[];
  readonly drawings: { readonly before: Elevation | null; readonly after: Elevation | null } | null;
}

export interface LayoutWish {
  readonly siteId?: number;
  readonly name: string;
  readonly note?: string | null | undefined;
  readonly steps: readonly LayoutStep[];
}

export type LayoutMove = 'submit' | 'approve' | 'apply' | 'return' | 'drop';

export const layoutQueries = {
  list: (siteId: number | undefined, state: string | undefined, asOf?: AsOf) =>
    query<Page<Layout>>(v1, { siteId, state, asOf, pageSize: 500 }),
  one: (id: number, asOf?: AsOf) => query<Layout>(`${v1}/${id}`, { asOf }),
  trial: (id: number, rackId: number | undefined) => query<LayoutTrial>(`${v1}/${id}/trial`, { rackId }),
};

export const layouts = {
  draft: (wish: LayoutWish, key: string) => create<Layout>(v1, wish, key),
  revise: async (id: number, wish: LayoutWish, version: number): Promise<Layout> =>
    (await send<Layout>('PUT', `${v1}/${id}`, { body: wish, headers: { 'If-Match': `"${version}"` } })).body,
  move: (id: number, move: LayoutMove, body: { reason?: string } = {}) => post<Layout>(`${v1}/${id}/${move}`, body),
};
