import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { adminQueries } from '../../../api/admin.ts';
import { layoutQueries, layouts, type Layout, type LayoutStep } from '../../../api/layouts.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { HistoryOf } from '../../../components/HistoryList.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { Button, Facts, Panel, TableSkeleton, Tabs } from '../../../ui/index.ts';
import { instantOf, isoInstant } from '../../../util/dates.ts';
import { paths } from '../../../util/paths.ts';
import { PlanDeeds } from './PlanDeeds.tsx';
import { LayoutStateTag } from './PlanState.tsx';
import { StepForm } from './StepForm.tsx';
import { StepTable } from './StepTable.tsx';
import { TrialResult } from './TrialResult.tsx';

export default function PlanPage() {
  const id = Number(useParams()['id']);
  const { t } = useWords();
  const asOf = useAsOf();
  const reason = useReason();
  const [params, change] = useSearchState();
  const [adding, setAdding] = useState(false);
  const query = useQuery({ ...layoutQueries.one(id, asOf), placeholderData: keepPreviousData });
  const history = useQuery(adminQueries.history(`layout-${id}`));
  useShowsPast((history.data?.data ?? []).map((event) => isoInstant(instantOf(event.at))));
  const revise = useDeed<readonly LayoutStep[], Layout>({
    run: (steps) => {
      const plan = query.data as Layout;
      return layouts.revise(id, { name: plan.name, note: plan.note, steps }, plan.version);
    },
    stale: ['/admin/v1/layouts', '/admin/v1/history'],
  });
  const open = asOf === undefined && (query.data?.steps.length ?? 0) > 0;
  const drawn = Number(params.get('rack')) || undefined;
  const live = query.data?.state === 'DRAFT' || query.data?.state === 'SUBMITTED' || query.data?.state === 'APPROVED';
  const trial = useQuery({
    ...layoutQueries.trial(id, drawn),
    enabled: open && live,
    placeholderData: keepPreviousData,
  });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const plan = query.data;
  const fixed = reason('inventory') ?? (plan.state === 'DRAFT' ? undefined : t('plans.onlyDrafts'));
  return (
    <>
      <PageHead
        title={plan.name}
        crumbs={[{ text: t('shell.nav.plans'), to: paths.plans() }]}
        beside={<LayoutStateTag state={plan.state} />}
        {...(plan.note ? { sub: plan.note } : {})}
        actions={<PlanDeeds plan={plan} conflicts={trial.data?.conflicts.length ?? 0} />}
      />
      <Tabs
        active={params.get('tab') ?? 'steps'}
        onChange={(key) => change({ tab: key === 'steps' ? undefined : key })}
        tabs={[
          {
            key: 'steps',
            label: t('plans.steps'),
            content: (
              <div className="stack">
                <Panel
                  title={t('plans.stepsInOrder')}
                  extra={
                    <Button reason={fixed} onClick={() => setAdding(true)} testId="add-step">
                      {t('plans.addStep')}
                    </Button>
                  }
                  flush
                >
                  <StepTable
                    plan={plan}
                    trial={live ? trial.data : undefined}
                    reason={fixed}
                    busy={revise.isPending}
                    onChange={(steps) => revise.mutate(steps)}
                  />
                </Panel>
                {trial.error ? <FailureNotice error={trial.error} onRetry={() => void trial.refetch()} /> : null}
                {open && live ? <TrialResult trial={trial.data} drawn={drawn} /> : null}
                <Ends plan={plan} />
              </div>
            ),
          },
          {
            key: 'history',
            label: t('trace.history'),
            content: (
              <Panel>
                <HistoryOf query={history} travel />
              </Panel>
            ),
          },
        ]}
      />
      {adding ? (
        <StepForm
          plan={plan}
          onAdd={(step) => {
            revise.mutate([...plan.steps, step]);
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </>
  );
}

/** Who approved and who ended it, and what it made. */
function Ends({ plan }: { readonly plan: Layout }) {
  const { t } = useWords();
  if (plan.submittedAt === null && plan.endedAt === null) return null;
  return (
    <Panel title={t('plans.course')}>
      <Facts
        facts={[
          { label: t('plans.author'), value: plan.author },
          { label: t('plans.submitted'), value: <When at={plan.submittedAt} /> },
          { label: t('plans.approvedBy'), value: plan.approvedBy ?? '–' },
          { label: t('plans.approvedAt'), value: <When at={plan.approvedAt} /> },
          { label: t('plans.ended'), value: <When at={plan.endedAt} /> },
          { label: t('plans.made'), value: plan.made.length === 0 ? '–' : plan.made.join(', ') },
          { label: t('plans.reason'), value: plan.reason ?? '–' },
        ]}
      />
    </Panel>
  );
}
