import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { billingQueries, type InvoiceRun } from '../../../api/billing.ts';
import { moneyQueries, type Foreseen } from '../../../api/money.ts';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { usePortalNow } from '../../../components/now.ts';
import { usePace } from '../../../components/session.tsx';
import { Status } from '../../../components/Status.tsx';
import { MoneyText, useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Empty, Facts, Notice, Panel, Progress, TableSkeleton } from '../../../ui/index.ts';
import { formatMonth, instantOf } from '../../../util/dates.ts';
import { compareDecimals } from '../../../util/money.ts';
import { paths } from '../../../util/paths.ts';

/** Seconds that are left if the rest goes as fast as what is done; undefined while nothing is done. */
export function secondsLeft(run: Pick<InvoiceRun, 'done' | 'total' | 'startedAt'>, now: Date): number | undefined {
  const passed = (now.getTime() - instantOf(run.startedAt).getTime()) / 1000;
  return run.done > 0 && passed > 0 ? Math.ceil((passed / run.done) * (run.total - run.done)) : undefined;
}

export default function RunPage() {
  const id = Number(useParams()['id']);
  const { t, locale, number } = useWords();
  const quick = usePace(true);
  const now = usePortalNow();
  const query = useQuery({
    ...billingQueries.run(id),
    refetchInterval: (present) => (present.state.data?.finishedAt ? false : Math.min(Number(quick), 1_500)),
  });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const run = query.data;
  const left = run.finishedAt ? undefined : secondsLeft(run, now);
  return (
    <div className="stack reading">
      <PageHead
        title={t('invoices.runOf', { month: formatMonth(run.month, locale) })}
        crumbs={[
          { text: t('shell.nav.invoices'), to: paths.invoices() },
          { text: t('invoices.runs'), to: `${paths.invoices()}?tab=runs` },
        ]}
        beside={<Status state={run.state} />}
      />
      <Panel>
        <div aria-live="polite">
          <Progress
            label={t('invoices.progress')}
            done={run.done}
            total={run.total}
            text={`${number(run.done)} / ${number(run.total)}${left === undefined ? '' : ` · ${t('invoices.left', { seconds: number(left) })}`}`}
          />
        </div>
        <Facts
          facts={[
            { label: t('invoices.started'), value: <When at={run.startedAt} style="exact" /> },
            { label: t('invoices.finished'), value: <When at={run.finishedAt} style="exact" /> },
            { label: t('invoices.invoiced'), value: number(run.invoiced) },
            { label: t('invoices.failed'), value: number(run.failed) },
          ]}
        />
      </Panel>
      {run.dryRun ? <Notice kind="info" title={t('invoices.dryRunSub')} /> : null}
      {run.failures.length > 0 ? (
        <Notice kind="bad" title={t('invoices.failures')}>
          <ul>
            {run.failures.map((failure) => (
              <li key={`${failure.tenantId}-${failure.reason}`}>
                {failure.tenantId ? (
                  <Link to={paths.tenant(failure.tenantId)}>{`tenant-${failure.tenantId}`}</Link>
                ) : null}{' '}
                {failure.reason}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {run.dryRun ? (
        <ForeseenList run={run} />
      ) : (
        <Link to={`${paths.invoices()}?${run.review ? 'tab=drafts' : `month=${run.month}`}`}>
          {t(run.review ? 'invoices.openDrafts' : 'invoices.openMonth')}
        </Link>
      )}
    </div>
  );
}

/** What a dry run foresees of each account. */
function ForeseenList({ run }: { readonly run: InvoiceRun }) {
  const { t, number } = useWords();
  const query = useQuery({ ...moneyQueries.foreseen(run.id), refetchInterval: usePace(!run.finishedAt) });
  const columns: readonly Column<Foreseen>[] = [
    {
      key: 'tenant',
      title: t('prices.tenant'),
      text: (row) => row.tenantName,
      order: byText((row) => row.tenantName),
      render: (row) => <Link to={paths.tenant(row.tenantId)}>{row.tenantName || `tenant-${row.tenantId}`}</Link>,
    },
    {
      key: 'lines',
      title: t('billing.lines'),
      numeric: true,
      text: (row) => String(row.lines),
      render: (row) => number(row.lines),
    },
    {
      key: 'total',
      title: t('billing.total'),
      numeric: true,
      text: (row) => row.total.amount,
      order: (left, right) => compareDecimals(left.total.amount, right.total.amount),
      render: (row) => <MoneyText money={row.total} />,
    },
  ];
  return (
    <QueryTable<Foreseen>
      name="foreseen"
      label={t('invoices.foreseen')}
      query={query}
      columns={columns}
      rowKey={(row) => String(row.tenantId)}
      empty={<Empty title={t('invoices.nothingForeseen')} />}
    />
  );
}
