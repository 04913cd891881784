import type { Plan } from '../../../api/tenant.ts';
import { decimalText } from '../../../util/money.ts';

interface InRegion {
  readonly hourly: string;
  readonly monthly: string;
}

function known(price: Plan['price']): InRegion | undefined {
  if (price.hourly === null || price.monthly === null) return undefined;
  return { hourly: decimalText(price.hourly), monthly: decimalText(price.monthly) };
}

/** A plan's price in a region: the region's own where it has one. */
export function priceIn(plan: Plan, region: string | undefined): InRegion | undefined {
  return known(plan.region_prices.find((price) => price.id === region) ?? plan.price);
}

/** What backups of a machine of the plan cost there. */
export function backupsIn(plan: Plan, region: string | undefined): InRegion | undefined {
  const { backups } = plan.addons;
  return known(backups.region_prices.find((price) => price.id === region) ?? backups.price);
}
