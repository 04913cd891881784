import { post, send } from './http.ts';
import { query, type Page } from './page.ts';

const v1 = '/admin/v1';
type AsOf = string | undefined;

export type Resource = 'UNITS' | 'POWER' | 'WEIGHT';

export interface FloorTotals {
  readonly racks: number;
  readonly devices: number;
  readonly heightU: number;
  readonly usedU: number;
  readonly freeU: number;
  readonly strandedU: number;
  readonly weightKg: number;
  readonly maxWeightKg: number;
  readonly weightUnknown: number;
  readonly nameplateW: number;
  readonly maxPowerW: number;
  readonly nameplateUnknown: number;
  readonly budgetW: number;
  readonly budgetUnknown: number;
}

export interface FloorPlace {
  readonly id: number;
  readonly parentId: number | null;
  readonly kind: 'ROOM' | 'ROW';
  readonly name: string;
  readonly totals: FloorTotals;
}

export interface FloorRack extends Omit<FloorTotals, 'racks'> {
  readonly id: number;
  readonly name: string;
  readonly locationId: number | null;
  readonly positionInRow: number | null;
  readonly xMm: number | null;
  readonly yMm: number | null;
  readonly outerWidthMm: number | null;
  readonly outerDepthMm: number | null;
  readonly keptU: number;
  readonly largestFrontU: number;
  readonly largestRearU: number;
  readonly largestWholeU: number;
  readonly limiting: Resource;
  readonly strandedBy: Resource | null;
  readonly oldest: string | null;
  readonly guests: Readonly<Record<string, number>>;
}

export interface Floor {
  readonly siteId: number;
  readonly asOf: string | null;
  readonly typical: { readonly wattsPerU: number; readonly kgPerU: number };
  readonly totals: FloorTotals;
  readonly locations: readonly FloorPlace[];
  readonly racks: readonly FloorRack[];
}

export interface LeftInRack {
  readonly units: number;
  readonly weightKg: number;
  readonly watts: number;
}

/** What a rack will have left once all that is on its way has come and gone. */
export interface RackFuture {
  readonly rackId: number;
  readonly name: string;
  readonly now: LeftInRack;
  readonly after: LeftInRack;
  readonly holds: boolean;
  readonly unknown: number;
  readonly changes: readonly {
    readonly kind: 'DRAINS' | 'ORDERED' | 'PLAN_ADDS' | 'PLAN_REMOVES';
    readonly name: string;
    readonly cause: string | null;
  }[];
}

export interface RackFutures {
  readonly racks: readonly RackFuture[];
  readonly newRacks: readonly { readonly name: string; readonly cause: string; readonly heightU: number }[];
}

export interface FitAnswer {
  readonly rackId: number;
  readonly fits: number;
  readonly places: readonly number[];
  readonly limitedBy: Resource | null;
  readonly units: number;
  readonly power: number;
  readonly weight: number;
  readonly reasons: readonly ('TAKES_ALL' | 'TAKES_SOME' | 'POWER_PARTLY_UNKNOWN' | 'WEIGHT_PARTLY_UNKNOWN')[];
}

export interface Fit {
  readonly wanted: number;
  readonly racksSeen: number;
  readonly racksFit: number;
  readonly fit: number;
  readonly data: readonly { readonly rackName: string; readonly answer: FitAnswer }[];
}

export interface PowerNode {
  readonly id: number;
  readonly parentId: number | null;
  readonly rackId: number | null;
  readonly kind: 'PANEL' | 'UPS' | 'FEED' | 'PDU' | 'BANK';
  readonly name: string;
  readonly volts: number;
  readonly amps: number;
  readonly phases: number;
  readonly deratingPercent: number;
  readonly measuredW: number | null;
  readonly measuredAt: string | null;
  readonly alarm?: 'WARNING' | 'CRITICAL' | null;
}

export interface PowerLine {
  readonly node: PowerNode;
  readonly side: string | null;
  readonly capacityVa: number;
  readonly usableW: number;
  readonly nameplateW: number;
  readonly nameplateUnknown: number;
  readonly budgetW: number;
  readonly budgetUnknown: number;
  readonly legsW: readonly number[] | null;
  readonly legsAssumed: boolean;
  readonly imbalancePercent: number | null;
  readonly suppliedUsableW: number | null;
  readonly peak: { readonly highestW: number; readonly percentile95W: number; readonly readings: number } | null;
}

export interface RackPower {
  readonly rackId: number;
  readonly rackName: string;
  readonly redundancy: {
    readonly usableWBySide: Readonly<Record<string, number>>;
    readonly totalW: number;
    readonly survivingW: number;
  };
}

export interface Power {
  readonly nodes: readonly PowerLine[];
  readonly racks: readonly RackPower[];
  readonly exposed: readonly {
    readonly deviceId: number;
    readonly weakness: 'NO_CORD' | 'SINGLE_CORD' | 'SAME_SIDE';
  }[];
}

