import { useQueries } from '@tanstack/react-query';
import { adminQueries } from '../../../api/admin.ts';
import type { PoolShare } from '../../../api/admin-types.ts';
import { useAsOf } from '../../../components/asOf.tsx';
import { useWords } from '../../../components/words.tsx';
import { Panel } from '../../../ui/index.ts';
import { TenantShares } from './TenantShares.tsx';

/** Tenants of all pools of a site: attributed bytes of different pools sum, since nothing is shared between pools. */
export function SiteTenants({ pools }: { readonly pools: readonly { readonly poolId: number }[] }) {
  const { t } = useWords();
  const asOf = useAsOf();
  const queries = useQueries({ queries: pools.map((pool) => adminQueries.capacityTenants(pool.poolId, asOf)) });
  const measured = queries.filter((query) => query.data?.data.some((one) => one.attributed)).length;
  const sums = new Map<string, PoolShare>();
  for (const one of queries.flatMap((query) => query.data?.data ?? [])) {
    const key = String(one.tenantId ?? '');
    const known = sums.get(key);
    sums.set(key, known === undefined ? one : together(known, one));
  }
  return (
    <Panel title={t('storage.cap.tenants')}>
      <p className="muted">
        {measured > 0 ? t('sharing.attributedBasis', { measured, all: pools.length }) : t('sharing.promisedBasis')}
      </p>
      <TenantShares name="site-tenants" shares={[...sums.values()]} />
    </Panel>
  );
}

type Figure = PoolShare['attributed'];

const sum = (left: Figure, right: Figure): Figure =>
  left && right
    ? { bytes: left.bytes + right.bytes, plusMinus: Math.hypot(left.plusMinus, right.plusMinus) }
    : (left ?? right);

function together(left: PoolShare, right: PoolShare): PoolShare {
  return {
    ...left,
    guests: left.guests + right.guests,
    promisedBytes: left.promisedBytes + right.promisedBytes,
    logicalBytes: (left.logicalBytes ?? 0) + (right.logicalBytes ?? 0),
    physical: sum(left.physical, right.physical),
    reclaimable: sum(left.reclaimable, right.reclaimable),
    attributed: sum(left.attributed, right.attributed),
  };
}
