import type { Host } from './admin-types.ts';
import { post, put, remove } from './http.ts';
import { query } from './page.ts';

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
