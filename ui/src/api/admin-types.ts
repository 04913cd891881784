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
  readonly usedU?: number;
  readonly weightKg?: number;
  readonly powerW?: number;
  readonly devices?: number;
}

export interface DeviceType {
  readonly id: number;
  readonly manufacturer: string;
  readonly model: string;
  readonly category?: string;
  readonly heightU: number;
  readonly fullDepth: boolean;
  readonly weightKg: number;
  readonly maxDrawW: number;
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
}

export interface Elevation {
  readonly rack: Rack;
  readonly asOf?: string | null;
  readonly usedU: number;
  readonly weightKg: number;
  readonly powerW: number;
  readonly devices: readonly RackedDevice[];
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
  readonly hostId?: number | null;
}

export interface Host {
  readonly id: number;
  readonly deviceId: number;
  readonly name: string;
  readonly siteId: number;
  readonly state: string;
  readonly vcpus: Usage;
  readonly memoryMb: Usage;
  readonly diskGb: Usage;
  readonly instances: number;
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
  readonly ipv4: readonly string[];
  readonly vcpus?: number;
  readonly memoryMb?: number;
  readonly createdAt: string;
  readonly deletedAt?: string | null;
}

export interface Prefix {
  readonly id: number;
  readonly cidr: string;
  readonly siteId: number;
  readonly gateway?: string | null;
  readonly size: number;
  readonly used: number;
}

export interface Address {
  readonly address: string;
  readonly state: string;
  readonly holder?: string | null;
  readonly note?: string | null;
  readonly since?: string | null;
}

export interface Tenant {
  readonly id: number;
  readonly name: string;
  readonly state: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly email?: string | null;
  readonly openedAt?: string | null;
  readonly instances?: number;
}

export interface User {
  readonly id: number;
  readonly username: string;
  readonly email?: string | null;
  readonly displayName?: string | null;
  readonly role?: string;
  readonly restricted: boolean;
  readonly tenantId?: number | null;
}

export interface AdminPlan {
  readonly id: number | string;
  readonly name?: string;
  readonly label: string;
  readonly vcpus: number;
  readonly memoryMb: number;
  readonly diskGb: number;
}

export interface Pool {
  readonly id: number;
  readonly siteId: number;
  readonly name: string;
  readonly kind: string;
  readonly latest?: PoolReport | null;
}

export interface PoolReport {
  readonly at: string;
  readonly logicalBytes: number;
  readonly physicalBytes: number;
  readonly capacityBytes: number;
  readonly inodesTotal?: number | null;
  readonly inodesUsed?: number | null;
}

export interface PoolVolume {
  readonly id: number;
  readonly name?: string;
  readonly label?: string;
  readonly instanceId?: number | null;
  readonly sizeGb: number;
  readonly state?: string;
}

export interface ProcessorState {
  readonly name: string;
  readonly lag: number;
  readonly position?: number | null;
  readonly head?: number | null;
  readonly segments?: number;
  readonly running?: boolean;
  readonly error?: string | null;
}

export interface DeadLetter {
  readonly id: number | string;
  readonly processor: string;
  readonly event: string;
  readonly aggregateId?: string | null;
  readonly cause: string;
  readonly at: string;
  readonly retries?: number;
}

export interface ProjectionState {
  readonly name: string;
  readonly state?: string;
  readonly rows?: number | null;
  readonly done?: number | null;
  readonly total?: number | null;
  readonly rebuiltAt?: string | null;
}

export interface RoomFault {
  readonly id: number | string;
  readonly operation: string;
  readonly instanceId?: number | null;
  readonly hostId?: number | null;
  readonly times?: number | null;
  readonly message?: string | null;
}

export interface ClockState {
  readonly now: string;
  readonly movable: boolean;
}
