import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { cashQueries, type Trial as Tried, type TrialWish } from '../../../api/cash.ts';
import { sentenceOf } from '../../../components/failure.tsx';
import { MoneyText, useWords } from '../../../components/words.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { Notice } from '../../../ui/index.ts';
import { negated, sumDecimals, type Money } from '../../../util/money.ts';

const SETTLES_MS = 350;

/** A wish that has not changed for a moment: every key would ask the server otherwise. */
function useSettled(wish: TrialWish | undefined): TrialWish | undefined {
  const text = wish === undefined ? '' : JSON.stringify(wish);
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLES_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled === '' || settled !== text ? undefined : (JSON.parse(settled) as TrialWish);
}

/** What a deed would settle and book, reckoned by the server and taken back; or why it would be refused. */
export function Trial({ wish }: { readonly wish: TrialWish | undefined }) {
  const { t } = useWords();
  const settled = useSettled(wish);
  const query = useQuery({
    ...cashQueries.trial(settled ?? { deed: 'PAYMENT' }),
    enabled: settled !== undefined,
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <section className="trial stack" aria-live="polite" aria-label={t('money.trial.title')} data-testid="trial">
      {wish === undefined ? (
        <p className="muted small">{t('money.trial.wait')}</p>
      ) : query.error ? (
        <Notice kind="warn" title={t('money.trial.refused')}>
          {sentenceOf(query.error)}
        </Notice>
      ) : query.data && settled !== undefined ? (
        <Figures tried={query.data} />
      ) : (
        <p className="muted small">{t('money.trial.reckoning')}</p>
      )}
    </section>
  );
}

interface Line {
  readonly key: string;
  readonly name: string;
  readonly before: Money;
  readonly after: Money;
}

function Figures({ tried }: { readonly tried: Tried }) {
  const { t } = useWords();
  const { before, after } = tried;
  const held: readonly Line[] =
    before && after
      ? [
          ...(['owed', 'wallet', 'deposit'] as const).map((key) => ({
            key,
            name: t(`money.trial.${key}`),
            before: before[key],
            after: after[key],
          })),
          ...tried.invoices.map((invoice) => ({
            key: `invoice-${invoice.invoiceId}`,
            name: t('money.trial.openOn', { number: invoice.number }),
            before: invoice.before,
            after: invoice.after,
          })),
        ]
      : [];
  const accounts = tried.accounts.map((one) => ({ key: one.account, name: one.account, ...one }));
  const released = before?.stopped && !after?.stopped;
  const stops = after?.stopped && !before?.stopped;
  return (
    <>
      {held.length > 0 ? <BeforeAfter name="trial-holdings" label={t('money.trial.holdings')} lines={held} /> : null}
      <BeforeAfter name="trial-accounts" label={t('money.trial.accounts')} lines={accounts} />
      {released ? <p>{t('money.trial.released')}</p> : null}
      {stops ? <p>{t('money.trial.stops')}</p> : null}
    </>
  );
}

function BeforeAfter({
  name,
  label,
  lines,
}: {
  readonly name: string;
  readonly label: string;
  readonly lines: readonly Line[];
}) {
  const { t } = useWords();
  const change = (line: Line): Money => ({
    amount: sumDecimals([line.after.amount, negated(line.before.amount)]),
    currency: line.after.currency,
  });
  return (
    <PlainTable<Line>
      name={name}
      label={label}
      rows={lines}
      rowKey={(line) => line.key}
      columns={[
        { key: 'name', title: t('money.trial.what'), text: (line) => line.name },
        {
          key: 'before',
          title: t('money.trial.before'),
          numeric: true,
          text: (line) => line.before.amount,
          render: (line) => <MoneyText money={line.before} />,
        },
        {
          key: 'change',
          title: t('money.trial.change'),
          numeric: true,
          text: (line) => change(line).amount,
          render: (line) => <MoneyText money={change(line)} />,
        },
        {
          key: 'after',
          title: t('money.trial.after'),
          numeric: true,
          text: (line) => line.after.amount,
          render: (line) => (
            <strong>
              <MoneyText money={line.after} />
            </strong>
          ),
        },
      ]}
    />
  );
}
