import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { fapiaoDeeds, fapiaoQueries, type FapiaoBatch, type WaitingFapiao } from '../../../api/fapiao.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useGo } from '../../../components/asOf.tsx';
import { Link } from '../../../components/Link.tsx';
import { newKey } from '../../../api/http.ts';
import { MoneyText, useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Tag } from '../../../ui/index.ts';
import { compareDecimals } from '../../../util/money.ts';
import { paths } from '../../../util/paths.ts';

export const FAPIAO_STALE = ['/admin/v1/fapiaos'] as const;

/** What waits for a fapiao, and the batches that left for the tax authority's software. */
export function Fapiaos() {
  return (
    <div className="stack">
      <Waiting />
      <Batches />
    </div>
  );
}

function Waiting() {
  const { t } = useWords();
  const go = useGo();
  const reason = useReason();
  const paging = usePaging('waiting');
  const query = useQuery({ ...fapiaoQueries.waiting(paging), placeholderData: keepPreviousData });
  const make = useDeed<string, FapiaoBatch>({
    run: (entity) => fapiaoDeeds.make(entity, newKey()),
    stale: FAPIAO_STALE,
    done: t('fapiao.made'),
    after: (batch) => go(paths.fapiaoBatch(batch.id)),
  });
  const entities = [
    ...new Set((query.data?.data ?? []).filter((row) => row.lacks.length === 0).map((row) => row.entity)),
  ];
  const columns: readonly Column<WaitingFapiao>[] = [
    {
      key: 'paper',
      title: t('fapiao.paper'),
      text: (row) => row.paperNumber,
      order: byText((row) => row.paperNumber),
      render: (row) => <Link to={paths.invoice(row.invoiceId)}>{row.paperNumber}</Link>,
    },
    {
      key: 'tenant',
      title: t('prices.tenant'),
      text: (row) => row.tenantName,
      order: byText((row) => row.tenantName),
      render: (row) => <Link to={paths.tenant(row.tenantId)}>{row.tenantName || `tenant-${row.tenantId}`}</Link>,
    },
    {
      key: 'kind',
      title: t('fapiao.kind'),
      text: (row) => t(`fapiao.kinds.${row.kind}`),
      render: (row) => (
        <>
          {t(`fapiao.kinds.${row.kind}`)} {row.redFor ? <Tag>{t('fapiao.red')}</Tag> : null}
        </>
      ),
    },
    { key: 'title', title: t('fapiao.title'), text: (row) => row.title, render: (row) => row.title || '–' },
    {
      key: 'net',
      title: t('fapiao.net'),
      numeric: true,
      text: (row) => row.net.amount,
      order: (left, right) => compareDecimals(left.net.amount, right.net.amount),
      render: (row) => <MoneyText money={row.net} />,
    },
    {
      key: 'tax',
      title: t('fapiao.tax'),
      numeric: true,
      text: (row) => row.tax.amount,
      render: (row) => <MoneyText money={row.tax} />,
    },
    {
      key: 'issued',
      title: t('fapiao.paperOn'),
      text: (row) => row.issuedOn,
      order: byText((row) => row.issuedOn),
      render: (row) => row.issuedOn,
    },
    {
      key: 'lacks',
      title: t('fapiao.lacks'),
      text: (row) => row.lacks.map((lack) => t(`fapiao.lack.${lack}`)).join(', '),
      render: (row) =>
        row.lacks.length === 0 ? t('fapiao.complete') : row.lacks.map((lack) => t(`fapiao.lack.${lack}`)).join(', '),
    },
  ];
  return (
    <QueryTable<WaitingFapiao>
      name="waiting"
      label={t('fapiao.waiting')}
      query={query}
      columns={columns}
      paged
      rowKey={(row) => `${row.invoiceId}-${row.creditNote ?? ''}`}
      actions={entities.map((entity) => (
        <Button
          key={entity}
          kind="primary"
          reason={reason('invoices')}
          testId={`make-fapiaos-${entity}`}
          onClick={() => make.mutate(entity)}
        >
          {t('fapiao.make', { entity })}
        </Button>
      ))}
      empty={
        <Empty title={t('fapiao.noneWaiting')}>
          <p>{t('fapiao.noneWaitingWhy')}</p>
        </Empty>
      }
    />
  );
}

function Batches() {
  const { t, number } = useWords();
  const paging = usePaging('batches');
  const query = useQuery({ ...fapiaoQueries.batches(paging), placeholderData: keepPreviousData });
  const count = (key: 'papers' | 'issued' | 'rejected'): Column<FapiaoBatch> => ({
    key,
    title: t(`fapiao.${key}`),
    numeric: true,
    text: (batch) => String(batch[key]),
    render: (batch) => number(batch[key]),
  });
  const columns: readonly Column<FapiaoBatch>[] = [
    {
      key: 'id',
      title: t('fapiao.batch'),
      text: (batch) => String(batch.id),
      render: (batch) => <Link to={paths.fapiaoBatch(batch.id)}>{t('fapiao.batchOf', { id: batch.id })}</Link>,
    },
    { key: 'entity', title: t('fapiao.entity'), text: (batch) => batch.entity, render: (batch) => batch.entity },
    count('papers'),
    count('issued'),
    count('rejected'),
    {
      key: 'at',
      title: t('fapiao.madeAt'),
      text: (batch) => batch.madeAt,
      order: byText((batch) => batch.madeAt),
      render: (batch) => <When at={batch.madeAt} style="exact" />,
    },
  ];
  return (
    <QueryTable<FapiaoBatch>
      name="batches"
      label={t('fapiao.batches')}
      query={query}
      columns={columns}
      paged
      rowKey={(batch) => String(batch.id)}
      empty={<Empty title={t('fapiao.noBatches')} />}
    />
  );
}
