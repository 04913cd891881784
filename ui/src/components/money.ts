import { useQuery } from '@tanstack/react-query';
import { userGroupQueries } from '../api/userGroups.ts';

/**
 * The currency of the account, which the wire's amounts do not carry; every user of it may read it. Empty until it is
 * known: figures then stand without a sign.
 */
export function useCurrency(): string {
  return useQuery({ ...userGroupQueries.rights(), staleTime: 300_000 }).data?.currency ?? '';
}
