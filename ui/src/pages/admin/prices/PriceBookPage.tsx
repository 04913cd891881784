import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { billing, billingQueries, type EntryWish, type PriceBook, type PriceEntry } from '../../../api/billing.ts';
import { adminQueries } from '../../../api/admin.ts';
import { useDeed, useFormDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { HistoryOf } from '../../../components/HistoryList.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { usePortalNow } from '../../../components/now.ts';
import { usePresent } from '../../../components/session.tsx';
import { Status } from '../../../components/Status.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import {
  Button,
  DecimalField,
  Dialog,
  Empty,
  FormBox,
  Icon,
  Panel,
  TableSkeleton,
  TextField,
  useForm,
  useSay,
} from '../../../ui/index.ts';
import { fromLocalInput, instantOf, isoInstant, localInput } from '../../../util/dates.ts';
import type { Money } from '../../../util/money.ts';
import { paths } from '../../../util/paths.ts';

const STALE = ['/admin/v1/price-books', '/admin/v1/history'] as const;

export default function PriceBookPage() {
  const id = Number(useParams()['id']);
  const { t, price } = useWords();
  const say = useSay();
  const reason = useReason();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<PriceEntry>();
  const query = useQuery(billingQueries.book(id));
  const history = useQuery(adminQueries.history(`pricebook-${id}`));
  const publish = useDeed({ run: () => billing.publish(id), stale: STALE, done: t('prices.publishedDone') });
  if (query.error) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const book = query.data;
  const entries = book.entries ?? [];
  const money = (value: string | Money | null): string =>
    value === null ? '–' : price(typeof value === 'string' ? { amount: value, currency: book.currency } : value);
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
      key: 'hourly',
      title: t('prices.hourly'),
      numeric: true,
      text: (entry) => (typeof entry.hourly === 'string' ? entry.hourly : (entry.hourly?.amount ?? '')),
      render: (entry) => money(entry.hourly),
    },
    {
      key: 'cap',
      title: t('prices.monthlyCap'),
      numeric: true,
      text: (entry) => (typeof entry.monthlyCap === 'string' ? entry.monthlyCap : (entry.monthlyCap?.amount ?? '')),
      render: (entry) => money(entry.monthlyCap),
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
      <Panel title={t('trace.history')}>
        <HistoryOf query={history} />
      </Panel>
      <NewEntry book={book} open={adding} onClose={() => setAdding(false)} />
      <EndEntry book={book} entry={ending} onClose={() => setEnding(undefined)} />
    </div>
  );
}

interface Wish {
  readonly charge: string;
  readonly region?: string;
  readonly hourly: string;
  readonly monthlyCap: string;
  readonly from: string;
  readonly until?: string;
}

function NewEntry({
  book,
  open,
  onClose,
}: {
  readonly book: PriceBook;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const now = usePortalNow();
  const { zone } = usePresent();
  const handle = useForm<Wish>();
  const instant = (text: string) => isoInstant(fromLocalInput(text, zone) ?? instantOf(text));
  const deed = useFormDeed<Wish>({
    handle,
    run: ({ region, until, from, ...rest }, key) => {
      const body: EntryWish = {
        ...rest,
        from: instant(from),
        ...(region ? { region } : {}),
        ...(until ? { until: instant(until) } : {}),
      };
      return billing.addEntry(book.id, body, key);
    },
    stale: STALE,
    done: t('prices.entryAdded'),
    after: onClose,
  });
  return (
    <Dialog open={open} title={t('prices.addEntry')} onClose={onClose} width={600}>
      <FormBox<Wish> handle={handle} initial={{ from: localInput(now, zone).slice(0, 16) }} onSubmit={deed.submit}>
        <div className="two">
          <TextField
            name="charge"
            label={t('prices.charge')}
            required={t('common.required')}
            hint={t('prices.chargeHint')}
            maxLength={64}
            mono
          />
          <TextField name="region" label={t('machines.region')} hint={t('prices.regionHint')} maxLength={32} />
          <DecimalField
            name="hourly"
            label={t('prices.hourly')}
            unit={book.currency}
            required={t('common.required')}
            wrong={t('common.notDecimal')}
          />
          <DecimalField
            name="monthlyCap"
            label={t('prices.monthlyCap')}
            unit={book.currency}
            required={t('common.required')}
            wrong={t('common.notDecimal')}
            hint={t('prices.capHint')}
          />
          <TextField
            name="from"
            label={t('prices.fromIn', { zone })}
            type="datetime-local"
            required={t('common.required')}
          />
          <TextField name="until" label={t('prices.until')} type="datetime-local" hint={t('prices.untilHint')} />
        </div>
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('prices.addEntry')}
        </Button>
      </FormBox>
    </Dialog>
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
