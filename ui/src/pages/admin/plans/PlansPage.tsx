import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LAYOUT_STATES, layoutQueries, layouts, type Layout } from '../../../api/layouts.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useGo, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Dialog, Empty, FormBox, Icon, Pick, SelectField, TextField, useForm } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { useSite } from '../inventory/site.tsx';
import { LayoutStateTag } from './PlanState.tsx';

function useColumns(siteName: (id: number) => string): readonly Column<Layout>[] {
  const { t, number } = useWords();
  return [
    {
      key: 'name',
      title: t('plans.name'),
      text: (plan) => plan.name,
      order: byText((plan) => plan.name),
      render: (plan) => <Link to={paths.plan(plan.id)}>{plan.name}</Link>,
    },
    {
      key: 'site',
      title: t('plans.site'),
      text: (plan) => siteName(plan.siteId),
      order: byText((plan) => siteName(plan.siteId)),
      render: (plan) => siteName(plan.siteId),
    },
    {
      key: 'state',
      title: t('plans.state'),
      text: (plan) => plan.state,
      order: byText((plan) => plan.state),
      render: (plan) => <LayoutStateTag state={plan.state} />,
    },
    {
      key: 'steps',
      title: t('plans.steps'),
      numeric: true,
      text: (plan) => String(plan.steps.length),
      order: byNumber((plan) => plan.steps.length),
      render: (plan) => number(plan.steps.length),
    },
    {
      key: 'drafted',
      title: t('plans.drafted'),
      text: (plan) => plan.draftedAt,
      order: byText((plan) => plan.draftedAt),
      render: (plan) => <When at={plan.draftedAt} />,
    },
  ];
}

/** Plans of what is to stand where: what would happen if, before anybody carries a server. */
export default function PlansPage() {
  const { t } = useWords();
  const asOf = useAsOf();
  useShowsPast();
  const reason = useReason();
  const sites = useSite();
  const [params, change] = useSearchState();
  const [adding, setAdding] = useState(false);
  const state = LAYOUT_STATES.find((each) => each === params.get('state'));
  const query = useQuery({ ...layoutQueries.list(undefined, state, asOf), placeholderData: keepPreviousData });
  const columns = useColumns((id) => sites.all.find((site) => site.id === id)?.name ?? String(id));
  return (
    <>
      <PageHead
        title={t('shell.nav.plans')}
        sub={t('plans.hint')}
        actions={
          <Button
            kind="primary"
            icon={<Icon name="plus" />}
            reason={reason('inventory', sites.all.length === 0 ? 'noSite' : undefined)}
            onClick={() => setAdding(true)}
            testId="new-plan"
          >
            {t('plans.add')}
          </Button>
        }
      />
      <QueryTable<Layout>
        name="plans"
        label={t('shell.nav.plans')}
        query={query}
        columns={columns}
        rowKey={(plan) => String(plan.id)}
        filters={
          <Pick
            label={t('plans.state')}
            value={state}
            choices={LAYOUT_STATES.map((value) => ({ value, label: t(`plans.states.${value}`) }))}
            onChange={(value) => change({ state: value })}
          />
        }
        empty={
          <Empty title={t('plans.empty')}>
            <p>{t('plans.emptyNext')}</p>
          </Empty>
        }
      />
      {adding ? <NewPlan sites={sites} onClose={() => setAdding(false)} /> : null}
    </>
  );
}

interface Wish {
  readonly siteId: number;
  readonly name: string;
  readonly note?: string;
}

interface NewPlanProps {
  readonly sites: ReturnType<typeof useSite>;
  readonly onClose: () => void;
}

function NewPlan({ sites, onClose }: NewPlanProps) {
  const { t } = useWords();
  const go = useGo();
  const handle = useForm<Wish>();
  const deed = useFormDeed<Wish, Layout>({
    handle,
    run: (values, key) => layouts.draft({ ...values, steps: [] }, key),
    stale: ['/admin/v1/layouts'],
    after: (plan) => go(paths.plan(plan.id)),
  });
  return (
    <Dialog open title={t('plans.add')} onClose={onClose}>
      <FormBox<Wish> handle={handle} initial={sites.site ? { siteId: sites.site.id } : {}} onSubmit={deed.submit}>
        <TextField name="name" label={t('plans.name')} required={t('common.required')} maxLength={80} />
        <SelectField
          name="siteId"
          label={t('plans.site')}
          required={t('common.required')}
          choices={sites.all.map((site) => ({ value: site.id, label: site.name }))}
        />
        <TextField name="note" label={t('plans.note')} maxLength={500} />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('plans.add')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
