import type { HistoryEvent } from './billing.ts';

export * from './storage-types.ts';

/** What the operators' API answers; names as on the wire. */
export interface Usage {
  readonly total: number;
  readonly reserved: number;
}

export interface Overview {
  readonly sites: number;
  readonly racks: number;
  readonly devices: number;
  readonly hosts: number;
  readonly instances: number;
  readonly tenants: number;
  readonly deadLetters: number;
  readonly vcpus: Usage;
  readonly memoryMb: Usage;
  readonly roomWork: number;
  readonly ticketsWaiting: number;
  readonly processorLag: number;
}

export interface Site {
  readonly id: number;
  readonly name: string;
  readonly region: string;
  readonly country: string;
  readonly timeZone: string;
}

export interface Rack {
  readonly id: number;
  readonly siteId: number;
  readonly name: string;
  readonly heightU: number;
  readonly maxWeightKg: number;
  readonly maxPowerW: number;
  /** How many devices stand in it, the units they take on at least one face, and the sums of their known figures. */
  readonly devices: number;
  readonly usedU: number;
  readonly weightKg: number;
  readonly powerW: number;
  /** True when unit 1 is written on the highest unit. */
  readonly numberedTopDown?: boolean;
  readonly locationId?: number | null;
  readonly positionInRow?: number | null;
  readonly xMm?: number | null;
  readonly yMm?: number | null;
  readonly widthIn?: number;
  readonly outerWidthMm?: number | null;
  readonly outerDepthMm?: number | null;
}

export interface DeviceType {
  readonly id: number;
  readonly manufacturer: string;
  readonly model: string;
  readonly category?: string;
  readonly heightU: number;
  readonly fullDepth: boolean;
  /** Null is unknown, never zero. */
  readonly weightKg: number | null;
  readonly maxDrawW: number | null;
}

export type Face = 'FRONT' | 'REAR';

export interface RackedDevice {
  readonly deviceId: number;
  readonly name: string;
  readonly serial: string;
  readonly type: Omit<DeviceType, 'id'>;
  readonly face: Face;
  readonly positionU: number;
  readonly state: string;
  readonly hostId?: number | null;
  /** Whose gear it is; null is the operator's own. */
  readonly tenantId?: number | null;
  readonly chassisId?: number | null;
  readonly bay?: number | null;
  /** Bays it has for others. */
  readonly bays?: number | null;
  readonly boughtOn?: string | null;
  readonly receivedAt?: string | null;
}

/** Space kept in a rack, and what of it is still kept. */
export interface KeptRackSpace {
  readonly id: number;
  readonly use: 'RESERVED' | 'PLANNED' | 'BLOCKED';
  readonly owner: string;
  readonly positionU: number;
  readonly heightU: number;
  readonly expiresAt?: string | null;
  readonly spansLeft: readonly { readonly face: Face; readonly positionU: number; readonly heightU: number }[];
}

/** How many more guests of each plan go onto hosts. */
export interface PlanRoom {
  readonly hosts: number;
  readonly hostsOut: number;
  readonly survivesOne: boolean;
  readonly data: readonly {
    readonly id: string;
    readonly label: string;
    readonly fits: number;
    readonly keepingSpare: number;
    readonly limitedBy: 'VCPUS' | 'MEMORY' | 'DISK' | 'GPUS' | null;
  }[];
}

export interface Elevation {
  readonly rack: Rack;
  readonly asOf?: string | null;
  readonly usedU: number;
  readonly weightKg: number;
  readonly weightUnknown?: number;
  readonly powerW: number;
  readonly powerUnknown?: number;
  readonly devices: readonly RackedDevice[];
  readonly reservations?: readonly KeptRackSpace[];
  /** Names of those whose gear stands in it, by number. */
  readonly tenants?: Readonly<Record<string, string>>;
}

export interface Device {
  readonly id: number;
  readonly deviceTypeId: number;
  readonly type?: DeviceType;
  readonly serial: string;
  readonly name: string;
  readonly assetTag?: string | null;
  readonly state: string;
  readonly siteId?: number | null;
  readonly rackId?: number | null;
  readonly rackName?: string | null;
  readonly face?: Face | null;
  readonly positionU?: number | null;
  readonly tenantId?: number | null;
  readonly chassisId?: number | null;
  readonly bay?: number | null;
  readonly bays?: number | null;
  readonly orderedAt?: string | null;
  readonly receivedAt?: string | null;
  readonly rackedAt?: string | null;
  readonly inServiceAt?: string | null;
  readonly retiredAt?: string | null;
}

export interface Host {
  readonly id: number;
  readonly deviceId: number;
  readonly name: string;
  readonly siteId: number;
  readonly state: string;
  readonly reason?: string | null;
  /** Where libvirt answers for it; none while its guests are simulated. */
  readonly uri?: string | null;
  /** What the machine has. */
  readonly capacity: { readonly vcpus: number; readonly memoryMb: number; readonly diskGb: number };
  readonly overcommit: { readonly vcpu: number; readonly memory: number };
  readonly vcpus: Usage;
  readonly memoryMb: Usage;
  readonly diskGb: Usage;
  readonly instances: number;
  /** Whom it is kept for; none when it is for all. */
  readonly pinnedTenants: readonly number[];
  /** Whether it is said to keep disks on encrypted storage. */
  readonly encrypted: boolean;
}

/** What an agent last measured of a host, and the most of the seven days before. */
export interface HostUsage {
  readonly hostId: number;
  readonly at: string;
  readonly vcpus: number;
  readonly vcpusMost: number;
  readonly memoryMb: number;
  readonly memoryMbMost: number;
  readonly diskGb: number | null;
  readonly source: string;
}

