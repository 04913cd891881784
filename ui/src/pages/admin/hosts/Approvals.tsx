import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { adminQueries } from '../../../api/admin.ts';
import { placing, placingQueries, type Approval, type ApprovalRule, type Candidate } from '../../../api/placing.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { FormDialog, type FieldOf } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { usePortalNow } from '../../../components/now.ts';
import { usePace } from '../../../components/session.tsx';
import { Traced } from '../../../components/trace.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { PlainTable, type PlainColumn } from '../../../table/PlainTable.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Dialog, Empty, Icon } from '../../../ui/index.ts';
import { instantOf } from '../../../util/dates.ts';
import { paths } from '../../../util/paths.ts';

const STALE = ['/admin/v1/placement', '/admin/v1/instances', '/admin/v1/hosts'];

/** What of tenants' machines waits for an operator, what was decided, and by which rules things wait. */
export function Approvals() {
  const { t } = useWords();
  const reason = useReason();
  const [deciding, setDeciding] = useState<Approval>();
  const open = useQuery({ ...placingQueries.approvals(false), refetchInterval: usePace(false) });
  const decided = useQuery(placingQueries.approvals(true));
  const about: readonly (Column<Approval> & PlainColumn<Approval>)[] = [
    {
      key: 'guest',
      title: t('placing.approvals.guest'),
      text: (row) => row.label,
      order: byText((row) => row.label),
      render: (row) => (
        <Traced to={{ kind: 'history', id: `instance-${row.instanceId}` }}>{row.label || row.instanceId}</Traced>
      ),
    },
    {
      key: 'tenant',
      title: t('prices.tenant'),
      text: (row) => row.tenantName ?? String(row.tenantId),
      render: (row) => <Link to={paths.tenant(row.tenantId)}>{row.tenantName ?? row.tenantId}</Link>,
    },
    {
      key: 'deed',
      title: t('placing.approvals.deed'),
      text: (row) => `${t(`placing.approvals.deeds.${row.deed}`)} ${row.plan}`,
      render: (row) => `${t(`placing.approvals.deeds.${row.deed}`)} · ${row.plan}`,
    },
    {
      key: 'host',
      title: t('placing.approvals.proposed'),
      text: (row) => row.host ?? String(row.hostId),
      render: (row) => <Link to={paths.host(row.hostId)}>{row.host ?? row.hostId}</Link>,
    },
  ];
  return (
    <section className="stack">
      <h2>{t('placing.approvals.title')}</h2>
      <p className="muted">{t('placing.approvals.sub')}</p>
      <QueryTable<Approval>
        name="approvals"
        label={t('placing.approvals.title')}
        query={open}
        columns={[
          ...about,
          {
            key: 'until',
            title: t('placing.approvals.until'),
            text: (row) => row.endsAt,
            order: byText((row) => row.endsAt),
            render: (row) => <When at={row.endsAt} />,
          },
          {
            key: 'actions',
            title: t('common.actions'),
            render: (row) => (
              <Button reason={reason('operations')} onClick={() => setDeciding(row)}>
                {t('placing.approvals.decide')}
              </Button>
            ),
          },
        ]}
        rowKey={(row) => String(row.id)}
        empty={
          <Empty title={t('placing.approvals.empty')}>
            <p>{t('placing.approvals.emptyNext')}</p>
          </Empty>
        }
      />
      {decided.data && decided.data.data.length > 0 ? (
        <>
          <h3>{t('placing.approvals.decided')}</h3>
          <PlainTable<Approval>
            name="decided-approvals"
            label={t('placing.approvals.decided')}
            rows={decided.data.data.slice(0, 20)}
            rowKey={(row) => String(row.id)}
            columns={[
              ...about,
              {
                key: 'state',
                title: t('devices.state'),
                text: (row) => t(`placing.approvals.states.${row.state}`),
                render: (row) => t(`placing.approvals.states.${row.state}`),
              },
              {
                key: 'by',
                title: t('placing.approvals.by'),
                text: (row) => row.decidedBy ?? '',
                render: (row) => row.decidedBy ?? '–',
              },
              {
                key: 'why',
                title: t('placing.reason'),
                text: (row) => row.reason ?? '',
                render: (row) => row.reason ?? '–',
              },
            ]}
          />
        </>
      ) : null}
      <ApprovalRules />
      {deciding ? <Decide approval={deciding} onClose={() => setDeciding(undefined)} /> : null}
    </section>
  );
}

