import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { adminQueries } from '../../../api/admin.ts';
import type { PriceBook } from '../../../api/billing.ts';
import { priceQueries, startReplay, type PriceReplay } from '../../../api/prices.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { useGo } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { usePortalNow } from '../../../components/now.ts';
import { usePace, usePresent } from '../../../components/session.tsx';
import { Status } from '../../../components/Status.tsx';
import { MoneyText, useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Dialog, Empty, FormBox, Progress, SelectField, TextField, useForm } from '../../../ui/index.ts';
import { formatMonth, fromLocalInput, instantOf, isoInstant, monthBefore } from '../../../util/dates.ts';
import { compareDecimals } from '../../../util/money.ts';
import { paths } from '../../../util/paths.ts';
import { lastMonths } from '../invoices/InvoiceTable.tsx';

/** Replays of one draft over months that are over. */
export function Replays({ book }: { readonly book: PriceBook }) {
  const { t, locale } = useWords();
  const reason = useReason();
  const [starting, setStarting] = useState(false);
  const quick = usePace(true);
  const slow = usePace(false);
  const query = useQuery({
    ...priceQueries.replays(book.id),
    refetchInterval: (now) => (now.state.data?.data.some((replay) => !replay.finishedAt) ? quick : slow),
  });
  const published = book.state.toUpperCase() === 'PUBLISHED';
  const columns: readonly Column<PriceReplay>[] = [
    {
      key: 'month',
      title: t('invoices.month'),
      text: (replay) => replay.month,
      order: byText((replay) => replay.month),
      render: (replay) => <Link to={paths.priceReplay(replay.id)}>{formatMonth(replay.month, locale)}</Link>,
    },
    {
      key: 'at',
      title: t('prices.replay.pricesAt'),
      text: (replay) => replay.pricesAt ?? '',
      render: (replay) => (replay.pricesAt ? <When at={replay.pricesAt} /> : t('prices.replay.asWritten')),
    },
    {
      key: 'state',
      title: t('devices.state'),
      text: (replay) => replay.state,
      render: (r) => <Status state={r.state} />,
    },
    {
      key: 'progress',
      title: t('invoices.progress'),
      width: 180,
      text: (replay) => `${replay.done}/${replay.total}`,
      render: (replay) => (
        <Progress
          label={t('invoices.progress')}
          done={replay.done + replay.failed}
          total={replay.total}
          text={`${replay.done + replay.failed} / ${replay.total}`}
        />
      ),
    },
    {
      key: 'before',
      title: t('prices.replay.before'),
      numeric: true,
      text: (replay) => replay.before.amount,
      render: (replay) => <MoneyText money={replay.before} />,
    },
    {
      key: 'after',
      title: t('prices.replay.after'),
      numeric: true,
      text: (replay) => replay.after.amount,
      render: (replay) => <MoneyText money={replay.after} />,
    },
    {
      key: 'difference',
      title: t('prices.replay.difference'),
      numeric: true,
      text: (replay) => replay.difference.amount,
      order: (left, right) => compareDecimals(left.difference.amount, right.difference.amount),
      render: (replay) => <Signed money={replay.difference} />,
    },
  ];
  return (
    <>
      <QueryTable<PriceReplay>
        name="replays"
        label={t('prices.replay.list')}
        query={query}
        columns={columns}
        rowKey={(replay) => String(replay.id)}
        actions={
          <Button
            testId="start-replay"
            reason={reason('prices', published ? 'published' : undefined)}
            onClick={() => setStarting(true)}
          >
            {t('prices.replay.start')}
          </Button>
        }
        empty={
          <Empty title={t('prices.replay.empty')}>
            <p>{t('prices.replay.emptyNext')}</p>
          </Empty>
        }
      />
      <StartReplay book={book} open={starting} onClose={() => setStarting(false)} />
    </>
  );
}

/** A difference with its sign, so that more and less are told without colour. */
export function Signed({ money }: { readonly money: PriceReplay['difference'] | undefined }) {
  if (!money) return <span className="muted">–</span>;
  return (
    <strong className="nowrap">
      {compareDecimals(money.amount, '0') > 0 ? '+' : ''}
      <MoneyText money={money} />
    </strong>
  );
}

interface Wish {
  readonly month: string;
  readonly tenantId?: number;
  readonly pricesAt?: string;
}

function StartReplay({
  book,
  open,
  onClose,
}: {
  readonly book: PriceBook;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { t, locale } = useWords();
  const { zone } = usePresent();
  const go = useGo();
  const now = usePortalNow();
  const handle = useForm<Wish>();
  const tenants = useQuery({ ...adminQueries.tenants(), enabled: open });
  const deed = useFormDeed<Wish, PriceReplay>({
    handle,
    run: ({ month, tenantId, pricesAt }, key) =>
      startReplay(
        {
          priceBookId: book.id,
          month,
          ...(tenantId ? { tenantId } : {}),
          ...(pricesAt ? { pricesAt: isoInstant(fromLocalInput(pricesAt, zone) ?? instantOf(pricesAt)) } : {}),
        },
        key,
      ),
    stale: ['/admin/v1/price-replays'],
    after: (replay) => {
      onClose();
      go(paths.priceReplay(replay.id));
    },
  });
  return (
    <Dialog open={open} title={t('prices.replay.startOf', { name: book.name })} onClose={onClose}>
      {open ? (
        <FormBox<Wish> handle={handle} initial={{ month: monthBefore(now) }} onSubmit={deed.submit}>
          <SelectField
            name="month"
            label={t('invoices.month')}
            required={t('common.required')}
            choices={lastMonths(now).map((month) => ({ value: month, label: formatMonth(month, locale) }))}
          />
          <SelectField
            name="tenantId"
            label={t('prices.tenant')}
            hint={t('invoices.tenantsHint')}
            clear
            loading={tenants.isPending}
            choices={(tenants.data?.data ?? []).map((tenant) => ({ value: tenant.id, label: tenant.name }))}
          />
          <TextField
            name="pricesAt"
            label={`${t('prices.replay.pricesAt')} (${zone})`}
            type="datetime-local"
            hint={t('prices.replay.pricesAtHint')}
          />
          {deed.failure ? <FailureNotice error={deed.failure} /> : null}
          <Button kind="primary" submit busy={deed.busy}>
            {t('prices.replay.start')}
          </Button>
        </FormBox>
      ) : null}
    </Dialog>
  );
}
