import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { priceQueries, type PriceReplay, type ReplayLine, type ReplayOutcome } from '../../../api/prices.ts';
import { useSearchState } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { usePace } from '../../../components/session.tsx';
import { Status } from '../../../components/Status.tsx';
import { MoneyText, useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Button, Dialog, Empty, Facts, Notice, Panel, Progress, TableSkeleton } from '../../../ui/index.ts';
import { formatMonth } from '../../../util/dates.ts';
import { compareDecimals } from '../../../util/money.ts';
import { paths } from '../../../util/paths.ts';
import { Signed } from './Replays.tsx';

export default function ReplayPage() {
  const id = Number(useParams()['id']);
  const { t, locale, number } = useWords();
  const quick = usePace(true);
  const query = useQuery({
    ...priceQueries.replay(id),
    refetchInterval: (now) => (now.state.data?.finishedAt ? false : Math.min(Number(quick), 1_500)),
  });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const replay = query.data;
  return (
    <div className="stack">
      <PageHead
        title={t('prices.replay.of', { name: replay.priceBookName, month: formatMonth(replay.month, locale) })}
        crumbs={[
          { text: t('shell.nav.prices'), to: paths.priceBooks() },
          { text: replay.priceBookName, to: `${paths.priceBook(replay.priceBookId)}?tab=replays` },
        ]}
        beside={<Status state={replay.state} />}
        sub={t('prices.replay.sub')}
      />
      {replay.priceBookChanged ? <Notice kind="warn" title={t('prices.replay.changed')} /> : null}
      <Panel>
        <div aria-live="polite">
          <Progress
            label={t('invoices.progress')}
            done={replay.done + replay.failed}
            total={replay.total}
            text={`${number(replay.done + replay.failed)} / ${number(replay.total)}`}
          />
        </div>
        <Facts
          columns={3}
          facts={[
            { label: t('prices.replay.before'), value: <MoneyText money={replay.before} /> },
            { label: t('prices.replay.after'), value: <MoneyText money={replay.after} /> },
            { label: t('prices.replay.difference'), value: <Signed money={replay.difference} /> },
            {
              label: t('prices.replay.pricesAt'),
              value: replay.pricesAt ? <When at={replay.pricesAt} style="exact" /> : t('prices.replay.asWritten'),
            },
            { label: t('invoices.failed'), value: number(replay.failed) },
            { label: t('invoices.finished'), value: <When at={replay.finishedAt} style="exact" /> },
          ]}
        />
      </Panel>
      <Tenants replay={replay} />
    </div>
  );
}

function Tenants({ replay }: { readonly replay: PriceReplay }) {
  const { t } = useWords();
  const [params, change] = useSearchState();
  const paging = usePaging('outcomes');
  const chosen = Number(params.get('tenant')) || undefined;
  const query = useQuery({
    ...priceQueries.replayTenants(replay.id, paging),
    placeholderData: keepPreviousData,
    refetchInterval: usePace(!replay.finishedAt),
  });
  const columns: readonly Column<ReplayOutcome>[] = [
    {
      key: 'tenant',
      title: t('prices.tenant'),
      text: (row) => row.tenantName,
      order: byText((row) => row.tenantName),
      render: (row) => (
        <button type="button" className="traced" onClick={() => change({ tenant: String(row.tenantId) })}>
          {row.tenantName || `tenant-${row.tenantId}`}
        </button>
      ),
    },
    {
      key: 'before',
      title: t('prices.replay.before'),
      numeric: true,
      text: (row) => row.before?.amount ?? '',
      render: (row) => <MoneyText money={row.before} />,
    },
    {
      key: 'after',
      title: t('prices.replay.after'),
      numeric: true,
      text: (row) => row.after?.amount ?? '',
      render: (row) => <MoneyText money={row.after} />,
    },
    {
      key: 'difference',
      title: t('prices.replay.difference'),
      numeric: true,
      text: (row) => row.difference?.amount ?? '',
      order: (left, right) => compareDecimals(left.difference?.amount ?? '0', right.difference?.amount ?? '0'),
      render: (row) => <Signed money={row.difference} />,
    },
    {
      key: 'reason',
      title: t('invoices.failed'),
      text: (row) => row.reason ?? '',
      render: (row) => row.reason ?? '',
    },
  ];
  return (
    <>
      <QueryTable<ReplayOutcome>
        name="outcomes"
        label={t('prices.replay.tenants')}
        query={query}
        columns={columns}
        paged
        rowKey={(row) => String(row.tenantId)}
        empty={<Empty title={t('prices.replay.noTenants')} />}
      />
      {chosen ? <Lines replay={replay} tenantId={chosen} onClose={() => change({ tenant: undefined })} /> : null}
    </>
  );
}

function Lines({
  replay,
  tenantId,
  onClose,
}: {
  readonly replay: PriceReplay;
  readonly tenantId: number;
  readonly onClose: () => void;
}) {
  const { t, number } = useWords();
  const query = useQuery(priceQueries.replayTenant(replay.id, tenantId));
  const formulas = (texts: readonly string[]) =>
    texts.map((text) => (
      <div key={text} className="wrap">
        {text}
      </div>
    ));
  const columns: readonly Column<ReplayLine>[] = [
    {
      key: 'what',
      title: t('billing.what'),
      text: (line) => `${line.name} ${line.charge}`,
      order: byText((line) => line.name),
      render: (line) => (
        <>
          {line.name}
          <div className="muted mono small">{line.charge}</div>
        </>
      ),
    },
    {
      key: 'difference',
      title: t('prices.replay.difference'),
      numeric: true,
      text: (line) => line.difference.amount,
      order: (left, right) => compareDecimals(left.difference.amount, right.difference.amount),
      render: (line) => <Signed money={line.difference} />,
    },
    {
      key: 'before',
      title: t('prices.replay.before'),
      numeric: true,
      text: (line) => line.before.amount,
      render: (line) => (
        <>
          <MoneyText money={line.before} />
          <div className="muted small">{formulas(line.formulaBefore)}</div>
        </>
      ),
    },
    {
      key: 'after',
      title: t('prices.replay.after'),
      numeric: true,
      text: (line) => line.after.amount,
      render: (line) => (
        <>
          <MoneyText money={line.after} />
          <div className="muted small">{formulas(line.formulaAfter)}</div>
        </>
      ),
    },
  ];
  const compared = query.data;
  const lines = compared?.lines ?? [];
  return (
    <Dialog open title={t('prices.replay.linesOf', { tenant: `tenant-${tenantId}` })} onClose={onClose} width={980}>
      {query.error ? <FailureNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
      {compared && compared.unpriced.length > 0 ? (
        <Notice kind="warn" title={t('prices.replay.unpriced')}>
          {compared.unpriced.map((text) => (
            <div key={text}>{text}</div>
          ))}
        </Notice>
      ) : null}
      <QueryTable<ReplayLine>
        name="lines"
        label={t('prices.replay.lines')}
        query={{ ...query, data: { data: lines, page: 1, pages: 1, results: lines.length } }}
        columns={columns}
        rowKey={(line) => `${line.resource} ${line.charge} ${line.region ?? ''} ${line.formulaBefore.join()}`}
        empty={<Empty title={t('prices.replay.noLines')} />}
      />
      {compared && compared.lineCount > lines.length ? (
        <p className="muted">
          {t('prices.replay.more', { count: compared.lineCount, text: number(compared.lineCount) })}
        </p>
      ) : null}
      <Button onClick={onClose}>{t('common.close')}</Button>
    </Dialog>
  );
}