export interface Guest {
  readonly id: number;
  readonly label: string;
  readonly tenantId: number;
  readonly tenantName?: string;
  readonly status: string;
  readonly plan: string;
  readonly image?: string | null;
  readonly region: string;
  readonly hostId?: number | null;
  readonly hostName?: string | null;
  /** The storage pool of its disk; null when the disk lies on its host. */
  readonly poolId?: number | null;
  readonly poolName?: string | null;
  readonly ipv4: readonly string[];
  readonly vcpus: number;
  readonly memoryMb: number;
  readonly diskMb: number;
  readonly tags: readonly string[];
  /** What went wrong last; null once something went right. */
  readonly failure?: string | null;
  readonly createdAt: string;
  readonly provisionedAt?: string | null;
  readonly startPriority: number;
}

export interface Prefix {
  readonly id: number;
  readonly cidr: string;
  readonly family: number;
  readonly siteId?: number | null;
  readonly vrfId?: number | null;
  readonly gateway?: string | null;
  /** Whether it holds prefixes instead of giving out addresses. */
  readonly container: boolean;
  readonly parentId?: number | null;
  /** How many prefixes lie in it, at any depth. */
  readonly inside: number;
  readonly role: string;
  readonly tenantId?: number | null;
  readonly description?: string | null;
  readonly quarantineSeconds: number;
  /** Addresses that may be given out; of a container all its addresses. */
  readonly size: number;
  /** Addresses that have a holder; of a container those that lie in prefixes. */
  readonly used: number;
  /** Addresses in quarantine. */
  readonly resting: number;
  readonly free: number;
}

/** How full a prefix is, what is free of it, and when it will be full. */
export interface PrefixOutlook {
  readonly at: string;
  readonly size: number;
  readonly used: number;
  readonly resting: number;
  readonly free: number;
  readonly utilisationPercent: number;
  /** Null for networks too large to list. */
  readonly freeSpace: readonly { readonly space: string; readonly addresses: number }[] | null;
  readonly course: readonly { readonly day: string; readonly taken: number }[];
  readonly forecast: {
    readonly method: 'MEDIAN_WEEKLY_GROWTH';
    readonly verdict: 'FILLING' | 'NO_END_IN_SIGHT' | 'TOO_SHORT' | 'FULL';
    readonly historyDays: number;
    readonly perDay: number | null;
    readonly fullOn: string | null;
    readonly earliest: string | null;
    readonly latest: string | null;
    readonly secondOpinionPerDay: number | null;
    readonly agreed: boolean | null;
    readonly backTestError: number | null;
    readonly straightLineError: number | null;
  };
}

export type AddressState = 'ASSIGNED' | 'RESERVED' | 'QUARANTINED' | 'RELEASED';

export interface Address {
  readonly assignmentId: number;
  readonly prefixId: number;
  readonly address: string;
  /** Who has it, such as instance-42 or person-1. */
  readonly holder: string;
  readonly tenantId?: number | null;
  readonly note?: string | null;
  readonly role: string;
  readonly state: AddressState;
  readonly since: string;
  readonly until?: string | null;
  readonly expiresAt?: string | null;
}

/** Somebody's time with an address. */
export interface AddressChapter {
  readonly assignmentId: number;
  readonly prefixId: number;
  readonly prefix?: string | null;
  readonly holder: string;
  readonly guest?: { readonly id: number; readonly name: string } | null;
  readonly tenant?: { readonly id: number; readonly name: string } | null;
  readonly role: string;
  readonly note?: string | null;
  readonly from: string;
  readonly to?: string | null;
  readonly quarantinedUntil?: string | null;
  readonly names: readonly { readonly name: string; readonly since: string; readonly until?: string | null }[];
  readonly events: readonly HistoryEvent[];
}

export interface AddressStory {
  readonly address: string;
  readonly at?: string | null;
  readonly then: readonly AddressChapter[];
  readonly data: readonly AddressChapter[];
  readonly results: number;
}

export interface AdminPlan {
  readonly id: number | string;
  readonly name?: string;
  readonly label: string;
  readonly vcpus: number;
  readonly memoryMb: number;
  readonly diskGb: number;
}

export interface Quota {
  readonly instances: number | null;
  readonly vcpus: number | null;
  readonly memoryMb: number | null;
  readonly used: { readonly instances: number; readonly vcpus: number; readonly memoryMb: number };
}

/** A pool's capacity; what is null is unknown. */
export interface ProcessorState {
  readonly name: string;
  readonly kind?: string;
  readonly handlers?: readonly string[];
  /** Segments this process works on now. */
  readonly segments: number;
  /** Facts stored and not handled yet. */
  readonly lag: number;
  readonly state: string;
}

export interface DeadLetter {
  readonly id: string;
  readonly group: string;
  readonly event: string;
  readonly aggregateId?: string | null;
  readonly causeType?: string | null;
  readonly causeMessage?: string | null;
  readonly enqueuedAt: string;
}

export interface ProjectionState {
  readonly name: string;
  readonly tables: readonly string[];
  readonly histories: readonly string[];
  readonly lastRebuild?: RebuildRun | null;
}

export interface RebuildRun {
  readonly state: string;
  readonly facts: number;
  readonly factsTotal: number;
  readonly factsPerSecond: number;
  readonly failure?: string | null;
  readonly startedAt: string;
  readonly finishedAt?: string | null;
}

export type * from './tenant-types.ts';
export type * from './trial-types.ts';
