/** What the operators' API answers of storage; names as on the wire. */

export interface Pool {
  readonly id: number;
  readonly siteId: number;
  readonly name: string;
  readonly kind: string;
  /** Takes disks of new guests on every host of its site that no pool names. */
  readonly wholeSite?: boolean;
  readonly hostIds?: readonly number[];
  readonly guests?: number;
  /** What disks of guests were promised together. */
  readonly promisedBytes?: number;
  readonly latest?: PoolReport | null;
}

/** What a tenant's guests may take together, null without a limit, and what they take. */
export interface Capacity {
  readonly poolId: number;
  readonly name: string;
  readonly at: string;
  readonly alerts: readonly string[];
  readonly failure?: { readonly reason: string; readonly detail: string; readonly since?: string | null } | null;
  readonly health?: string | null;
  readonly stored: {
    readonly capacityBytes: number;
    readonly stopBytes: number;
    readonly usedBytes: number;
    readonly overheadBytes?: number | null;
    readonly uniqueBytes?: number | null;
    readonly sharedBytes?: number | null;
    readonly memoryBytes?: number | null;
  };
  readonly dataBytes: number;
  readonly freeBytes: number;
  readonly reservedBytes: number;
  readonly written: {
    readonly provisionedBytes?: number | null;
    readonly logicalBytes?: number | null;
    readonly dedupRatio?: number | null;
    readonly compressionRatio?: number | null;
  };
  readonly promisedBytes: number;
  readonly reduction?: number | null;
  readonly overcommit?: number | null;
  readonly metadata?: { readonly total: number; readonly used: number } | null;
  readonly inodes?: { readonly total: number; readonly used: number } | null;
  readonly fillings: readonly Filling[];
  readonly worstCase?: { readonly neededBytes: number; readonly shortBytes: number } | null;
}

/** When something of a pool is full. */
export interface Filling {
  readonly on: 'BYTES' | 'INODES' | 'METADATA';
  readonly historyDays: number;
  readonly filling?: boolean | null;
  readonly slopePerDay?: number | null;
  readonly days?: number | null;
  readonly daysEarliest?: number | null;
  readonly daysLatest?: number | null;
  readonly agreed?: boolean | null;
  readonly backTestError?: number | null;
  readonly straightLineError?: number | null;
}

/** A tenant's share of a pool. */
export interface PoolShare {
  /** Null for measured volumes of nobody. */
  readonly tenantId?: number | null;
  readonly tenantName?: string | null;
  readonly guests: number;
  readonly promisedBytes: number;
  readonly volumes?: number | null;
  readonly logicalBytes?: number | null;
  readonly physical?: { readonly bytes: number; readonly plusMinus: number } | null | undefined;
  readonly reclaimable?: { readonly bytes: number; readonly plusMinus: number } | null | undefined;
  readonly attributed?: { readonly bytes: number; readonly plusMinus: number } | null | undefined;
}

/** A volume as the pool's tools name it; what is null is unknown. */
export interface ToolVolume {
  readonly name: string;
  readonly parent?: string | null;
  readonly provisionedBytes?: number | null;
  readonly logicalBytes?: number | null;
  readonly reclaimableBytes?: number | null;
  readonly instanceId?: number | null;
  readonly label?: string | null;
}

/** Operations a second by each formula; used is null where no host counted twice within the day before. */
export interface Iops {
  readonly readSharePercent: number;
  readonly disks: readonly {
    readonly disks: number;
    readonly protection: string;
    readonly iopsPerDisk: number;
    readonly formulas: readonly { readonly formula: string; readonly iops: number }[];
  }[];
  readonly promised: number;
  readonly used?: number | null;
  readonly usage?: {
    readonly reads: number;
    readonly writes: number;
    readonly hosts: number;
    readonly from: string;
    readonly until: string;
  } | null;
}

/** A figure before and after; what is null is unknown. */
export interface CapacityChange {
  readonly figure: string;
  readonly before?: number | null;
  readonly after?: number | null;
  readonly change?: number | null;
}

/** Two reports of a pool, figure by figure. */
export interface CapacityDifference {
  readonly from: string;
  readonly to: string;
  readonly changes: readonly CapacityChange[];
}

/** Pools of a site at two instants: their sums, and each pool; from is null where it had not reported by then. */
export interface SiteDifference extends CapacityDifference {
  readonly pools: readonly {
    readonly poolId: number;
    readonly name: string;
    readonly from?: string | null;
    readonly to: string;
    readonly changes: readonly CapacityChange[];
  }[];
}

/** The disk of a guest in a pool. */
export interface PoolVolume {
  readonly instanceId: number;
  readonly label: string;
  readonly status: string;
  readonly tenantId: number;
  readonly tenantName?: string | null;
  readonly hostId?: number | null;
  readonly hostName?: string | null;
  readonly promisedBytes: number;
  readonly since?: string | null;
}

export interface PoolReport {
  readonly at: string;
  /** Null where no tool says it. */
  readonly logicalBytes: number | null;
  readonly physicalBytes: number;
  readonly capacityBytes: number;
  readonly inodesTotal?: number | null;
  readonly inodesUsed?: number | null;
}
