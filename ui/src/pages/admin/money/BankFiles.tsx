import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { adminQueries } from '../../../api/admin.ts';
import { cashDeeds, cashQueries, type BankFile, type BankRow } from '../../../api/cash.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { useSearchState } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Button, Dialog, Empty, FormBox, Panel, Tag, TextField, useForm } from '../../../ui/index.ts';
import { decimalText } from '../../../util/money.ts';
import { decoded } from '../../../util/text.ts';
import { isOpen, MONEY_STALE } from './MoneyDeed.tsx';

const CONTENT_LENGTH_MAX = 2_000_000;
const STALE = [...MONEY_STALE, '/admin/v1/bank-files'];

/** Files of the bank, each whole or not at all, and the rows of one that still wait for somebody to say whose they are. */
export function BankFiles() {
  const { t, number, wireMoney } = useWords();
  const reason = useReason();
  const [params, change] = useSearchState();
  const [reading, setReading] = useState(false);
  const query = useQuery({ ...cashQueries.bankFiles(usePaging('bank')), placeholderData: keepPreviousData });
  const files = query.data?.data ?? [];
  const chosen = files.find((file) => String(file.id) === params.get('file')) ?? files[0];
  const columns: readonly Column<BankFile>[] = [
    {
      key: 'name',
      title: t('money.bank.file'),
      text: (file) => file.name,
      order: byText((file) => file.name),
      render: (file) => (
        <button type="button" className="traced" onClick={() => change({ file: String(file.id) })}>
          {file.name}
        </button>
      ),
    },
    {
      key: 'read',
      title: t('money.bank.readAt'),
      text: (file) => file.importedAt,
      order: byText((file) => file.importedAt),
      render: (file) => <When at={file.importedAt} style="exact" />,
    },
    {
      key: 'rows',
      title: t('money.bank.rows'),
      numeric: true,
      text: (file) => String(file.rows),
      render: (file) => number(file.rows),
    },
    {
      key: 'waiting',
      title: t('money.bank.waiting'),
      numeric: true,
      text: (file) => String(file.waiting),
      render: (file) => (file.waiting === 0 ? '–' : <strong>{number(file.waiting)}</strong>),
    },
    {
      key: 'sum',
      title: t('money.bank.sum'),
      numeric: true,
      text: (file) => decimalText(file.total),
      render: (file) => wireMoney(file.total, file.currency),
    },
  ];
  return (
    <div className="stack">
      <QueryTable<BankFile>
        name="bank"
        label={t('money.bank.title')}
        query={query}
        columns={columns}
        paged
        rowKey={(file) => String(file.id)}
        actions={
          <Button kind="primary" reason={reason('invoices')} testId="read-bank-file" onClick={() => setReading(true)}>
            {t('money.bank.read')}
          </Button>
        }
        empty={
          <Empty title={t('money.bank.none')}>
            <p>{t('money.bank.noneNext')}</p>
          </Empty>
        }
      />
      {chosen ? (
        <Panel title={chosen.name}>
          <Rows file={chosen} />
        </Panel>
      ) : null}
      {reading ? <Reading onClose={() => setReading(false)} /> : null}
    </div>
  );
}

