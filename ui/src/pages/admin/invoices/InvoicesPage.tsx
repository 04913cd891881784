import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { adminQueries } from '../../../api/admin.ts';
import { billing, billingQueries, type InvoiceRun } from '../../../api/billing.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { useGo, useSearchState } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { usePortalNow } from '../../../components/now.ts';
import { usePace } from '../../../components/session.tsx';
import { Status, useStateWord } from '../../../components/Status.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import {
  Button,
  Dialog,
  Empty,
  FormBox,
  Progress,
  SelectField,
  SwitchField,
  Tabs,
  Tag,
  useForm,
} from '../../../ui/index.ts';
import { formatMonth, monthBefore } from '../../../util/dates.ts';
import { paths } from '../../../util/paths.ts';
import { Drafts } from './Drafts.tsx';
import { Fapiaos } from './Fapiaos.tsx';
import { InvoiceTable, lastMonths } from './InvoiceTable.tsx';

export default function InvoicesPage() {
  const { t } = useWords();
  const reason = useReason();
  const [params, change] = useSearchState();
  const [starting, setStarting] = useState(false);
  return (
    <>
      <PageHead
        title={t('shell.nav.invoices')}
        actions={
          <Button kind="primary" reason={reason('invoices')} testId="start-run" onClick={() => setStarting(true)}>
            {t('invoices.start')}
          </Button>
        }
      />
      <Tabs
        active={params.get('tab') ?? 'invoices'}
        onChange={(key) => change({ tab: key === 'invoices' ? undefined : key })}
        tabs={[
          { key: 'invoices', label: t('invoices.list'), content: <InvoiceTable /> },
          { key: 'drafts', label: t('invoices.drafts'), content: <Drafts /> },
          { key: 'fapiao', label: t('fapiao.list'), content: <Fapiaos /> },
          { key: 'runs', label: t('invoices.runs'), content: <Runs /> },
        ]}
      />
      <StartRun open={starting} onClose={() => setStarting(false)} />
    </>
  );
}

function Runs() {
  const { t, locale } = useWords();
  const stateWord = useStateWord();
  const quick = usePace(true);
  const slow = usePace(false);
  const query = useQuery({
    ...billingQueries.runs(),
    refetchInterval: (now) => (now.state.data?.data.some((run) => !run.finishedAt) ? quick : slow),
  });
  const columns: readonly Column<InvoiceRun>[] = [
    {
      key: 'month',
      title: t('invoices.month'),
      text: (run) => run.month,
      order: byText((run) => run.month),
      render: (run) => <Link to={paths.invoiceRun(run.id)}>{formatMonth(run.month, locale)}</Link>,
    },
    {
      key: 'state',
      title: t('devices.state'),
      text: (run) => stateWord(run.state),
      order: byText((run) => run.state),
      render: (run) => (
        <>
          <Status state={run.state} /> {run.dryRun ? <Tag>{t('invoices.dryRun')}</Tag> : null}
          {run.review ? <Tag>{t('invoices.review')}</Tag> : null}
        </>
      ),
    },
    {
      key: 'progress',
      title: t('invoices.progress'),
      width: 240,
      text: (run) => `${run.done}/${run.total}`,
      render: (run) => (
        <Progress
          label={t('invoices.progress')}
          done={run.done}
          total={run.total}
          text={`${run.done} / ${run.total}`}
        />
      ),
    },
    {
      key: 'failed',
      title: t('invoices.failed'),
      numeric: true,
      text: (run) => String(run.failed),
      render: (run) => run.failed,
    },
    {
      key: 'started',
      title: t('invoices.started'),
      text: (run) => run.startedAt,
      order: byText((run) => run.startedAt),
      render: (run) => <When at={run.startedAt} style="exact" />,
    },
    {
      key: 'finished',
      title: t('invoices.finished'),
      text: (run) => run.finishedAt ?? '',
      render: (run) => <When at={run.finishedAt} style="exact" />,
    },
  ];
  return (
    <QueryTable<InvoiceRun>
      name="runs"
      label={t('invoices.runs')}
      query={query}
      columns={columns}
      rowKey={(run) => String(run.id)}
      empty={
        <Empty title={t('invoices.noRuns')}>
          <p>{t('invoices.emptyNext')}</p>
        </Empty>
      }
    />
  );
}

interface Wish {
  readonly month: string;
  readonly tenantIds?: readonly number[];
  readonly dryRun?: boolean;
  readonly review?: boolean;
}

function StartRun({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t, locale } = useWords();
  const go = useGo();
  const handle = useForm<Wish>();
  const tenants = useQuery({ ...adminQueries.tenants(), enabled: open });
  const now = usePortalNow();
  const deed = useFormDeed<Wish, InvoiceRun>({
    handle,
    run: ({ month, tenantIds, dryRun, review }, key) =>
      billing.startRun(
        {
          month,
          ...(tenantIds && tenantIds.length > 0 ? { tenantIds } : {}),
          ...(dryRun ? { dryRun } : {}),
          ...(review ? { review } : {}),
        },
        key,
      ),
    stale: ['/admin/v1/invoice-runs', '/admin/v1/invoices'],
    after: (run) => {
      onClose();
      go(paths.invoiceRun(run.id));
    },
  });
  return (
    <Dialog open={open} title={t('invoices.start')} onClose={onClose}>
      {open ? (
        <FormBox<Wish> handle={handle} initial={{ month: monthBefore(now) }} onSubmit={deed.submit}>
          <SelectField
            name="month"
            label={t('invoices.month')}
            required={t('common.required')}
            choices={lastMonths(now).map((month) => ({ value: month, label: formatMonth(month, locale) }))}
            hint={t('invoices.monthHint')}
          />
          <SelectField
            name="tenantIds"
            label={t('invoices.tenants')}
            many
            hint={t('invoices.tenantsHint')}
            loading={tenants.isPending}
            choices={(tenants.data?.data ?? []).map((tenant) => ({ value: tenant.id, label: tenant.name }))}
          />
          <SwitchField name="dryRun" label={t('invoices.dryRun')} hint={t('invoices.dryRunHint')} />
          <SwitchField name="review" label={t('invoices.review')} hint={t('invoices.reviewHint')} />
          {deed.failure ? <FailureNotice error={deed.failure} /> : null}
          <Button kind="primary" submit busy={deed.busy}>
            {t('invoices.start')}
          </Button>
        </FormBox>
      ) : null}
    </Dialog>
  );
}
