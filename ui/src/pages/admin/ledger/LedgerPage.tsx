import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { billingQueries, type Posting, type TrialBalanceRow } from '../../../api/billing.ts';
import { BARS_MAX } from '../../../charts/bars.ts';
import { useReason } from '../../../components/act.tsx';
import { useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { usePace } from '../../../components/session.tsx';
import { Traced } from '../../../components/trace.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Notice, Pick, Tabs } from '../../../ui/index.ts';
import { compareDecimals, sumDecimals } from '../../../util/money.ts';
import { BankFiles } from '../money/BankFiles.tsx';
import { BookByHand } from '../money/BookByHand.tsx';
import { PaymentTable } from '../money/PaymentTable.tsx';
import { MoneyBars, ReportFiles } from '../reports/parts.tsx';
import { ClosedBooks } from './ClosedBooks.tsx';
import { Entities } from './Entities.tsx';
import { Dunning, Receivables } from './Receivables.tsx';

const NO_ROWS: readonly TrialBalanceRow[] = [];

export default function LedgerPage() {
  const { t } = useWords();
  const [params, change] = useSearchState();
  return (
    <>
      <PageHead title={t('shell.nav.ledger')} sub={t('ledger.sub')} />
      <Tabs
        active={params.get('tab') ?? 'balance'}
        onChange={(key) => change({ tab: key === 'balance' ? undefined : key })}
        tabs={[
          { key: 'balance', label: t('ledger.trialBalance'), content: <TrialBalance /> },
          { key: 'postings', label: t('ledger.postings'), content: <Postings /> },
          { key: 'payments', label: t('money.payments'), content: <PaymentTable /> },
          { key: 'bank', label: t('money.bank.title'), content: <BankFiles /> },
          { key: 'receivables', label: t('ledger.receivables'), content: <Receivables /> },
          { key: 'dunning', label: t('ledger.dunning'), content: <Dunning /> },
          { key: 'entities', label: t('ledger.entities'), content: <Entities /> },
          { key: 'closing', label: t('ledger.closedMonths'), content: <ClosedBooks /> },
        ]}
      />
    </>
  );
}

function TrialBalance() {
  const { t, money } = useWords();
  const asOf = useAsOf();
  useShowsPast();
  const [, change] = useSearchState();
  const query = useQuery({
    ...billingQueries.trialBalance(asOf),
    placeholderData: keepPreviousData,
    refetchInterval: usePace(false),
  });
  const rows = query.data?.data ?? NO_ROWS;
  const currencies = [...new Set(rows.map((row) => row.currency))];
  const amount = (value: string, currency: string) =>
    compareDecimals(value, '0') === 0 ? '–' : money({ amount: value, currency });
  const columns: readonly Column<TrialBalanceRow>[] = [
    {
      key: 'account',
      title: t('ledger.account'),
      text: (row) => row.account,
      order: byText((row) => row.account),
      render: (row) => (
        <button type="button" className="traced" onClick={() => change({ tab: 'postings', account: row.account })}>
          {row.account}
        </button>
      ),
    },
    { key: 'name', title: t('ledger.name'), text: (row) => row.name ?? '', render: (row) => row.name ?? '–' },
    {
      key: 'currency',
      title: t('tenants.currency'),
      text: (row) => row.currency,
      order: byText((row) => row.currency),
      render: (row) => row.currency,
    },
    {
      key: 'debit',
      title: t('ledger.debit'),
      numeric: true,
      text: (row) => row.debit,
      order: (left, right) => compareDecimals(left.debit, right.debit),
      render: (row) => amount(row.debit, row.currency),
    },
    {
      key: 'credit',
      title: t('ledger.credit'),
      numeric: true,
      text: (row) => row.credit,
      order: (left, right) => compareDecimals(left.credit, right.credit),
      render: (row) => amount(row.credit, row.currency),
    },
  ];
  return (
    <div className="stack">
      {currencies.map((currency) => {
        const own = rows.filter((row) => row.currency === currency);
        const debit = sumDecimals(own.map((row) => row.debit));
        const credit = sumDecimals(own.map((row) => row.credit));
        const same = compareDecimals(debit, credit) === 0;
        const values = { debit: money({ amount: debit, currency }), credit: money({ amount: credit, currency }) };
        return (
          <Notice
            key={currency}
            kind={same ? 'good' : 'bad'}
            title={`${currency}: ${t(same ? 'ledger.balanced' : 'ledger.unbalanced', values)}`}
          />
        );
      })}
      <BalanceBars rows={rows} />
      <QueryTable<TrialBalanceRow>
        name="balance"
        label={t('ledger.trialBalance')}
        query={query}
        columns={columns}
        rowKey={(row) => `${row.account}-${row.currency}`}
        actions={<ReportFiles report="trial-balance" params={{ asOf }} />}
        empty={
          <Empty title={t('ledger.empty')}>
            <p>{t('ledger.emptyNext')}</p>
          </Empty>
        }
      />
    </div>
  );
}

/** The accounts that stand highest, of the first currency; the table below has them all. */
function BalanceBars({ rows }: { readonly rows: readonly TrialBalanceRow[] }) {
  const { t } = useWords();
  const drawn = useMemo(() => {
    const currency = rows[0]?.currency ?? '';
    const height = (row: TrialBalanceRow) => Math.max(Number(row.debit), Number(row.credit));
    const most = rows
      .filter((row) => row.currency === currency && height(row) > 0)
      .toSorted((a, b) => height(b) - height(a))
      .slice(0, BARS_MAX);
    return {
      names: most.map((row) => row.account),
      bars: (['debit', 'credit'] as const).map((side) => ({
        name: t(`ledger.${side}`),
        stack: 'balance',
        values: most.map((row) => Number(row[side])),
      })),
      currency,
    };
  }, [rows, t]);
  return <MoneyBars label={t('ledger.trialBalance')} {...drawn} />;
}

/** What a posting follows from; a thing's cause opens its history. */
function Cause({ cause }: { readonly cause: string }) {
  const thing = cause.split('#')[0] ?? cause;
  return (
    <Traced to={{ kind: 'history', id: thing }}>
      <span className="mono">{cause}</span>
    </Traced>
  );
}

function Postings() {
  const { t, money } = useWords();
  const reason = useReason();
  const [booking, setBooking] = useState(false);
  const [params, change] = useSearchState();
  const account = params.get('account') ?? undefined;
  const paging = usePaging('postings');
  const accounts = useQuery(billingQueries.accounts());
  const query = useQuery({ ...billingQueries.postings({ account, ...paging }), placeholderData: keepPreviousData });
  const side = (value: string | null | undefined, currency: string) =>
    !value || compareDecimals(value, '0') === 0 ? '' : money({ amount: value, currency });
  const columns: readonly Column<Posting>[] = [
    {
      key: 'at',
      title: t('ledger.at'),
      text: (posting) => posting.at,
      order: byText((posting) => posting.at),
      render: (posting) => <When at={posting.at} style="exact" />,
    },
    {
      key: 'account',
      title: t('ledger.account'),
      text: (posting) => posting.account,
      order: byText((posting) => posting.account),
      render: (posting) => posting.account,
    },
    {
      key: 'memo',
      title: t('ledger.memo'),
      text: (posting) => posting.memo ?? '',
      render: (posting) => posting.memo ?? '–',
    },
    {
      key: 'cause',
      title: t('ledger.cause'),
      text: (posting) => posting.cause,
      render: (posting) => <Cause cause={posting.cause} />,
    },
    {
      key: 'debit',
      title: t('ledger.debit'),
      numeric: true,
      text: (posting) => posting.debit ?? '',
      render: (posting) => side(posting.debit, posting.currency),
    },
    {
      key: 'credit',
      title: t('ledger.credit'),
      numeric: true,
      text: (posting) => posting.credit ?? '',
      render: (posting) => side(posting.credit, posting.currency),
    },
  ];
  return (
    <>
      <QueryTable<Posting>
        name="postings"
        label={t('ledger.postings')}
        query={query}
        columns={columns}
        paged
        rowKey={(posting) => posting.id}
        actions={
          <Button reason={reason('invoices')} testId="book-by-hand" onClick={() => setBooking(true)}>
            {t('money.deeds.ENTRY')}
          </Button>
        }
        filters={
          <Pick
            width={260}
            label={t('ledger.account')}
            value={account}
            choices={(accounts.data?.data ?? []).map((entry) => ({
              value: entry.code,
              label: entry.name && entry.name !== entry.code ? `${entry.code} · ${entry.name}` : entry.code,
            }))}
            onChange={(value) => change({ account: value, 'postings.page': undefined })}
          />
        }
        empty={
          <Empty title={t('ledger.empty')}>
            <p>{t('ledger.emptyNext')}</p>
          </Empty>
        }
      />
      {booking ? <BookByHand onClose={() => setBooking(false)} /> : null}
    </>
  );
}
