import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import {
  answersOf,
  fapiaoDeeds,
  fapiaoFile,
  fapiaoQueries,
  type Fapiao,
  type FapiaoBatch,
} from '../../../api/fapiao.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { Status } from '../../../components/Status.tsx';
import { MoneyText, useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import {
  AreaField,
  Button,
  Dialog,
  Empty,
  Facts,
  FormBox,
  Panel,
  TableSkeleton,
  Tag,
  TextField,
  useForm,
} from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { FAPIAO_STALE } from './Fapiaos.tsx';

/** A batch of fapiaos: its file, and the numbers that the tax authority gave. */
export default function FapiaoBatchPage() {
  const id = Number(useParams()['id']);
  const { t, number } = useWords();
  const reason = useReason();
  const [answering, setAnswering] = useState(false);
  const [rejecting, setRejecting] = useState<Fapiao>();
  const query = useQuery(fapiaoQueries.batch(id));
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={5} label={t('common.loading')} />;
  const batch = query.data;
  const open = batch.papers - batch.issued - batch.rejected;
  return (
    <div className="stack">
      <PageHead
        title={t('fapiao.batchOf', { id })}
        crumbs={[
          { text: t('shell.nav.invoices'), to: paths.invoices() },
          { text: t('fapiao.list'), to: `${paths.invoices()}?tab=fapiao` },
        ]}
        actions={
          <Button
            kind="primary"
            reason={reason('invoices', open > 0 ? undefined : 'ended')}
            testId="record-numbers"
            onClick={() => setAnswering(true)}
          >
            {t('fapiao.record')}
          </Button>
        }
      />
      <Panel>
        <Facts
          columns={2}
          facts={[
            { label: t('fapiao.entity'), value: batch.entity },
            { label: t('fapiao.madeAt'), value: <When at={batch.madeAt} style="exact" /> },
            { label: t('fapiao.issued'), value: `${number(batch.issued)} / ${number(batch.papers)}` },
            { label: t('fapiao.rejected'), value: number(batch.rejected) },
          ]}
        />
        <ul className="link-list">
          {(['xlsx', 'csv'] as const).map((format) => (
            <li key={format}>
              <a href={fapiaoFile(id, format)} download={`fapiao-${id}.${format}`}>
                {t('fapiao.download', { format: format.toUpperCase() })}
              </a>
            </li>
          ))}
        </ul>
      </Panel>
      <Papers batch={batch} onReject={setRejecting} />
      <Numbers batch={batch} open={answering} onClose={() => setAnswering(false)} />
      <Reject fapiao={rejecting} onClose={() => setRejecting(undefined)} />
    </div>
  );
}

function Papers({ batch, onReject }: { readonly batch: FapiaoBatch; readonly onReject: (fapiao: Fapiao) => void }) {
  const { t } = useWords();
  const reason = useReason();
  const columns: readonly Column<Fapiao>[] = [
    {
      key: 'serial',
      title: t('fapiao.serial'),
      text: (row) => row.serial,
      order: byNumber((row) => row.place),
      render: (row) => <span className="mono">{row.serial}</span>,
    },
    {
      key: 'paper',
      title: t('fapiao.paper'),
      text: (row) => row.paperNumber,
      order: byText((row) => row.paperNumber),
      render: (row) => <Link to={paths.invoice(row.invoiceId)}>{row.paperNumber}</Link>,
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
    { key: 'title', title: t('fapiao.title'), text: (row) => row.title, render: (row) => row.title },
    {
      key: 'total',
      title: t('fapiao.total'),
      numeric: true,
      text: (row) => row.total.amount,
      render: (row) => <MoneyText money={row.total} />,
    },
    {
      key: 'state',
      title: t('devices.state'),
      text: (row) => row.state,
      render: (row) => <Status state={row.state} />,
    },
    {
      key: 'number',
      title: t('fapiao.number'),
      text: (row) => row.number ?? row.reason ?? '',
      render: (row) => (row.number ? <span className="mono">{row.number}</span> : (row.reason ?? '–')),
    },
    { key: 'on', title: t('fapiao.issuedOn'), text: (row) => row.issuedOn ?? '', render: (row) => row.issuedOn ?? '–' },
    {
      key: 'actions',
      title: t('common.actions'),
      render: (row) => (
        <Button reason={reason('invoices', row.state === 'SENT' ? undefined : 'ended')} onClick={() => onReject(row)}>
          {t('fapiao.reject')}
        </Button>
      ),
    },
  ];
  return (
    <QueryTable<Fapiao>
      name="fapiaos"
      label={t('fapiao.list')}
      query={
        {
          data: { data: batch.fapiaos, page: 1, pages: 1, results: batch.fapiaos.length },
          error: null,
          isPending: false,
        } as never
      }
      columns={columns}
      rowKey={(row) => row.serial}
      empty={<Empty title={t('fapiao.noBatches')} />}
    />
  );
}

interface NumbersProps {
  readonly batch: FapiaoBatch;
  readonly open: boolean;
  readonly onClose: () => void;
}

function Numbers({ batch, open, onClose }: NumbersProps) {
  const { t } = useWords();
  const handle = useForm<{ answers: string }>();
  const deed = useFormDeed<{ answers: string }, FapiaoBatch>({
    handle,
    run: ({ answers }, key) => fapiaoDeeds.answer(batch.id, answersOf(answers) ?? [], key),
    stale: FAPIAO_STALE,
    done: t('fapiao.recorded'),
    fields: { number: 'answers', issuedOn: 'answers', place: 'answers' },
    after: onClose,
  });
  const submit = (values: { answers: string }) => {
    if (answersOf(values.answers) === undefined) handle.show([{ name: 'answers', text: t('fapiao.malformed') }]);
    else deed.submit(values);
  };
  return (
    <Dialog open={open} title={t('fapiao.record')} onClose={onClose} width={620}>
      {open ? (
        <FormBox<{ answers: string }> handle={handle} onSubmit={submit}>
          <AreaField
            name="answers"
            rows={8}
            label={t('fapiao.answers')}
            hint={t('fapiao.answersHint', { example: `FP${batch.id}-1,26312000000000000001,2026-12-01` })}
            required={t('common.required')}
          />
          {deed.failure ? <FailureNotice error={deed.failure} /> : null}
          <Button kind="primary" submit busy={deed.busy}>
            {t('fapiao.record')}
          </Button>
        </FormBox>
      ) : null}
    </Dialog>
  );
}

function Reject({ fapiao, onClose }: { readonly fapiao: Fapiao | undefined; readonly onClose: () => void }) {
  const { t } = useWords();
  const handle = useForm<{ rejected: string }>();
  const deed = useFormDeed<{ rejected: string }, FapiaoBatch>({
    handle,
    run: ({ rejected }, key) =>
      fapiaoDeeds.answer(fapiao?.batchId ?? 0, [{ place: fapiao?.place ?? 0, rejected }], key),
    stale: FAPIAO_STALE,
    done: t('fapiao.recorded'),
    after: onClose,
  });
  return (
    <Dialog
      open={fapiao !== undefined}
      title={t('fapiao.rejectOf', { serial: fapiao?.serial ?? '' })}
      onClose={onClose}
    >
      <FormBox<{ rejected: string }> handle={handle} onSubmit={deed.submit}>
        <TextField
          name="rejected"
          label={t('fapiao.rejectReason')}
          hint={t('fapiao.rejectHint')}
          required={t('common.required')}
          maxLength={300}
        />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('fapiao.reject')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
