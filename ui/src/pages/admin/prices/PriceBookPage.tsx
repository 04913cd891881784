import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { billing, billingQueries, type PriceBook, type PriceEntry } from '../../../api/billing.ts';
import { adminQueries } from '../../../api/admin.ts';
import { useDeed, useFormDeed, useReason } from '../../../components/act.tsx';
import { useSearchState } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { HistoryOf } from '../../../components/HistoryList.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { usePresent } from '../../../components/session.tsx';
import { Status } from '../../../components/Status.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import {
  Button,
  Dialog,
  Empty,
  FormBox,
  Icon,
  Panel,
  TableSkeleton,
  Tabs,
  TextField,
  useForm,
  useSay,
} from '../../../ui/index.ts';
import { fromLocalInput, instantOf, isoInstant } from '../../../util/dates.ts';
import type { Money } from '../../../util/money.ts';
import { paths } from '../../../util/paths.ts';
import { NewEntry } from './NewEntry.tsx';
import { Replays } from './Replays.tsx';
import { figuresOf, SHAPES } from './terms.ts';

const FIGURES: Readonly<Record<string, true>> = Object.fromEntries(
  Object.values(SHAPES).flatMap((shape) => shape.figures.map((figure) => [figure.name, true as const])),
);

const STALE = ['/admin/v1/price-books', '/admin/v1/history'] as const;

