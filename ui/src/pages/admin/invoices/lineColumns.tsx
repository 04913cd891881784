import type { InvoiceLine } from '../../../api/billing.ts';
import { useChargeName } from '../../../components/charges.ts';
import { Link } from '../../../components/Link.tsx';
import { Traced } from '../../../components/trace.tsx';
import { MoneyText, useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, type Column } from '../../../table/QueryTable.tsx';
import { Tag } from '../../../ui/index.ts';
import { compareDecimals } from '../../../util/money.ts';
import { paths } from '../../../util/paths.ts';

/** Columns of an invoice's lines; those of an issued invoice open their trace. */
export function useLineColumns(invoice?: number): readonly Column<InvoiceLine>[] {
  const { t, number, price } = useWords();
  const chargeName = useChargeName();
  return [
    {
      key: 'n',
      title: '#',
      numeric: true,
      text: (line) => String(line.n),
      order: byNumber((line) => line.n),
      render: (line) => line.n,
    },
    {
      key: 'what',
      title: t('billing.what'),
      text: (line) => line.description,
      order: byText((line) => line.description),
      render: (line) =>
        line.instanceId ? <Link to={paths.guest(line.instanceId)}>{line.description}</Link> : line.description,
    },
    {
      key: 'charge',
      title: t('prices.charge'),
      hidden: true,
      text: (line) => line.charge ?? '',
      render: (line) => (line.charge ? <span title={line.charge}>{chargeName(line.charge)}</span> : '–'),
    },
    {
      key: 'from',
      title: t('billing.from'),
      text: (line) => line.from,
      order: byText((line) => line.from),
      render: (line) => <When at={line.from} style="exact" />,
    },
    {
      key: 'to',
      title: t('billing.to'),
      text: (line) => line.to,
      order: byText((line) => line.to),
      render: (line) => <When at={line.to} style="exact" />,
    },
    {
      key: 'hours',
      title: t('billing.hours'),
      numeric: true,
      text: (line) => String(line.hours),
      order: byNumber((line) => Number(line.hours)),
      render: (line) => number(Number(line.hours), 2),
    },
    {
      key: 'region',
      title: t('billing.region'),
      text: (line) => line.region ?? '',
      order: byText((line) => line.region ?? ''),
      render: (line) => line.region ?? '–',
    },
    {
      key: 'price',
      title: t('billing.unitPrice'),
      numeric: true,
      text: (line) => line.unitPrice.amount,
      render: (line) => price(line.unitPrice),
    },
    {
      key: 'amount',
      title: t('billing.amount'),
      numeric: true,
      text: (line) => line.amount.amount,
      order: (left, right) => compareDecimals(left.amount.amount, right.amount.amount),
      render: (line) => (
        <>
          {line.capped ? <Tag>{t('invoices.capped')}</Tag> : null}{' '}
          {invoice === undefined ? (
            <MoneyText money={line.amount} />
          ) : (
            <Traced to={{ kind: 'line', id: invoice, part: String(line.n) }}>
              <MoneyText money={line.amount} />
            </Traced>
          )}
        </>
      ),
    },
  ];
}
