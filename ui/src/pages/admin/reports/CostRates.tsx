import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { COST_KINDS, costDeeds, costQueries, type CostKind, type CostRate } from '../../../api/costs.ts';
import { useDeed, useFormDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { usePortalNow } from '../../../components/now.ts';
import { useWords } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import {
  Button,
  DecimalField,
  Dialog,
  Empty,
  FormBox,
  Icon,
  NumberField,
  SelectField,
  TextField,
  useForm,
  useSay,
  useWatched,
} from '../../../ui/index.ts';
import { formatMonth } from '../../../util/dates.ts';
import { formatPrice } from '../../../util/money.ts';

const STALE = ['/admin/v1/cost-rates', '/admin/v1/cost-reports'] as const;

/** What the operator pays for things, and would pay at clouds: what cost reports reckon with. */
export function CostRates() {
  const { t, locale } = useWords();
  const say = useSay();
  const reason = useReason();
  const asOf = useAsOf();
  useShowsPast();
  const [entering, setEntering] = useState(false);
  const query = useQuery(costQueries.rates(asOf));
  const withdrawal = useDeed<CostRate>({
    run: (rate) => costDeeds.withdraw(rate.id),
    stale: STALE,
    done: t('reports.rate.withdrawn'),
  });
  const columns: readonly Column<CostRate>[] = [
    {
      key: 'kind',
      title: t('reports.rate.kind'),
      text: (rate) => t(`reports.rate.kinds.${rate.kind}`),
      order: byText((rate) => rate.kind),
      render: (rate) => t(`reports.rate.kinds.${rate.kind}`),
    },
    {
      key: 'item',
      title: t('reports.rate.item'),
      text: (rate) => rate.item,
      order: byText((rate) => rate.item),
      render: (rate) => (rate.item === '*' ? t('reports.rate.any') : rate.item),
    },
    {
      key: 'amount',
      title: t('reports.rate.amount'),
      numeric: true,
      text: (rate) => rate.amount,
      render: (rate) => formatPrice(rate, locale),
    },
    {
      key: 'months',
      title: t('reports.rate.months'),
      numeric: true,
      text: (rate) => String(rate.months || ''),
      render: (rate) => rate.months || '–',
    },
    {
      key: 'from',
      title: t('reports.rate.from'),
      text: (rate) => rate.from,
      order: byText((rate) => rate.from),
      render: (rate) => formatMonth(rate.from, locale),
    },
    {
      key: 'actions',
      title: t('common.actions'),
      render: (rate) => (
        <Button
          reason={reason('prices')}
          onClick={() =>
            say.ask({
              title: t('reports.rate.askWithdraw', { kind: t(`reports.rate.kinds.${rate.kind}`) }),
              text: t('reports.rate.askWithdrawText'),
              yes: t('reports.rate.withdraw'),
              no: t('common.cancel'),
              run: () => withdrawal.mutateAsync(rate),
            })
          }
        >
          {t('reports.rate.withdraw')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <QueryTable<CostRate>
        name="cost-rates"
        label={t('reports.rates')}
        query={query}
        columns={columns}
        rowKey={(rate) => String(rate.id)}
        actions={
          <Button
            kind="primary"
            icon={<Icon name="plus" />}
            reason={reason('prices')}
            testId="enter-rate"
            onClick={() => setEntering(true)}
          >
            {t('reports.rate.enter')}
          </Button>
        }
        empty={
          <Empty title={t('reports.rate.none')}>
            <p>{t('reports.noRatesNext')}</p>
          </Empty>
        }
      />
      <Enter open={entering} onClose={() => setEntering(false)} />
    </>
  );
}

interface Wish {
  readonly kind: CostKind;
  readonly item?: string;
  readonly currency: string;
  readonly amount: string;
  readonly months?: number;
  readonly from: string;
}

function Enter({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  const now = usePortalNow();
  const handle = useForm<Wish>();
  const { kind } = useWatched(handle);
  const device = kind === 'DEVICE';
  const cloud = kind?.startsWith('CLOUD_') ?? false;
  const deed = useFormDeed<Wish>({
    handle,
    run: ({ item, months, ...wish }, key) =>
      costDeeds.enter({ ...wish, ...(item ? { item } : {}), ...(device && months ? { months } : {}) }, key),
    stale: STALE,
    done: t('reports.rate.entered'),
    after: onClose,
  });
  const required = t('common.required');
  return (
    <Dialog open={open} title={t('reports.rate.enter')} onClose={onClose} width={620}>
      {open ? (
        <FormBox<Wish>
          handle={handle}
          initial={{ kind: 'DEVICE', currency: 'CNY', from: now.toISOString().slice(0, 7) }}
          onSubmit={deed.submit}
        >
          <div className="two">
            <SelectField
              name="kind"
              label={t('reports.rate.kind')}
              required={required}
              choices={COST_KINDS.map((one) => ({ value: one, label: t(`reports.rate.kinds.${one}`) }))}
            />
            {device || cloud ? (
              <TextField
                name="item"
                label={t(cloud ? 'reports.rate.cloud' : 'reports.rate.type')}
                hint={t(cloud ? 'reports.rate.cloudHint' : 'reports.rate.typeHint')}
                {...(cloud ? { required } : {})}
                maxLength={100}
              />
            ) : null}
            <DecimalField
              name="amount"
              label={t('reports.rate.amount')}
              hint={t(device ? 'reports.rate.amountDevice' : 'reports.rate.amountHint')}
              required={required}
              wrong={t('common.notDecimal')}
            />
            <TextField name="currency" label={t('tenants.currency')} required={required} maxLength={3} mono />
            {device ? (
              <NumberField name="months" label={t('reports.rate.months')} required={required} min={1} max={240} />
            ) : null}
            <TextField name="from" label={t('reports.rate.from')} type="month" required={required} />
          </div>
          {deed.failure ? <FailureNotice error={deed.failure} /> : null}
          <Button kind="primary" submit busy={deed.busy}>
            {t('reports.rate.enter')}
          </Button>
        </FormBox>
      ) : null}
    </Dialog>
  );
}
