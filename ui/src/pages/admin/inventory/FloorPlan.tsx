import { memo, useMemo } from 'react';
import type { Floor } from '../../../api/inventory.ts';
import { useGo } from '../../../components/asOf.tsx';
import { usePortalNow } from '../../../components/now.ts';
import { useWords } from '../../../components/words.tsx';
import { CELL_HEIGHT, CELL_WIDTH, heatOf, layoutOf, stepOf, type Heat, type Metric } from '../../../util/floor.ts';
import { paths } from '../../../util/paths.ts';

/** A heat in words; what is only partly known is said to be at least so much. */
export function useHeatText() {
  const { t, number } = useWords();
  return (heat: Heat, metric: Metric): string => {
    if (heat.known === 'none') return t('inventory.unknown');
    const plain = metric === 'tenants' || metric === 'age';
    const text = plain ? number(heat.value, metric === 'age' ? 1 : 0) : `${number(heat.value * 100)} %`;
    return heat.known === 'some' ? `≥ ${text}` : text;
  };
}

const STEPS = [0, 1, 2, 3, 4] as const;
const STEP_TEXT = {
  share: ['0 %', '< 40 %', '40–70 %', '70–90 %', '≥ 90 %'],
  tenants: ['0', '1–3', '4–6', '7–8', '≥ 9'],
  age: ['0', '< 2.4', '2.4–4.2', '4.2–5.4', '≥ 5.4'],
} as const;

export function Legend({ metric }: { readonly metric: Metric }) {
  const { t } = useWords();
  const words = metric === 'tenants' || metric === 'age' ? STEP_TEXT[metric] : STEP_TEXT.share;
  return (
    <ul className="heat-legend" aria-label={t('inventory.legend')}>
      {STEPS.map((step) => (
        <li key={step}>
          <span className={`heat-key heat-${step}`} aria-hidden="true" />
          {words[step]}
        </li>
      ))}
      <li>
        <span className="heat-key heat-unknown" aria-hidden="true" />
        {t('inventory.unknown')}
      </li>
    </ul>
  );
}

interface PlanProps {
  readonly floor: Floor;
  readonly metric: Metric;
  readonly site: string;
}

/** All racks of a site on one drawing; a rack is a link that says its figure. */
export const FloorPlan = memo(function FloorPlan({ floor, metric, site }: PlanProps) {
  const { t } = useWords();
  const go = useGo();
  const heatText = useHeatText();
  const layout = useMemo(() => layoutOf(floor), [floor]);
  const portalNow = usePortalNow();
  const now = floor.asOf ? new Date(floor.asOf) : portalNow;
  return (
    <div className="scroll">
      <svg
        width={layout.width + 2}
        height={layout.height + 2}
        viewBox={`-1 -1 ${layout.width + 2} ${layout.height + 2}`}
        className="floor"
        role="group"
        aria-label={t('inventory.planLabel', { site, metric: t(`inventory.metrics.${metric}`) })}
      >
        <defs>
          <pattern id="floor-unknown" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" className="hatch-ground" />
            <line x1="0" y1="0" x2="0" y2="6" className="hatch-line" />
          </pattern>
        </defs>
        {layout.strips.map((strip) => (
          <text key={strip.y} x={0} y={strip.y + 14} className="floor-row">
            {strip.name ?? t('inventory.noRow')}
          </text>
        ))}
        {layout.spots.map(({ rack, x, y }) => {
          const heat = heatOf(rack, metric, now);
          const text = heatText(heat, metric);
          const unknown = heat.known === 'none';
          return (
            <a
              key={rack.id}
              href={paths.rack(rack.id)}
              className={`floor-rack heat-${unknown ? 'unknown' : stepOf(heat.share)}`}
              onClick={(event) => {
                event.preventDefault();
                go(paths.rack(rack.id));
              }}
            >
              <title>{t('inventory.rackLabel', { rack: rack.name, value: text })}</title>
              <rect x={x} y={y} width={CELL_WIDTH} height={CELL_HEIGHT} rx={3} />
              <text x={x + CELL_WIDTH / 2} y={y + 18} textAnchor="middle" className="floor-name">
                {rack.name.length > 9 ? `${rack.name.slice(0, 8)}…` : rack.name}
              </text>
              <text x={x + CELL_WIDTH / 2} y={y + 35} textAnchor="middle" className="floor-value">
                {text}
              </text>
            </a>
          );
        })}
      </svg>
    </div>
  );
});
