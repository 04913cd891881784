import type { Host } from './admin-types.ts';
import { post, put, remove } from './http.ts';
import { query } from './page.ts';

/** A guest that would not be placed where it is. */
export interface MisplacedGuest {
  readonly instanceId: number;
  readonly label: string;
  readonly tenantId: number;
  readonly tenantName?: string | null;
  readonly hostId: number;
  readonly host: string;
}

/** For which tenants a host is kept; for all when there are none. */
export interface HostPin {
  readonly hostId: number;
  readonly tenants: readonly { readonly id: number; readonly name?: string | null }[];
  readonly onlyThere: boolean;
  readonly reason?: string | null;
  /** None of the past. */
  readonly misplacedCount?: number | null;
  readonly misplaced: readonly MisplacedGuest[];
}

const pinPath = (host: number) => `/admin/v1/host-pins/${host}`;

/** For which tenants a host is kept. */
export const hostPin = {
  of: (host: number, asOf?: string) => query<HostPin>(pinPath(host), { asOf }),
  keep: (host: number, body: object) => put<HostPin>(pinPath(host), body, null),
  open: (host: number) => remove(pinPath(host)),
};

/** How many times over a host may be promised from an instant on. */
export interface OvercommitDate {
  /** By which it is taken back; 0 of what held at once. */
  readonly number: number;
  readonly vcpu: number;
  readonly memory: number;
  readonly from?: string | null;
  readonly reason?: string | null;
  readonly vcpus: number;
  readonly memoryMb: number;
  /** More is promised than may be by it. */
  readonly exceeded: boolean;
}

export interface HostOvercommitment {
  readonly hostId: number;
  readonly asOf: string;
  readonly inForce: OvercommitDate;
  readonly toCome: readonly OvercommitDate[];
}

const overcommitPath = (host: number) => `/admin/v1/host-overcommit/${host}`;

/** How many times over a host may be promised: what is in force, and what is to come. */
export const hostOvercommit = {
  of: (host: number, asOf?: string) => query<HostOvercommitment>(overcommitPath(host), { asOf }),
  change: (host: number, body: object) => put<Host>(overcommitPath(host), body, null),
  takeBack: (host: number, number: number) => remove(`${overcommitPath(host)}/${number}`),
};

/** Whether a host is said to keep disks on encrypted storage, and what was found. */
export interface HostEncryption {
  readonly hostId: number;
  readonly encrypted: boolean;
  readonly reason?: string | null;
  readonly since?: string | null;
  /** How many were promised it. */
  readonly guests: number;
  /** Nothing where nobody looked. */
  readonly found?: 'DM_CRYPT' | 'NO_DM_CRYPT' | 'UNKNOWN' | null;
  readonly pools?: string | null;
}

const encryptionPath = (host: number) => `/admin/v1/host-encryption/${host}`;

export const hostEncryption = {
  of: (host: number, asOf?: string) => query<HostEncryption>(encryptionPath(host), { asOf }),
  say: (host: number, body: object) => put<HostEncryption>(encryptionPath(host), body, null),
};

const path = (host: number) => `/admin/v1/hosts/${host}/connection`;

/** A guest that is otherwise on its host than in the book. */
export interface HostDrift {
  readonly instanceId: number;
  readonly booked?: string | null;
  readonly seen: 'RUNNING' | 'OFF' | 'ABSENT';
}

/** A connected host as it was last seen. */
export interface HostSight {
  readonly uri: string;
  readonly lookedAt?: string | null;
  readonly answeredAt?: string | null;
  readonly name?: string | null;
  readonly software?: string | null;
  readonly vcpus?: number | null;
  readonly memoryMb?: number | null;
  readonly diskMb?: number | null;
  readonly failures: number;
  readonly error?: string | null;
  readonly drift: readonly HostDrift[];
}

/** What lets one machine become a host; nobody can read it again. */
export interface HostInvitation {
  readonly token: string;
  readonly expiresAt: string;
}

/** How a host is connected to libvirt, and what it was last seen to be. */
export const hostLink = {
  sight: (host: number) => query<HostSight>(path(host)),
  connect: (host: number, uri: string) => put<Host>(path(host), { uri }, null),
  leave: (host: number) => remove(path(host)),
  invite: (host: number) => post<HostInvitation>(`/admin/v1/hosts/${host}/invitation`, {}),
};