function Decide({ approval, onClose }: { readonly approval: Approval; readonly onClose: () => void }) {
  const { t } = useWords();
  const [how, setHow] = useState<'approve' | 'refuse'>();
  const query = useQuery(placingQueries.approval(approval.id));
  const hosts = query.data?.alternatives ?? [];
  const why: FieldOf = { name: 'reason', label: t('placing.reason'), maxLength: 500, wide: true };
  if (how === 'refuse')
    return (
      <FormDialog
        title={t('placing.approvals.refuse')}
        fields={[why]}
        run={(values) => placing.refuse(approval.id, values)}
        stale={STALE}
        done={t('placing.approvals.refused', { name: approval.label })}
        onClose={onClose}
      />
    );
  if (how === 'approve')
    return (
      <FormDialog
        title={t('placing.approvals.approve')}
        fields={[
          {
            name: 'hostId',
            label: t('placing.approvals.other'),
            hint: t('placing.approvals.otherHint'),
            kind: 'choice',
            optional: true,
            choices: hosts
              .filter((host) => !host.refusal)
              .map((host) => ({ value: host.hostId, label: host.host ?? String(host.hostId) })),
          },
          why,
        ]}
        run={(values) => placing.approve(approval.id, values)}
        stale={STALE}
        done={t('placing.approvals.approved', { name: approval.label })}
        onClose={onClose}
      />
    );
  return (
    <Dialog open title={`${t('placing.approvals.decide')}: ${approval.label}`} onClose={onClose} width={720}>
      <div className="stack">
        <p>
          {t(`placing.approvals.deeds.${approval.deed}`)} · {approval.plan} · <When at={approval.endsAt} />
        </p>
        <Weighed rows={[...approval.proposed.slice(0, 1), ...hosts]} proposed={approval.hostId} />
        <div className="row">
          <Button kind="primary" onClick={() => setHow('approve')}>
            {t('placing.approvals.approve')}
          </Button>
          <Button onClick={() => setHow('refuse')}>{t('placing.approvals.refuse')}</Button>
        </div>
      </div>
    </Dialog>
  );
}

/** Why a host is out of the question, in the reader's words; as it came where there are none. */
function useWhyNot() {
  const { t } = useWords();
  return (refusal: string | null | undefined) =>
    refusal ? t(`placing.approvals.whys.${refusal}`, { defaultValue: refusal }) : undefined;
}

function Weighed({ rows, proposed }: { readonly rows: readonly Candidate[]; readonly proposed: number }) {
  const { t, number } = useWords();
  const why = useWhyNot();
  if (rows.length === 0) return null;
  return (
    <PlainTable<Candidate>
      name="weighed-hosts"
      label={t('placing.approvals.weighed')}
      rows={rows}
      rowKey={(row) => String(row.hostId)}
      columns={[
        {
          key: 'host',
          title: t('hosts.name'),
          text: (row) => row.host ?? String(row.hostId),
          render: (row) => (
            <>
              <Link to={paths.host(row.hostId)}>{row.host ?? row.hostId}</Link>{' '}
              {row.hostId === proposed ? <span className="muted">{t('placing.approvals.asProposed')}</span> : null}
            </>
          ),
        },
        {
          key: 'score',
          title: t('placing.approvals.score'),
          numeric: true,
          text: (row) => String(row.score ?? ''),
          render: (row) => (typeof row.score === 'number' ? number(row.score, 4) : '–'),
        },
        {
          key: 'why',
          title: t('placing.approvals.why'),
          text: (row) => why(row.refusal) ?? '',
          render: (row) => why(row.refusal) ?? '–',
        },
      ]}
    />
  );
}

