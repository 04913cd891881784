import { useQuery } from '@tanstack/react-query';
import { get } from '../api/http.ts';
import type { Page } from '../api/page.ts';
import type { Money } from '../util/money.ts';
import { MoneyText, useWords, When } from './words.tsx';
import { Panel } from '../ui/index.ts';

interface CreditNote {
  readonly serial: number;
  readonly number: string;
  readonly invoiceId: number;
  readonly reason: string;
  readonly total: Money;
  readonly issuedAt: string;
}

interface Door {
  readonly papers: string;
  readonly notes: string;
}

const doors = {
  admin: { papers: '/admin/v1/invoice-documents', notes: '/admin/v1/credit-notes' },
  portal: { papers: '/portal/v1/invoice-documents', notes: '/portal/v1/money/credit-notes' },
} as const satisfies Record<string, Door>;

const files = [
  ['pdfBoth', 'format=pdf&language=both', 'pdf'],
  ['pdfZh', 'format=pdf&language=zh-CN', 'pdf'],
  ['pdfEn', 'format=pdf&language=en', 'pdf'],
  ['csv', 'format=csv', 'csv'],
  ['xlsx', 'format=xlsx', 'xlsx'],
  ['ubl', 'format=ubl', 'xml'],
] as const;

/** An invoice's files, and its credit notes with theirs. */
export function PaperFiles({
  door,
  id,
  number,
  statement = false,
}: {
  readonly door: keyof typeof doors;
  readonly id: number;
  readonly number: string;
  readonly statement?: boolean;
}) {
  const { t } = useWords();
  const { papers, notes } = doors[door];
  const credited = useQuery({
    queryKey: ['get', notes, { invoiceId: id }],
    queryFn: ({ signal }) => get<Page<CreditNote>>(notes, { invoiceId: id, pageSize: 500 }, signal),
  });
  const own = (credited.data?.data ?? []).filter((note) => note.invoiceId === id);
  return (
    <Panel title={t('billing.files')}>
      <FileLinks path={`${papers}/${id}?`} name={number} statement={statement} />
      {own.map((note) => (
        <section key={note.serial} aria-label={note.number}>
          <p>
            {t('billing.creditNote')} <strong>{note.number}</strong> <MoneyText money={note.total} /> ·{' '}
            <When at={note.issuedAt} style="day" /> · {note.reason}
          </p>
          <FileLinks path={`${papers}/${id}?creditNote=${note.serial}&`} name={note.number} statement={statement} />
        </section>
      ))}
    </Panel>
  );
}

function FileLinks({
  path,
  name,
  statement,
}: {
  readonly path: string;
  readonly name: string;
  readonly statement: boolean;
}) {
  const { t } = useWords();
  return (
    <ul className="link-list">
      {files
        .filter(([key]) => !(statement && key === 'ubl'))
        .map(([key, query, ending]) => (
          <li key={key}>
            <a href={path + query} download={`${name.replaceAll('/', '-')}.${ending}`}>
              {t(`billing.fileKinds.${key}`)}
            </a>
          </li>
        ))}
    </ul>
  );
}
