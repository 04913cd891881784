import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { adminQueries } from '../api/admin.ts';

const TICK_MS = 15_000;

/** What time it is for the portal, whose clock may run ahead of this machine's; refreshed now and then. */
export function usePortalNow(): Date {
  const clock = useQuery({
    ...adminQueries.clock(),
    staleTime: 30_000,
    refetchInterval: 60_000,
    select: (state) => Date.parse(state.now) - Date.now(),
    structuralSharing: false,
  });
  const ahead = clock.data ?? 0;
  const [local, setLocal] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setLocal(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return new Date(local + (Number.isFinite(ahead) ? ahead : 0));
}