export default function PriceBookPage() {
  const id = Number(useParams()['id']);
  const { t, price } = useWords();
  const say = useSay();
  const reason = useReason();
  const [params, change] = useSearchState();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<PriceEntry>();
  const query = useQuery(billingQueries.book(id));
  const history = useQuery(adminQueries.history(`pricebook-${id}`));
  const publish = useDeed({ run: () => billing.publish(id), stale: STALE, done: t('prices.publishedDone') });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const book = query.data;
  const entries = book.entries ?? [];
  const money = (value: string | Money | null): string =>
    value === null ? '–' : price(typeof value === 'string' ? { amount: value, currency: book.currency } : value);
  const named = (name: string): string =>
    name in FIGURES ? t(`prices.figures.${name}` as 'prices.figures.price') : name;
  const priceText = (entry: PriceEntry): string =>
    entry.terms
      ? figuresOf(entry)
          .map(([name, value]) => `${named(name)} ${value}`)
          .join(' · ')
      : t('prices.byTheHour', { hourly: money(entry.hourly), cap: money(entry.monthlyCap) });
  const published = book.state.toUpperCase() === 'PUBLISHED';
  const askPublish = () =>
    say.ask({
      title: t('prices.askPublish', { name: book.name }),
      text: t('prices.askPublishText', { count: entries.length }),
      yes: t('prices.publish'),
      no: t('common.cancel'),
      run: () => publish.mutateAsync(),
    });
  const columns: readonly Column<PriceEntry>[] = [
    {
      key: 'charge',
      title: t('prices.charge'),
      text: (entry) => entry.charge,
      order: byText((entry) => entry.charge),
      render: (entry) => <span className="mono">{entry.charge}</span>,
    },
    {
      key: 'region',
      title: t('machines.region'),
      text: (entry) => entry.region ?? '',
      order: byText((entry) => entry.region ?? ''),
      render: (entry) => entry.region ?? t('prices.everywhere'),
    },
    {
      key: 'for',
      title: t('prices.for'),
      text: (entry) => `${entry.tenantId ? `tenant-${entry.tenantId}` : ''} ${entry.contract ?? ''}`.trim(),
      render: (entry) =>
        entry.tenantId || entry.contract ? (
          <>
            {entry.tenantId ? <Link to={paths.tenant(entry.tenantId)}>{`tenant-${entry.tenantId}`}</Link> : null}{' '}
            <span className="mono">{entry.contract ?? ''}</span>
          </>
        ) : (
          t('prices.everybody')
        ),
    },
    {
      key: 'model',
      title: t('prices.model'),
      text: (entry) => t(`prices.models.${entry.terms?.model ?? 'HOURLY'}`),
      order: byText((entry) => entry.terms?.model ?? 'HOURLY'),
      render: (entry) => t(`prices.models.${entry.terms?.model ?? 'HOURLY'}`),
    },
    {
      key: 'price',
      title: t('prices.price'),
      text: (entry) => priceText(entry),
      render: (entry) => priceText(entry),
    },
    {
      key: 'from',
      title: t('prices.from'),
      text: (entry) => entry.from,
      order: byText((entry) => entry.from),
      render: (entry) => <When at={entry.from} />,
    },
    {
      key: 'until',
      title: t('prices.until'),
      text: (entry) => entry.until ?? '',
      order: byText((entry) => entry.until ?? ''),
      render: (entry) => (entry.until ? <When at={entry.until} /> : t('prices.open')),
    },
    {
      key: 'actions',
      title: t('common.actions'),
      render: (entry) => (
        <Button reason={reason('prices', entry.until ? 'ended' : undefined)} onClick={() => setEnding(entry)}>
          {t('prices.end')}
        </Button>
      ),
    },
  ];
  return (
    <div className="stack">
      <PageHead
        title={book.name}
        crumbs={[{ text: t('shell.nav.prices'), to: paths.priceBooks() }]}
        beside={<Status state={book.state} trace={{ kind: 'history', id: `pricebook-${book.id}` }} />}
        sub={book.currency}
        actions={
          <>
            <Button icon={<Icon name="plus" />} reason={reason('prices')} onClick={() => setAdding(true)}>
              {t('prices.addEntry')}
            </Button>
            <Button
              kind="primary"
              reason={reason('prices', published ? 'published' : undefined)}
              busy={publish.isPending}
              onClick={askPublish}
            >
              {t('prices.publish')}
            </Button>
          </>
        }
      />
      <Tabs
        active={params.get('tab') ?? 'entries'}
        onChange={(key) => change({ tab: key === 'entries' ? undefined : key })}
        tabs={[
          {
            key: 'entries',
            label: t('prices.entries'),
            content: (
              <QueryTable<PriceEntry>
                name="entries"
                label={t('prices.entries')}
                query={{ ...query, data: { data: entries, page: 1, pages: 1, results: entries.length } }}
                columns={columns}
                rowKey={(entry) => String(entry.n)}
                empty={
                  <Empty title={t('prices.noEntries')}>
                    <p>{t('prices.noEntriesNext')}</p>
                  </Empty>
                }
              />
            ),
          },
          { key: 'replays', label: t('prices.replay.list'), content: <Replays book={book} /> },
        ]}
      />
      <Panel title={t('trace.history')}>
        <HistoryOf query={history} />
      </Panel>
      <NewEntry book={book} open={adding} onClose={() => setAdding(false)} stale={STALE} />
      <EndEntry book={book} entry={ending} onClose={() => setEnding(undefined)} />
    </div>
  );
}

function EndEntry({
  book,
  entry,
  onClose,
}: {
  readonly book: PriceBook;
  readonly entry: PriceEntry | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { zone } = usePresent();
  const handle = useForm<{ until: string }>();
  const deed = useFormDeed<{ until: string }>({
    handle,
    run: ({ until }) =>
      billing.endEntry(book.id, entry?.n ?? 0, isoInstant(fromLocalInput(until, zone) ?? instantOf(until))),
    stale: STALE,
    done: t('prices.entryEnded'),
    after: onClose,
  });
  return (
    <Dialog open={entry !== undefined} title={t('prices.endOf', { charge: entry?.charge ?? '' })} onClose={onClose}>
      <FormBox handle={handle} onSubmit={deed.submit}>
        <TextField
          name="until"
          label={t('prices.untilIn', { zone })}
          type="datetime-local"
          required={t('common.required')}
          hint={t('prices.endHint')}
        />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('prices.end')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
