import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import type { InvoiceLine } from '../../../api/billing.ts';
import { moneyDeeds, moneyQueries } from '../../../api/money.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useGo } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { MoneyText, useWords, When } from '../../../components/words.tsx';
import { QueryTable } from '../../../table/QueryTable.tsx';
import { Button, Empty, Facts, Notice, Panel, TableSkeleton, useSay } from '../../../ui/index.ts';
import { formatMonth } from '../../../util/dates.ts';
import { paths } from '../../../util/paths.ts';
import { useLineColumns } from './lineColumns.tsx';

/** A draft with all its lines, to be looked through before it is issued. */
export default function DraftPage() {
  const id = Number(useParams()['id']);
  const { t, locale, money } = useWords();
  const say = useSay();
  const go = useGo();
  const reason = useReason();
  const columns = useLineColumns();
  const query = useQuery(moneyQueries.draft(id));
  const issuing = useDeed({
    run: () => moneyDeeds.issueDraft(id),
    stale: ['/admin/v1/invoices'],
    done: t('invoices.issuedDone'),
    after: () => go(paths.invoice(id)),
  });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={4} label={t('common.loading')} />;
  const draft = query.data;
  const lines = draft.lines ?? [];
  return (
    <div className="stack">
      <PageHead
        title={t('invoices.draftOf', { tenant: draft.tenantName || `tenant-${draft.tenantId}` })}
        crumbs={[
          { text: t('shell.nav.invoices'), to: paths.invoices() },
          { text: t('invoices.drafts'), to: `${paths.invoices()}?tab=drafts` },
        ]}
        actions={
          <Button
            kind="primary"
            reason={reason('invoices')}
            testId="issue-draft"
            onClick={() =>
              say.ask({
                title: t('invoices.askIssue', { tenant: draft.tenantName, total: money(draft.total) }),
                text: t('invoices.askIssueText'),
                yes: t('invoices.issue'),
                no: t('common.cancel'),
                run: () => issuing.mutateAsync(),
              })
            }
          >
            {t('invoices.issue')}
          </Button>
        }
      />
      {draft.held ? <Notice kind="info" title={`${t('invoices.held')}: ${draft.held}`} /> : null}
      <Panel>
        <Facts
          columns={3}
          facts={[
            {
              label: t('guests.tenant'),
              value: <Link to={paths.tenant(draft.tenantId)}>{draft.tenantName || `tenant-${draft.tenantId}`}</Link>,
            },
            { label: t('invoices.month'), value: formatMonth(draft.month, locale) },
            { label: t('invoices.drafted'), value: <When at={draft.draftedAt} style="exact" /> },
            { label: t('billing.subtotal'), value: <MoneyText money={draft.subtotal} /> },
            { label: t('billing.tax'), value: <MoneyText money={draft.tax} /> },
            {
              label: t('billing.total'),
              value: (
                <strong>
                  <MoneyText money={draft.total} />
                </strong>
              ),
            },
          ]}
        />
      </Panel>
      <QueryTable<InvoiceLine>
        name="lines"
        label={t('billing.lines')}
        query={
          { data: { data: lines, page: 1, pages: 1, results: lines.length }, error: null, isPending: false } as never
        }
        columns={columns}
        rowKey={(line) => String(line.n)}
        empty={<Empty title={t('billing.noLines')} />}
      />
    </div>
  );
}
