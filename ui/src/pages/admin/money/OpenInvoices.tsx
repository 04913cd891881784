import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Invoice } from '../../../api/billing.ts';
import { cashQueries } from '../../../api/cash.ts';
import { useReason } from '../../../components/act.tsx';
import { Link } from '../../../components/Link.tsx';
import { Status } from '../../../components/Status.tsx';
import { MoneyText, useWords } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty } from '../../../ui/index.ts';
import { formatMonth } from '../../../util/dates.ts';
import { compareDecimals } from '../../../util/money.ts';
import { paths } from '../../../util/paths.ts';
import { isOpen, MoneyDeed } from './MoneyDeed.tsx';
import type { MoneyDeedKind } from './wishes.ts';

const DEEDS = ['PAYMENT', 'WALLET', 'SPEND_DEPOSIT', 'WRITE_OFF'] as const;

interface Chosen {
  readonly kind: MoneyDeedKind;
  readonly invoice: Invoice;
}

interface OpenInvoicesProps {
  readonly tenantId: number;
  readonly currency: string;
  /** Whether there is money in hand to settle from. */
  readonly has: { readonly wallet: boolean; readonly deposit: boolean };
}

/** What a tenant still owes, invoice by invoice, and the ways to settle each or to give it up. */
export function OpenInvoices({ tenantId, currency, has }: OpenInvoicesProps) {
  const { t, locale } = useWords();
  const reason = useReason();
  const [chosen, setChosen] = useState<Chosen>();
  const query = useQuery(cashQueries.invoicesOf(tenantId));
  const rows = (query.data?.data ?? []).filter(isOpen);
  const off = { PAYMENT: false, WALLET: !has.wallet, SPEND_DEPOSIT: !has.deposit, WRITE_OFF: false };
  const columns: readonly Column<Invoice>[] = [
    {
      key: 'number',
      title: t('invoices.number'),
      text: (invoice) => invoice.number,
      order: byText((invoice) => invoice.number),
      render: (invoice) => <Link to={paths.invoice(invoice.id)}>{invoice.number}</Link>,
    },
    {
      key: 'month',
      title: t('invoices.month'),
      text: (invoice) => invoice.month,
      render: (invoice) => formatMonth(invoice.month, locale),
    },
    {
      key: 'state',
      title: t('devices.state'),
      text: (i) => i.state ?? '',
      render: (i) => <Status state={i.state ?? ''} />,
    },
    {
      key: 'due',
      title: t('money.due'),
      text: (invoice) => invoice.dueOn ?? '',
      order: byText((invoice) => invoice.dueOn ?? ''),
      render: (invoice) => invoice.dueOn ?? '–',
    },
    {
      key: 'total',
      title: t('billing.total'),
      numeric: true,
      text: (invoice) => invoice.total.amount,
      render: (invoice) => <MoneyText money={invoice.total} />,
    },
    {
      key: 'open',
      title: t('money.left'),
      numeric: true,
      text: (invoice) => invoice.open?.amount ?? '',
      order: (left, right) => compareDecimals(left.open?.amount ?? '0', right.open?.amount ?? '0'),
      render: (invoice) => (
        <strong>
          <MoneyText money={invoice.open} />
        </strong>
      ),
    },
    {
      key: 'deeds',
      title: t('common.actions'),
      render: (invoice) => (
        <span className="row">
          {DEEDS.filter((kind) => !off[kind]).map((kind) => (
            <Button key={kind} kind="quiet" reason={reason('invoices')} onClick={() => setChosen({ kind, invoice })}>
              {t(`money.deeds.${kind}`)}
            </Button>
          ))}
        </span>
      ),
    },
  ];
  return (
    <>
      <QueryTable<Invoice>
        name="open-invoices"
        label={t('money.open')}
        query={{ ...query, data: query.data ? { ...query.data, data: rows, results: rows.length } : undefined }}
        columns={columns}
        rowKey={(invoice) => String(invoice.id)}
        empty={<Empty title={t('money.noneOpen')} />}
      />
      {chosen ? (
        <MoneyDeed
          kind={chosen.kind}
          about={{ tenantId, invoiceId: chosen.invoice.id }}
          currency={currency}
          onClose={() => setChosen(undefined)}
        />
      ) : null}
    </>
  );
}
