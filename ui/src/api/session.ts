import type { QueryClient } from '@tanstack/react-query';
import { get, remove, send } from './http.ts';

export type Role = 'OPERATOR' | 'FINANCE' | 'AUDITOR' | 'TENANT';

/** Who is signed in, as GET /auth/session says. */
export interface Person {
  readonly id: number;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly tenantId?: number | null;
  readonly tenantName?: string | null;
  readonly restricted: boolean;
  readonly secondFactor: boolean;
  readonly language?: string | null;
}

interface SessionJson {
  readonly person: Person;
}

export const sessionKey = ['get', '/auth/session'] as const;

export const session = {
  read: async (signal?: AbortSignal): Promise<Person> =>
    (await get<SessionJson>('/auth/session', undefined, signal)).person,
  /** The code is sent once it was asked for. */
  open: async (username: string, password: string, code?: string): Promise<Person> =>
    (await send<SessionJson>('POST', '/auth/session', { body: { username, password, code } })).body.person,
  close: (): Promise<unknown> => remove('/auth/session'),
};

/** Another person sits here now: nothing that the one before saw may stay. The session's own query is watched, so it stays. */
export function changePerson(client: QueryClient, person: Person | null): void {
  client.removeQueries({ predicate: (query) => query.queryKey[1] !== sessionKey[1] });
  client.setQueryData(sessionKey, person);
}
