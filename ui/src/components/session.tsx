import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { listen } from '../api/live.ts';
import { tenantQueries } from '../api/tenant.ts';
import type { Person } from '../api/session.ts';
import { browserZone, isZone } from '../util/dates.ts';

interface Present {
  readonly person: Person;
  readonly zone: string;
  readonly live: boolean;
}

const PresentContext = createContext<Present | undefined>(undefined);

/** Who is here, in which zone they read times, and whether changes arrive by themselves. */
export function SessionProvider({ person, children }: { readonly person: Person; readonly children: ReactNode }) {
  const client = useQueryClient();
  const [live, setLive] = useState(false);
  const isTenant = person.role === 'TENANT';
  const profile = useQuery({ ...tenantQueries.profile(), enabled: isTenant, staleTime: 300_000 });
  useEffect(() => listen(isTenant ? '/v4/live' : '/admin/v1/live', client, setLive), [client, isTenant]);
  const chosen = profile.data?.timezone;
  const zone = chosen && isZone(chosen) ? chosen : browserZone();
  const value = useMemo(() => ({ person, zone, live }), [person, zone, live]);
  return <PresentContext value={value}>{children}</PresentContext>;
}

export function usePresent(): Present {
  const present = useContext(PresentContext);
  if (present === undefined) throw new Error('usePresent is used outside of SessionProvider');
  return present;
}

/** How often to ask again: often while something moves, rarely while the server tells changes by itself. */
export function usePace(isMoving: boolean): number | false {
  const { live } = usePresent();
  if (isMoving) return live ? 4_000 : 2_000;
  return live ? false : 20_000;
}
