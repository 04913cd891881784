import { useState } from 'react';
import { layouts, type Layout, type LayoutMove } from '../../../api/layouts.ts';
import { useDeed, useFormDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Dialog, FormBox, Notice, TextField, useForm } from '../../../ui/index.ts';

const STALE = [
  '/admin/v1/layouts',
  '/admin/v1/racks',
  '/admin/v1/devices',
  '/admin/v1/reservations',
  '/admin/v1/history',
];

interface DeedsProps {
  readonly plan: Layout;
  readonly conflicts: number;
}

/** The next step of a plan's life, and the ways out of it. Mirrors inventory/Layout.decide. */
export function PlanDeeds({ plan, conflicts }: DeedsProps) {
  const { t } = useWords();
  const reason = useReason();
  const [asking, setAsking] = useState<'return' | 'drop' | 'apply'>();
  const deed = useDeed<LayoutMove, Layout>({
    run: (move) => layouts.move(plan.id, move),
    stale: STALE,
    done: (done) => t(`plans.nowIs.${done.state}`),
    after: () => setAsking(undefined),
  });
  const off = reason('inventory');
  const broken = off ?? (conflicts > 0 ? t('plans.conflictsFirst', { count: conflicts }) : undefined);
  const empty = broken ?? (plan.steps.length === 0 ? t('plans.stepsFirst') : undefined);
  if (plan.state === 'APPLIED' || plan.state === 'DROPPED') return null;
  return (
    <>
      {plan.state === 'DRAFT' ? (
        <Button kind="primary" reason={empty} busy={deed.isPending} onClick={() => deed.mutate('submit')}>
          {t('plans.submit')}
        </Button>
      ) : (
        <>
          <Button reason={broken} busy={deed.isPending} onClick={() => deed.mutate('submit')}>
            {t('plans.submitAgain')}
          </Button>
          <Button reason={off} onClick={() => setAsking('return')}>
            {t('plans.giveBack')}
          </Button>
        </>
      )}
      <Button reason={off} onClick={() => setAsking('drop')}>
        {t('plans.drop')}
      </Button>
      {plan.state === 'SUBMITTED' ? (
        <Button kind="primary" reason={off} busy={deed.isPending} onClick={() => deed.mutate('approve')}>
          {t('plans.approve')}
        </Button>
      ) : null}
      {plan.state === 'APPROVED' ? (
        <Button kind="primary" reason={broken} onClick={() => setAsking('apply')}>
          {t('plans.apply')}
        </Button>
      ) : null}
      {asking === 'return' || asking === 'drop' ? (
        <Why plan={plan} move={asking} onClose={() => setAsking(undefined)} />
      ) : null}
      {asking === 'apply' ? (
        <Dialog open title={t('plans.apply')} onClose={() => setAsking(undefined)}>
          <Notice kind="info" title={t('plans.applyAll', { count: plan.steps.length })} />
          <Button kind="primary" busy={deed.isPending} onClick={() => deed.mutate('apply')}>
            {t('plans.apply')}
          </Button>
        </Dialog>
      ) : null}
    </>
  );
}

interface WhyProps {
  readonly plan: Layout;
  readonly move: 'return' | 'drop';
  readonly onClose: () => void;
}

function Why({ plan, move, onClose }: WhyProps) {
  const { t } = useWords();
  const handle = useForm<{ reason: string }>();
  const deed = useFormDeed<{ reason: string }, Layout>({
    handle,
    run: (values) => layouts.move(plan.id, move, values),
    stale: STALE,
    done: (done) => t(`plans.nowIs.${done.state}`),
    after: onClose,
  });
  const title = t(move === 'drop' ? 'plans.drop' : 'plans.giveBack');
  return (
    <Dialog open title={title} onClose={onClose}>
      <FormBox<{ reason: string }> handle={handle} onSubmit={deed.submit}>
        <TextField name="reason" label={t('plans.reason')} required={t('common.required')} maxLength={200} />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {title}
        </Button>
      </FormBox>
    </Dialog>
  );
}
