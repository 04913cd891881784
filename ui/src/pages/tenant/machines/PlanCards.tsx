import { useState } from 'react';
import type { Plan } from '../../../api/tenant.ts';
import { useWords } from '../../../components/words.tsx';
import { Segmented, Tag } from '../../../ui/index.ts';
import { formatPrice } from '../../../util/money.ts';
import { formatDisk, formatMemory } from '../../../util/units.ts';
import { FAMILIES, familyOf, type Family } from './planFamilies.ts';
import { priceIn } from './planPrices.ts';

interface PlanCardsProps {
  readonly plans: readonly Plan[];
  readonly region: string | undefined;
  readonly currency: string;
  /** Plans that cannot be had in the region now. */
  readonly soldOut: ReadonlySet<string>;
  readonly value?: string;
  readonly onChange?: (id: string) => void;
}

/** Plans as a group of radio buttons drawn as cards, one family at a time. */
export function PlanCards({ plans, region, currency, soldOut, value, onChange }: PlanCardsProps) {
  const { t, locale, number } = useWords();
  const [looked, setLooked] = useState<Family>();
  const chosen = plans.find((plan) => plan.id === value);
  const families = FAMILIES.filter((family) => plans.some((plan) => familyOf(plan) === family));
  const family = looked ?? (chosen ? familyOf(chosen) : families[0]);
  return (
    <div className="stack">
      {families.length > 1 && family !== undefined ? (
        <Segmented
          label={t('creation.family')}
          value={family}
          choices={families.map((each) => ({ value: each, label: t(`creation.families.${each}`) }))}
          onChange={setLooked}
        />
      ) : null}
      <div className="plans" role="radiogroup" aria-label={t('machines.plan')}>
        {plans
          .filter((plan) => familyOf(plan) === family)
          .map((plan) => {
            const price = priceIn(plan, region);
            const gone = soldOut.has(plan.id);
            return (
              <label key={plan.id} className={value === plan.id ? 'plan chosen' : 'plan'}>
                <input
                  type="radio"
                  name="plan"
                  value={plan.id}
                  checked={value === plan.id}
                  disabled={gone}
                  onChange={() => onChange?.(plan.id)}
                />
                <span className="plan-name">
                  {plan.label} {gone ? <Tag>{t('creation.soldOut')}</Tag> : null}
                </span>
                <span className="plan-size">
                  {number(plan.vcpus)} vCPU · {formatMemory(plan.memory, locale)} · {formatDisk(plan.disk, locale)}
                </span>
                <span className="plan-size">
                  {t('creation.network', { transfer: number(plan.transfer), out: number(plan.network_out) })}
                </span>
                {price ? (
                  <span className="plan-price">
                    <strong>{formatPrice({ amount: price.monthly, currency }, locale)}</strong> {t('machines.perMonth')}
                    <small>
                      {formatPrice({ amount: price.hourly, currency }, locale)} {t('machines.perHour')}
                    </small>
                  </span>
                ) : (
                  <span className="plan-price muted">{t('creation.noPrice')}</span>
                )}
              </label>
            );
          })}
      </div>
    </div>
  );
}
