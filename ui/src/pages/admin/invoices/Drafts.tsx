import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { moneyDeeds, moneyQueries, type Draft } from '../../../api/money.ts';
import { useDeed, useFormDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { MoneyText, useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Dialog, Empty, FormBox, TextField, useForm, useSay } from '../../../ui/index.ts';
import { formatMonth } from '../../../util/dates.ts';
import { compareDecimals } from '../../../util/money.ts';
import { paths } from '../../../util/paths.ts';

const STALE = ['/admin/v1/invoice-drafts', '/admin/v1/invoices'] as const;

/** Invoices that wait for review: lines are fixed, no number is given, nothing is owed. */
export function Drafts() {
  const { t, locale, money } = useWords();
  const say = useSay();
  const reason = useReason();
  const [holding, setHolding] = useState<Draft>();
  const query = useQuery(moneyQueries.drafts());
  const issuing = useDeed<Draft>({
    run: (draft) => moneyDeeds.issueDraft(draft.id),
    stale: STALE,
    done: t('invoices.issuedDone'),
  });
  const columns: readonly Column<Draft>[] = [
    {
      key: 'tenant',
      title: t('prices.tenant'),
      text: (draft) => draft.tenantName,
      order: byText((draft) => draft.tenantName),
      render: (draft) => (
        <Link to={paths.tenant(draft.tenantId)}>{draft.tenantName || `tenant-${draft.tenantId}`}</Link>
      ),
    },
    {
      key: 'month',
      title: t('invoices.month'),
      text: (draft) => draft.month,
      order: byText((draft) => draft.month),
      render: (draft) => <Link to={paths.invoiceDraft(draft.id)}>{formatMonth(draft.month, locale)}</Link>,
    },
    {
      key: 'lines',
      title: t('billing.lines'),
      numeric: true,
      text: (draft) => String(draft.lineCount),
      render: (draft) => draft.lineCount,
    },
    {
      key: 'total',
      title: t('billing.total'),
      numeric: true,
      text: (draft) => draft.total.amount,
      order: (left, right) => compareDecimals(left.total.amount, right.total.amount),
      render: (draft) => <MoneyText money={draft.total} />,
    },
    { key: 'held', title: t('invoices.held'), text: (d) => d.held ?? '', render: (draft) => draft.held ?? '–' },
    {
      key: 'at',
      title: t('invoices.drafted'),
      text: (draft) => draft.draftedAt,
      order: byText((draft) => draft.draftedAt),
      render: (draft) => <When at={draft.draftedAt} />,
    },
    {
      key: 'actions',
      title: t('common.actions'),
      render: (draft) => (
        <div className="row">
          <Button
            reason={reason('invoices')}
            onClick={() =>
              say.ask({
                title: t('invoices.askIssue', { tenant: draft.tenantName, total: money(draft.total) }),
                text: t('invoices.askIssueText'),
                yes: t('invoices.issue'),
                no: t('common.cancel'),
                run: () => issuing.mutateAsync(draft),
              })
            }
          >
            {t('invoices.issue')}
          </Button>
          <Button reason={reason('invoices')} onClick={() => setHolding(draft)}>
            {t('invoices.hold')}
          </Button>
        </div>
      ),
    },
  ];
  return (
    <>
      <QueryTable<Draft>
        name="drafts"
        label={t('invoices.drafts')}
        query={query}
        columns={columns}
        rowKey={(draft) => String(draft.id)}
        empty={
          <Empty title={t('invoices.noDrafts')}>
            <p>{t('invoices.noDraftsWhy')}</p>
          </Empty>
        }
      />
      <Hold draft={holding} onClose={() => setHolding(undefined)} />
    </>
  );
}

function Hold({ draft, onClose }: { readonly draft: Draft | undefined; readonly onClose: () => void }) {
  const { t } = useWords();
  const handle = useForm<{ reason: string }>();
  const deed = useFormDeed<{ reason: string }>({
    handle,
    run: ({ reason }) => moneyDeeds.holdDraft(draft?.id ?? 0, reason),
    stale: STALE,
    done: t('invoices.heldDone'),
    after: onClose,
  });
  return (
    <Dialog open={draft !== undefined} title={t('invoices.hold')} onClose={onClose}>
      <FormBox<{ reason: string }> handle={handle} onSubmit={deed.submit}>
        <TextField name="reason" label={t('invoices.holdReason')} required={t('common.required')} maxLength={500} />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('invoices.hold')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
