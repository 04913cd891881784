import { useQuery } from '@tanstack/react-query';
import { billingQueries } from '../api/billing.ts';
import { tenantQueries } from '../api/tenant.ts';

/** The currency of the account: the wire's amounts carry none, so it comes from the account or its running charges. */
export function useCurrency(): string {
  const accrued = useQuery({ ...billingQueries.accrued(), staleTime: 60_000 });
  const account = useQuery({ ...tenantQueries.account(), staleTime: 300_000 });
  return accrued.data?.total.currency ?? account.data?.currency ?? 'CNY';
}
