import { useState } from 'react';
import type { Plan } from '../../../../api/tenant.ts';
import { CopyButton } from '../../../../components/failure.tsx';
import { useWords } from '../../../../components/words.tsx';
import { Code, Panel, Segmented } from '../../../../ui/index.ts';
import { formatPrice, sumDecimals } from '../../../../util/money.ts';
import { backupsIn, priceIn } from '../planPrices.ts';
import { tongueNames, type Tongue } from '../snippets.ts';

interface CostProps {
  readonly plan: Plan | undefined;
  readonly region: string | undefined;
  readonly currency: string;
  readonly backups: boolean;
}

/** What the machine will cost, part by part and in all. */
export function Cost({ plan, region, currency, backups }: CostProps) {
  const { t, locale } = useWords();
  const own = plan ? priceIn(plan, region) : undefined;
  const addon = plan && backups ? backupsIn(plan, region) : undefined;
  const parts = [own, addon].filter((part) => part !== undefined);
  const money = (amount: string) => formatPrice({ amount, currency }, locale);
  const sum = (of: 'hourly' | 'monthly') => money(sumDecimals(parts.map((part) => part[of])));
  return (
    <Panel title={t('creation.price')}>
      {own ? (
        <>
          <div className="trace-figure" aria-live="polite">
            <strong>
              {sum('monthly')} <span className="muted unit">{t('creation.perMonthMost')}</span>
            </strong>
            <span>
              {sum('hourly')} {t('machines.perHour')}
            </span>
          </div>
          {addon ? (
            <p className="small" data-testid="cost-parts">
              {t('creation.parts', { plan: money(own.monthly), backups: money(addon.monthly) })}
            </p>
          ) : null}
          <p className="muted small">{t('creation.priceRule')}</p>
        </>
      ) : (
        <p className="muted">{t('creation.noPrice')}</p>
      )}
    </Panel>
  );
}

interface SnippetsProps {
  readonly of: readonly Tongue[];
  readonly text: (tongue: Tongue) => string;
}

/** The form as code, in the tongue that is chosen. */
export function Snippets({ of, text }: SnippetsProps) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Tongue>('curl');
  const tongue = of.includes(chosen) ? chosen : 'curl';
  const code = text(tongue);
  return (
    <Panel title={t('creation.snippet')} extra={<CopyButton text={code} label={t('creation.copySnippet')} />}>
      <div className="stack">
        <Segmented
          label={t('creation.snippet')}
          value={tongue}
          choices={of.map((value) => ({ value, label: tongueNames[value] }))}
          onChange={setChosen}
        />
        <Code text={code} />
      </div>
    </Panel>
  );
}
