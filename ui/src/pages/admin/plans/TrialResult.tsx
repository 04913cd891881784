import { Link } from '../../../components/Link.tsx';
import { useSearchState } from '../../../components/asOf.tsx';
import { useWords } from '../../../components/words.tsx';
import type { Elevation } from '../../../api/admin-types.ts';
import type { LayoutTrial, RackChange, RackFigures } from '../../../api/layouts.ts';
import { Button, Notice, Panel, Scroll, Tag } from '../../../ui/index.ts';
import { differenceOf, type Change } from '../../../util/difference.ts';
import { paths } from '../../../util/paths.ts';
import { StillRack } from '../racks/StillRack.tsx';

interface ResultProps {
  readonly trial: LayoutTrial | undefined;
  readonly drawn: number | undefined;
}

/** What the plan comes to: racks before and after, and one of them drawn. */
export function TrialResult({ trial, drawn }: ResultProps) {
  const { t } = useWords();
  if (trial === undefined) return <p className="muted">{t('plans.trying')}</p>;
  return (
    <>
      {trial.outOfDate.length > 0 ? (
        <Notice kind="warn" title={t('plans.outOfDate')}>
          {trial.outOfDate.join(', ')}
        </Notice>
      ) : null}
      {trial.conflicts.length > 0 ? (
        <Notice
          kind="bad"
          title={t(trial.more ? 'plans.conflictsMore' : 'plans.conflictsAre', { count: trial.conflicts.length })}
        />
      ) : null}
      {trial.racks.length > 0 ? (
        <Panel title={t('plans.racksAfter')} flush>
          <Racks racks={trial.racks} drawn={drawn} />
        </Panel>
      ) : null}
      {trial.drawings ? <Drawings before={trial.drawings.before} after={trial.drawings.after} /> : null}
    </>
  );
}

function Racks({ racks, drawn }: { readonly racks: readonly RackChange[]; readonly drawn: number | undefined }) {
  const { t } = useWords();
  const [, change] = useSearchState();
  return (
    <Scroll label={t('plans.racksAfter')}>
      <table className="plain">
        <caption className="sr-only">{t('plans.racksAfter')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('racks.name')}</th>
            <th scope="col">{t('plans.height')}</th>
            <th scope="col">{t('plans.largest')}</th>
            <th scope="col">{t('plans.power')}</th>
            <th scope="col">{t('plans.weight')}</th>
            <th scope="col">
              <span className="sr-only">{t('common.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {racks.map(({ rackId, rackName, before, after }) => (
            <tr key={rackId ?? rackName}>
              <th scope="row">
                {rackId === null ? rackName : <Link to={paths.rack(rackId)}>{rackName}</Link>}{' '}
                {before === null ? <Tag kind="accent">{t('plans.newRack')}</Tag> : null}
                {after === null ? <Tag kind="bad">{t('plans.goneRack')}</Tag> : null}
              </th>
              <Figure before={before} after={after} of={(each) => each.usedU} most={(each) => each.heightU} unit="U" />
              <Figure before={before} after={after} of={(each) => each.largestFreeU} unit="U" />
              <Figure
                before={before}
                after={after}
                of={(each) => each.powerW}
                most={(each) => each.maxPowerW}
                unknown={(each) => each.powerUnknown}
                unit="W"
              />
              <Figure
                before={before}
                after={after}
                of={(each) => each.weightKg}
                most={(each) => each.maxWeightKg}
                unknown={(each) => each.weightUnknown}
                unit="kg"
              />
              <td>
                {rackId === null ? null : (
                  <Button kind="quiet" onClick={() => change({ rack: drawn === rackId ? undefined : String(rackId) })}>
                    {t(drawn === rackId ? 'plans.hide' : 'plans.draw')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

interface FigureProps {
  readonly before: RackFigures | null;
  readonly after: RackFigures | null;
  readonly of: (figures: RackFigures) => number;
  readonly most?: (figures: RackFigures) => number;
  readonly unknown?: (figures: RackFigures) => number;
  readonly unit: string;
}

function Figure({ before, after, of, most, unknown, unit }: FigureProps) {
  const { t, number } = useWords();
  const text = (figures: RackFigures | null) => (figures === null ? '–' : number(of(figures), 1));
  const limits = after ?? before;
  const unknowns = after && unknown ? unknown(after) : 0;
  return (
    <td>
      <span className="nowrap">
        {text(before)} <span aria-hidden="true">→</span>
        <span className="sr-only">{t('plans.becomes')}</span> <strong>{text(after)}</strong>
        {most && limits ? ` / ${number(most(limits))}` : ''} {unit}
      </span>
      {unknowns > 0 ? <div className="muted small">{t('inventory.unknownMore', { count: unknowns })}</div> : null}
    </td>
  );
}

const NONE: readonly never[] = [];

function Drawings({ before, after }: { readonly before: Elevation | null; readonly after: Elevation | null }) {
  const { t } = useWords();
  const differences = differenceOf(
    before?.devices ?? NONE,
    after?.devices ?? NONE,
    (device) => String(device.deviceId),
    (device) => `${device.face}/${device.positionU}`,
  );
  const changes = new Map<number, Change>(
    differences
      .filter((difference) => difference.change !== 'same')
      .map((difference) => [difference.row.deviceId, difference.change]),
  );
  const sides = [
    ['plans.before', before],
    ['plans.after', after],
  ] as const;
  return (
    <div className="rack-faces plan-sides">
      {sides.map(([title, elevation]) =>
        elevation === null ? null : (
          <Panel key={title} title={t(title)}>
            <StillRack elevation={elevation} changes={changes} />
          </Panel>
        ),
      )}
    </div>
  );
}
