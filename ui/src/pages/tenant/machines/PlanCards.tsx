import type { Plan } from '../../../api/tenant.ts';
import { useWords } from '../../../components/words.tsx';
import { decimalText, formatPrice } from '../../../util/money.ts';
import { formatDisk, formatMemory } from '../../../util/units.ts';

/** A plan's price in a region: the region's own where it has one. */
export function priceIn(plan: Plan, region: string | undefined): { hourly: string; monthly: string } | undefined {
  const own = plan.region_prices.find((price) => price.id === region) ?? plan.price;
  if (own.hourly === null || own.monthly === null) return undefined;
  return { hourly: decimalText(own.hourly), monthly: decimalText(own.monthly) };
}

interface PlanCardsProps {
  readonly plans: readonly Plan[];
  readonly region: string | undefined;
  readonly currency: string;
  readonly value?: string;
  readonly onChange?: (id: string) => void;
}

/** Plans as a group of radio buttons drawn as cards. */
export function PlanCards({ plans, region, currency, value, onChange }: PlanCardsProps) {
  const { t, locale, number } = useWords();
  return (
    <div className="plans" role="radiogroup" aria-label={t('machines.plan')}>
      {plans.map((plan) => {
        const price = priceIn(plan, region);
        return (
          <label key={plan.id} className={value === plan.id ? 'plan chosen' : 'plan'}>
            <input
              type="radio"
              name="plan"
              value={plan.id}
              checked={value === plan.id}
              onChange={() => onChange?.(plan.id)}
            />
            <span className="plan-name">{plan.label}</span>
            <span className="plan-size">
              {number(plan.vcpus)} vCPU · {formatMemory(plan.memory, locale)} · {formatDisk(plan.disk, locale)}
            </span>
            {price ? (
              <span className="plan-price">
                <strong>{formatPrice({ amount: price.monthly, currency }, locale)}</strong> {t('machines.perMonth')}
                <small>
                  {formatPrice({ amount: price.hourly, currency }, locale)} {t('machines.perHour')}
                </small>
              </span>
            ) : (
              <span className="plan-price muted">{t('machines.noPrice')}</span>
            )}
          </label>
        );
      })}
    </div>
  );
}