export interface Outage {
  readonly figure: 'NAMEPLATE' | 'BUDGET';
  readonly lost: readonly number[];
  readonly outage: {
    readonly overloads: readonly { readonly nodeId: number; readonly watts: number; readonly usableW: number }[];
    readonly dark: readonly number[];
    readonly weakened: readonly number[];
  };
}

export interface ImportBatch {
  readonly id: number;
  readonly format: string;
  readonly name: string;
  readonly state: string;
  readonly done: number;
  readonly rows: number;
  readonly good: number;
  readonly same: number;
  readonly bad: number;
  readonly applied: number;
  readonly failure: string | null;
  readonly uploadedAt: string;
}

export interface ImportRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly state: string;
  readonly field: string | null;
  readonly code: string | null;
  readonly message: string | null;
  readonly thing: string | null;
}

export interface Drift {
  readonly id: number;
  readonly deviceId: number | null;
  readonly subject: string;
  readonly attribute: string;
  readonly declared: string | null;
  readonly discovered: string;
  readonly source: string;
  readonly state: 'OPEN' | 'ACCEPTED' | 'REJECTED' | 'SETTLED';
  readonly foundAt: string;
}

export type Seen = 'HERE' | 'MOVED' | 'MISSING';

export interface WalkStray {
  readonly name: string;
  readonly serial?: string | undefined;
  readonly positionU: number;
  readonly face: 'FRONT' | 'REAR';
}

export interface WalkWish {
  readonly rackId: number;
  readonly findings: readonly {
    readonly deviceId: number;
    readonly seen: Seen;
    readonly positionU?: number | undefined;
    readonly face?: string | undefined;
  }[];
  readonly strays: readonly WalkStray[];
}

export interface WalkAnswer {
  readonly findings: number;
  readonly drifts: readonly Drift[];
}

export const IMPORT_FORMATS = [
  'RACKS',
  'DEVICES',
  'DEVICE_TYPES',
  'DEVICE_TYPES_YAML',
  'MODULE_TYPES',
  'MODULE_TYPES_YAML',
  'NETBOX_RACKS',
  'NETBOX_DEVICES',
  'NETBOX_PREFIXES',
  'NETBOX_ADDRESSES',
  'CEPH_HOSTS',
] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

export const AGENT_PURPOSES = ['DISCOVERIES', 'HOST_USAGE'] as const;

/** A program that may post one kind of thing; its token is told once, when it is admitted. */
export interface DiscoveryAgent {
  readonly id: number;
  readonly name: string;
  readonly purpose: (typeof AGENT_PURPOSES)[number];
  readonly createdBy: string;
  readonly createdAt: string;
  readonly revokedAt?: string;
  readonly token?: string;
}

export const inventoryQueries = {
  floor: (siteId: number, asOf?: AsOf) => query<Floor>(`${v1}/floor`, { siteId, asOf }),
  futures: (siteId: number, asOf?: AsOf) => query<RackFutures>(`${v1}/rack-futures`, { siteId, asOf }),
  fit: (siteId: number, deviceTypeId: number, count: number) =>
    query<Fit>(`${v1}/fit`, { siteId, deviceTypeId, count }),
  power: (siteId: number, asOf?: AsOf) => query<Power>(`${v1}/power`, { siteId, asOf }),
  outage: (siteId: number, lost: number) => query<Outage>(`${v1}/power/outage`, { siteId, lost }),
  imports: (asOf?: AsOf) => query<Page<ImportBatch>>(`${v1}/imports`, { asOf, pageSize: 50 }),
  importRows: (id: number, state?: string) =>
    query<Page<ImportRow>>(`${v1}/imports/${id}/rows`, { state, pageSize: 200 }),
  drifts: (state: string | undefined, asOf?: AsOf) =>
    query<Page<Drift>>(`${v1}/drifts`, { state, asOf, pageSize: 500 }),
  agents: (asOf?: AsOf) => query<readonly DiscoveryAgent[]>(`${v1}/discovery-agents`, { asOf }),
};

export const inventory = {
  walk: (wish: WalkWish) => post<WalkAnswer>(`${v1}/rack-walks`, wish),
  importStep: (id: number, step: 'check' | 'apply' | 'undo', body: unknown = {}) =>
    post<ImportBatch>(`${v1}/imports/${id}/${step}`, body),
  upload: async (file: File, format: ImportFormat, siteId?: number) =>
    (
      await send<ImportBatch>('POST', `${v1}/imports`, {
        params: { format, name: file.name, siteId },
        file,
      })
    ).body,
  acceptDrift: (id: number) => post<Drift>(`${v1}/drifts/${id}/accept`),
  rejectDrift: (id: number) => post<Drift>(`${v1}/drifts/${id}/reject`),
  admitAgent: (body: Pick<DiscoveryAgent, 'name' | 'purpose'>) => post<DiscoveryAgent>(`${v1}/discovery-agents`, body),
  revokeAgent: (id: number) => post<void>(`${v1}/discovery-agents/${id}/revoke`),
  exportUrl: (file: string, asOf?: AsOf) =>
    `${v1}/inventory-exports/${file}${asOf === undefined ? '' : `?asOf=${encodeURIComponent(asOf)}`}`,
};