function Rows({ file }: { readonly file: BankFile }) {
  const { t, wireMoney } = useWords();
  const reason = useReason();
  const [settling, setSettling] = useState<BankRow>();
  const query = useQuery({ ...cashQueries.bankRows(file.id, usePaging('rows')), placeholderData: keepPreviousData });
  const text = (key: 'reference' | 'payer' | 'remark', title: string): Column<BankRow> => ({
    key,
    title,
    text: (row) => row[key],
    render: (row) => row[key] || '–',
  });
  const columns: readonly Column<BankRow>[] = [
    text('reference', t('billing.wallet.reference')),
    { key: 'on', title: t('billing.date'), text: (row) => row.bookedOn, render: (row) => row.bookedOn },
    text('payer', t('money.bank.payer')),
    text('remark', t('money.bank.remark')),
    {
      key: 'amount',
      title: t('billing.amount'),
      numeric: true,
      text: (row) => decimalText(row.amount),
      render: (row) => wireMoney(row.amount, file.currency),
    },
    {
      key: 'state',
      title: t('money.bank.state'),
      text: (row) => t(`money.bank.states.${row.state}`),
      render: (row) => <Tag>{t(`money.bank.states.${row.state}`)}</Tag>,
    },
    {
      key: 'deeds',
      title: t('common.actions'),
      render: (row) =>
        row.state === 'UNMATCHED' ? (
          <Button kind="quiet" reason={reason('invoices')} onClick={() => setSettling(row)}>
            {t('money.bank.settle')}
          </Button>
        ) : null,
    },
  ];
  return (
    <>
      <QueryTable<BankRow>
        name="rows"
        label={t('money.bank.rows')}
        query={query}
        columns={columns}
        paged
        rowKey={(row) => String(row.number)}
        empty={<Empty title={t('money.bank.noRows')} />}
      />
      {settling ? <Settling file={file} row={settling} onClose={() => setSettling(undefined)} /> : null}
    </>
  );
}

interface SettlingProps {
  readonly file: BankFile;
  readonly row: BankRow;
  readonly onClose: () => void;
}

/** Says whose a row is that named no invoice. */
function Settling({ file, row, onClose }: SettlingProps) {
  const { t, money } = useWords();
  const [payer, setPayer] = useState<number>();
  const tenants = useQuery(adminQueries.tenants());
  const invoices = useQuery({ ...cashQueries.invoicesOf(payer ?? 0), enabled: payer !== undefined });
  return (
    <FormDialog
      title={t('money.bank.settle')}
      fields={[
        {
          name: 'tenantId',
          label: t('money.tenant'),
          kind: 'choice',
          wide: true,
          loading: tenants.isFetching,
          choices: (tenants.data?.data ?? []).map((tenant) => ({ value: tenant.id, label: tenant.name })),
        },
        {
          name: 'invoiceId',
          label: t('money.invoice'),
          kind: 'choice',
          optional: true,
          wide: true,
          hint: t('money.anyInvoiceHint'),
          loading: invoices.isFetching,
          choices: (invoices.data?.data ?? []).filter(isOpen).map((invoice) => ({
            value: invoice.id,
            label: `${invoice.number} · ${invoice.open ? money(invoice.open) : ''}`,
          })),
        },
      ]}
      run={(values) => cashDeeds.settleBankRow(file.id, row.number, values as { tenantId: number; invoiceId?: number })}
      onTyped={(values) => setPayer(values['tenantId'] as number | undefined)}
      stale={STALE}
      done={t('money.bank.settled')}
      onClose={onClose}
    />
  );
}

interface Wish {
  readonly currency: string;
}

function Reading({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const handle = useForm<Wish>();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<{ readonly name: string; readonly content: string }>();
  const deed = useFormDeed<Wish, object>({
    handle,
    run: ({ currency }, key) =>
      cashDeeds.readBankFile({ name: file?.name ?? '', currency, content: file?.content ?? '' }, key),
    stale: STALE,
    done: t('money.bank.taken'),
    after: onClose,
  });
  const pick = (picked: File | undefined) => {
    if (picked === undefined) setFile(undefined);
    else void picked.arrayBuffer().then((bytes) => setFile({ name: picked.name, content: decoded(bytes) }));
  };
  const off =
    file === undefined
      ? t('money.bank.noFile')
      : file.content.length > CONTENT_LENGTH_MAX
        ? t('money.bank.tooLarge')
        : undefined;
  return (
    <Dialog open title={t('money.bank.read')} onClose={onClose}>
      <FormBox<Wish> handle={handle} initial={{ currency: 'CNY' }} onSubmit={deed.submit} label={t('money.bank.read')}>
        <p className="muted small">{t('money.bank.hint')}</p>
        <label className="file-pick">
          {t('money.bank.file')}{' '}
          <input
            ref={input}
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            onChange={(event) => pick(event.target.files?.[0])}
          />
        </label>
        <TextField name="currency" label={t('money.bank.currency')} required={t('common.required')} maxLength={3} />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy} reason={off}>
          {t('money.bank.read')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
