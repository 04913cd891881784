import { useQuery } from '@tanstack/react-query';
import { adminQueries } from '../../../api/admin.ts';
import { ApiFailure } from '../../../api/errors.ts';
import type { Layout, LayoutStep, LayoutTrial } from '../../../api/layouts.ts';
import { Link } from '../../../components/Link.tsx';
import { sentenceOf } from '../../../components/failure.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Empty, Scroll, Tag } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

interface TableProps {
  readonly plan: Layout;
  readonly trial: LayoutTrial | undefined;
  /** Why steps cannot be changed. */
  readonly reason: string | undefined;
  readonly busy: boolean;
  readonly onChange: (steps: readonly LayoutStep[]) => void;
}

/** The steps in the order in which they are done, each with what stands in its way. */
export function StepTable({ plan, trial, reason, busy, onChange }: TableProps) {
  const { t } = useWords();
  const { steps } = plan;
  if (steps.length === 0)
    return (
      <Empty title={t('plans.noSteps')}>
        <p>{t('plans.noStepsNext')}</p>
      </Empty>
    );
  const without = (index: number) => steps.filter((_, each) => each !== index);
  const earlier = (index: number) => {
    const moved = [...steps];
    const [step] = moved.splice(index, 1);
    if (step) moved.splice(index - 1, 0, step);
    return moved;
  };
  return (
    <Scroll label={t('plans.stepsInOrder')}>
      <table className="plain">
        <caption className="sr-only">{t('plans.stepsInOrder')}</caption>
        <thead>
          <tr>
            <th scope="col" className="numeric">
              {t('plans.number')}
            </th>
            <th scope="col">{t('plans.deed')}</th>
            <th scope="col">{t('plans.thing')}</th>
            <th scope="col">{t('plans.place')}</th>
            <th scope="col">{t('plans.result')}</th>
            <th scope="col">
              <span className="sr-only">{t('common.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, index) => (
            // Steps have no name of their own; their place in the order is what they are.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={index}>
              <td className="numeric">{index + 1}</td>
              <th scope="row">{t(`plans.deeds.${step.deed}`)}</th>
              <td>
                <Thing step={step} />
              </td>
              <td>
                <Place step={step} />
              </td>
              <td>
                <Outcome trial={trial} index={index} />
              </td>
              <td>
                <StepButtons
                  first={index === 0}
                  reason={reason}
                  busy={busy}
                  onEarlier={() => onChange(earlier(index))}
                  onTakeOut={() => onChange(without(index))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

interface ButtonsProps {
  readonly first: boolean;
  readonly reason: string | undefined;
  readonly busy: boolean;
  readonly onEarlier: () => void;
  readonly onTakeOut: () => void;
}

function StepButtons({ first, reason, busy, onEarlier, onTakeOut }: ButtonsProps) {
  const { t } = useWords();
  return (
    <div className="pick-line">
      <Button kind="quiet" busy={busy} reason={reason ?? (first ? t('plans.isFirst') : undefined)} onClick={onEarlier}>
        {t('plans.earlier')}
      </Button>
      <Button kind="quiet" busy={busy} reason={reason} onClick={onTakeOut}>
        {t('plans.takeOut')}
      </Button>
    </div>
  );
}

/** A conflict as the failure it would be, without what is not said. */
function told({ code, detail, field, holder }: LayoutTrial['conflicts'][number]) {
  return { code, detail, ...(field === null ? {} : { field }), ...(holder === null ? {} : { holder }) };
}

function Outcome({ trial, index }: { readonly trial: LayoutTrial | undefined; readonly index: number }) {
  const { t } = useWords();
  if (trial === undefined) return <span className="muted">–</span>;
  const conflict = trial.conflicts.find((each) => each.step === index);
  const warning = trial.warnings.find((each) => each.step === index);
  return (
    <>
      {conflict ? (
        <>
          <Tag kind="bad">{t('plans.conflict')}</Tag> {sentenceOf(new ApiFailure({ status: 409, ...told(conflict) }))}
          <div className="muted small">{conflict.detail}</div>
        </>
      ) : (
        <Tag kind="accent">{t('plans.works')}</Tag>
      )}
      {warning ? (
        <div className="small">
          <Tag kind="warn">{t('plans.pluggedIn')}</Tag>{' '}
          {t('plans.plugged', { cords: warning.cords, cables: warning.cables })}
        </div>
      ) : null}
    </>
  );
}

function Thing({ step }: { readonly step: LayoutStep }) {
  if (step.deviceId) return <DeviceName id={step.deviceId} />;
  if (step.deed === 'ORDER')
    return (
      <>
        {step.name} {step.deviceTypeId ? <TypeName id={step.deviceTypeId} /> : null}
      </>
    );
  return step.deed === 'REMOVE_RACK' && step.rackId ? <RackName id={step.rackId} /> : <>{step.rackName ?? ''}</>;
}

function Place({ step }: { readonly step: LayoutStep }) {
  const { t, number } = useWords();
  if (step.deed === 'ADD_RACK')
    return (
      <span className="nowrap">
        {`${number(step.heightU ?? 0)} U · ${number(step.maxWeightKg ?? 0)} kg · ${number(step.maxPowerW ?? 0)} W`}
      </span>
    );
  if (!step.face) return <span className="muted">–</span>;
  return (
    <>
      <div>{step.rackId ? <RackName id={step.rackId} /> : step.rackName}</div>
      <div className="muted small">
        {t(`racks.faces.${step.face}`)}
        {typeof step.positionU === 'number' ? ` · U${step.positionU}` : ''}
      </div>
    </>
  );
}

function DeviceName({ id }: { readonly id: number }) {
  const query = useQuery({ ...adminQueries.device(id), staleTime: 60_000 });
  return <Link to={paths.device(id)}>{query.data?.name ?? `device-${id}`}</Link>;
}

function RackName({ id }: { readonly id: number }) {
  const query = useQuery({ ...adminQueries.rack(id), staleTime: 60_000 });
  return <Link to={paths.rack(id)}>{query.data?.name ?? `rack-${id}`}</Link>;
}

function TypeName({ id }: { readonly id: number }) {
  const query = useQuery({ ...adminQueries.deviceTypes(), staleTime: 60_000 });
  const type = query.data?.data.find((each) => each.id === id);
  return <span className="muted small">{type ? `${type.manufacturer} ${type.model}` : `#${id}`}</span>;
}