function ApprovalRules() {
  const { t, number } = useWords();
  const reason = useReason();
  const now = usePortalNow();
  const [adding, setAdding] = useState(false);
  const query = useQuery(placingQueries.rules());
  const withdraw = useDeed<ApprovalRule>({
    run: (rule) => placing.withdrawRule(rule.id),
    stale: STALE,
    done: t('hosts.placement.withdrawn'),
  });
  const begun = (rule: ApprovalRule) => instantOf(rule.from).getTime() <= now.getTime();
  const columns: readonly Column<ApprovalRule>[] = [
    {
      key: 'tenant',
      title: t('prices.tenant'),
      text: (rule) => rule.tenantName ?? '',
      render: (rule) => (
        <Traced to={{ kind: 'history', id: `approvalrule-${rule.id}` }}>
          {rule.tenantName ?? t('placing.rules.anyTenant')}
        </Traced>
      ),
    },
    {
      key: 'plan',
      title: t('placing.rules.plan'),
      text: (rule) => rule.plan ?? '',
      render: (rule) => rule.plan ?? t('placing.rules.anyPlan'),
    },
    {
      key: 'need',
      title: t('placing.rules.need'),
      text: (rule) => t(rule.required ? 'placing.rules.needed' : 'placing.rules.notNeeded'),
      render: (rule) => t(rule.required ? 'placing.rules.needed' : 'placing.rules.notNeeded'),
    },
    {
      key: 'minutes',
      title: t('placing.rules.minutes'),
      numeric: true,
      text: (rule) => String(rule.minutes),
      render: (rule) => number(rule.minutes),
    },
    {
      key: 'from',
      title: t('hosts.placement.from'),
      text: (rule) => rule.from,
      order: byText((rule) => rule.from),
      render: (rule) => <When at={rule.from} />,
    },
    { key: 'why', title: t('placing.reason'), text: (rule) => rule.reason, render: (rule) => rule.reason },
    {
      key: 'actions',
      title: t('common.actions'),
      render: (rule) => (
        <Button
          reason={begun(rule) ? t('hosts.placement.begun') : reason('operations')}
          busy={withdraw.isPending}
          onClick={() => withdraw.mutate(rule)}
        >
          {t('hosts.placement.withdraw')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <h3>{t('placing.rules.title')}</h3>
      <p className="muted">{t('placing.rules.sub')}</p>
      <QueryTable<ApprovalRule>
        name="approval-rules"
        label={t('placing.rules.title')}
        query={query}
        columns={columns}
        rowKey={(rule) => String(rule.id)}
        actions={
          <Button
            icon={<Icon name="plus" />}
            reason={reason('operations')}
            testId="approval-rule"
            onClick={() => setAdding(true)}
          >
            {t('placing.rules.add')}
          </Button>
        }
        empty={
          <Empty title={t('placing.rules.empty')}>
            <p>{t('placing.rules.emptyNext')}</p>
          </Empty>
        }
      />
      {adding ? <NewRule onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function NewRule({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const tenants = useQuery(adminQueries.tenants());
  const plans = useQuery(adminQueries.plans());
  return (
    <FormDialog
      title={t('placing.rules.add')}
      fields={[
        {
          name: 'tenantId',
          label: t('prices.tenant'),
          kind: 'choice',
          optional: true,
          hint: t('placing.rules.anyTenant'),
          choices: (tenants.data?.data ?? []).map((tenant) => ({ value: tenant.id, label: tenant.name })),
        },
        {
          name: 'plan',
          label: t('placing.rules.plan'),
          kind: 'choice',
          optional: true,
          hint: t('placing.rules.anyPlan'),
          choices: (plans.data?.data ?? []).map((plan) => ({ value: plan.id, label: String(plan.id) })),
        },
        { name: 'required', label: t('placing.rules.needed'), kind: 'switch' },
        { name: 'minutes', label: t('placing.rules.minutes'), kind: 'number', min: 1, max: 43_200 },
        {
          name: 'from',
          label: t('hosts.placement.from'),
          kind: 'instant',
          optional: true,
        },
        { name: 'reason', label: t('placing.reason'), maxLength: 500, wide: true },
      ]}
      initial={{ required: true, minutes: 1_440 }}
      run={(values) => placing.setRule(values)}
      stale={STALE}
      done={t('placing.rules.added')}
      onClose={onClose}
    />
  );
}
