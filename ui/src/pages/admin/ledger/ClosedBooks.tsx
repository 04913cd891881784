import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isLost } from '../../../api/again.ts';
import { moneyDeeds, moneyQueries, type Entity } from '../../../api/money.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { usePortalNow } from '../../../components/now.ts';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import {
  Button,
  Dialog,
  Empty,
  FormBox,
  Panel,
  SelectField,
  TableSkeleton,
  TextField,
  useForm,
} from '../../../ui/index.ts';
import { formatMonth } from '../../../util/dates.ts';
import { lastMonths } from '../invoices/InvoiceTable.tsx';

const STALE = ['/admin/v1/legal-entities'] as const;
type Closed = Entity['closedMonths'][number];

/** Months whose books are closed, by legal entity; the last one may be opened again with a reason. */
export function ClosedBooks() {
  const { t } = useWords();
  const query = useQuery(moneyQueries.entities());
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  if (query.data.length === 0) {
    return (
      <Empty title={t('ledger.noEntities')}>
        <p>{t('ledger.noEntitiesNext')}</p>
      </Empty>
    );
  }
  return (
    <div className="stack">
      {query.data.map((entity) => (
        <EntityMonths key={entity.id} entity={entity} />
      ))}
    </div>
  );
}

function EntityMonths({ entity }: { readonly entity: Entity }) {
  const { t, locale } = useWords();
  const reason = useReason();
  const [deed, setDeed] = useState<'close' | 'reopen'>();
  const last = entity.closedMonths.find((month) => !month.reopenedAt);
  const columns: readonly Column<Closed>[] = [
    {
      key: 'month',
      title: t('invoices.month'),
      text: (m) => m.month,
      order: byText((m) => m.month),
      render: (m) => formatMonth(m.month, locale),
    },
    {
      key: 'closed',
      title: t('ledger.closedAt'),
      text: (m) => m.closedAt,
      render: (m) => <When at={m.closedAt} style="exact" />,
    },
    {
      key: 'reopened',
      title: t('ledger.reopenedAt'),
      text: (m) => m.reopenedAt ?? '',
      render: (m) => <When at={m.reopenedAt} style="exact" />,
    },
    { key: 'reason', title: t('ledger.reason'), text: (m) => m.reason ?? '', render: (m) => m.reason ?? '–' },
  ];
  return (
    <Panel
      title={`${entity.code} · ${entity.name}`}
      extra={
        <div className="row">
          <Button reason={reason('invoices')} onClick={() => setDeed('close')}>
            {t('ledger.closeMonth')}
          </Button>
          <Button reason={reason('invoices', last ? undefined : 'ended')} onClick={() => setDeed('reopen')}>
            {t('ledger.reopen')}
          </Button>
        </div>
      }
    >
      <QueryTable<Closed>
        name={`closed-${entity.code}`}
        label={t('ledger.closedMonths')}
        query={
          {
            data: { data: entity.closedMonths, page: 1, pages: 1, results: entity.closedMonths.length },
            error: null,
            isPending: false,
          } as never
        }
        columns={columns}
        rowKey={(month) => `${month.month} ${month.closedAt}`}
        empty={<Empty title={t('ledger.noneClosed')} />}
      />
      <Months entity={entity} deed={deed} last={last?.month} onClose={() => setDeed(undefined)} />
    </Panel>
  );
}

interface Wish {
  readonly month: string;
  readonly reason?: string;
}

interface MonthsProps {
  readonly entity: Entity;
  readonly deed: 'close' | 'reopen' | undefined;
  readonly last: string | undefined;
  readonly onClose: () => void;
}

function Months({ entity, deed, last, onClose }: MonthsProps) {
  const { t, locale } = useWords();
  const now = usePortalNow();
  const handle = useForm<Wish>();
  const work = useFormDeed<Wish>({
    handle,
    run: ({ month, reason }, key) =>
      deed === 'reopen'
        ? moneyDeeds.reopenBooks(entity.id, month, reason ?? '', key)
        : moneyDeeds.closeBooks(entity.id, month, key),
    stale: STALE,
    done: t(deed === 'reopen' ? 'ledger.reopened' : 'ledger.closedDone'),
    after: onClose,
  });
  const title = t(deed === 'reopen' ? 'ledger.reopen' : 'ledger.closeMonth');
  const months = deed === 'reopen' ? [last ?? ''] : lastMonths(now);
  return (
    <Dialog open={deed !== undefined} title={`${title} · ${entity.code}`} onClose={onClose}>
      {deed ? (
        <FormBox<Wish> handle={handle} initial={{ month: months[0] ?? '' }} onSubmit={work.submit}>
          <SelectField
            name="month"
            label={t('invoices.month')}
            required={t('common.required')}
            hint={t('ledger.monthHint')}
            choices={months.map((month) => ({ value: month, label: formatMonth(month, locale) }))}
          />
          {deed === 'reopen' ? (
            <TextField name="reason" label={t('ledger.reason')} required={t('common.required')} maxLength={200} />
          ) : null}
          {work.failure ? <FailureNotice error={work.failure} /> : null}
          <Button kind="primary" submit busy={work.busy}>
            {title}
          </Button>
        </FormBox>
      ) : null}
    </Dialog>
  );
}
