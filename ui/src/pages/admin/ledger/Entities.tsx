import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isLost } from '../../../api/again.ts';
import { moneyDeeds, moneyQueries, type Entity, type EntityWish, type TaxRate } from '../../../api/money.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { usePortalNow } from '../../../components/now.ts';
import { useWords } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import {
  Button,
  Dialog,
  Empty,
  Facts,
  FormBox,
  Icon,
  NumberField,
  Panel,
  SelectField,
  SwitchField,
  TableSkeleton,
  TextField,
  useForm,
} from '../../../ui/index.ts';

const STALE = ['/admin/v1/legal-entities'] as const;
const ROUNDINGS = ['HALF_UP', 'HALF_EVEN'] as const;

/** Companies that issue invoices: their terms, and their taxes with dates. */
export function Entities() {
  const { t } = useWords();
  const reason = useReason();
  const [editing, setEditing] = useState<Entity | 'new'>();
  const query = useQuery(moneyQueries.entities());
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  return (
    <div className="stack">
      <div className="row">
        <Button
          kind="primary"
          icon={<Icon name="plus" />}
          reason={reason('invoices')}
          testId="enter-entity"
          onClick={() => setEditing('new')}
        >
          {t('ledger.entity.enter')}
        </Button>
      </div>
      {query.data.length === 0 ? (
        <Empty title={t('ledger.noEntities')}>
          <p>{t('ledger.noEntitiesNext')}</p>
        </Empty>
      ) : null}
      {query.data.map((entity) => (
        <One key={entity.id} entity={entity} onEdit={() => setEditing(entity)} />
      ))}
      <Edit editing={editing} onClose={() => setEditing(undefined)} />
    </div>
  );
}

function One({ entity, onEdit }: { readonly entity: Entity; readonly onEdit: () => void }) {
  const { t, number } = useWords();
  const reason = useReason();
  const [taxing, setTaxing] = useState(false);
  const columns: readonly Column<TaxRate>[] = [
    {
      key: 'charge',
      title: t('prices.charge'),
      text: (tax) => tax.charge,
      order: byText((tax) => tax.charge),
      render: (tax) =>
        tax.charge === '*' ? t('ledger.entity.allCharges') : <span className="mono">{tax.charge}</span>,
    },
    { key: 'name', title: t('ledger.entity.tax'), text: (tax) => tax.name, render: (tax) => tax.name },
    {
      key: 'rate',
      title: t('ledger.entity.rate'),
      numeric: true,
      text: (tax) => String(tax.rate),
      render: (tax) => `${number(tax.rate * 100, 2)} %`,
    },
    {
      key: 'from',
      title: t('prices.from'),
      text: (tax) => tax.from,
      order: byText((tax) => tax.from),
      render: (tax) => tax.from,
    },
  ];
  return (
    <Panel
      title={`${entity.code} · ${entity.name}`}
      extra={
        <div className="row">
          <Button reason={reason('invoices')} onClick={onEdit}>
            {t('ledger.entity.change')}
          </Button>
          <Button reason={reason('invoices')} onClick={() => setTaxing(true)}>
            {t('ledger.entity.setTax')}
          </Button>
        </div>
      }
    >
      <Facts
        columns={3}
        facts={[
          { label: t('fapiao.taxNumber'), value: entity.taxNumber || '–' },
          { label: t('tenants.currency'), value: entity.currency },
          { label: t('ledger.entity.rounding'), value: t(`ledger.entity.roundings.${entity.rounding}`) },
          { label: t('ledger.entity.numberFormat'), value: <span className="mono">{entity.numberFormat}</span> },
          { label: t('ledger.entity.paymentDays'), value: number(entity.paymentDays) },
          { label: t('invoices.review'), value: t(entity.reviewed ? 'common.yes' : 'common.no') },
          { label: t('ledger.entity.address'), value: entity.address || '–' },
          { label: t('ledger.entity.bank'), value: entity.bank || '–' },
        ]}
      />
      <QueryTable<TaxRate>
        name={`taxes-${entity.code}`}
        label={t('ledger.entity.taxes')}
        query={
          {
            data: { data: entity.taxes, page: 1, pages: 1, results: entity.taxes.length },
            error: null,
            isPending: false,
          } as never
        }
        columns={columns}
        rowKey={(tax) => `${tax.charge} ${tax.from}`}
        empty={<Empty title={t('ledger.entity.noTaxes')} />}
      />
      <Tax entity={entity} open={taxing} onClose={() => setTaxing(false)} />
    </Panel>
  );
}

function Edit({ editing, onClose }: { readonly editing: Entity | 'new' | undefined; readonly onClose: () => void }) {
  const { t } = useWords();
  const handle = useForm<EntityWish>();
  const present = editing === 'new' ? undefined : editing;
  const deed = useFormDeed<EntityWish, Entity>({
    handle,
    run: (wish, key) =>
      present === undefined ? moneyDeeds.enterEntity(wish, key) : moneyDeeds.rewordEntity(present.id, wish),
    stale: STALE,
    done: t('ledger.entity.saved'),
    after: onClose,
  });
  const required = t('common.required');
  const title = present === undefined ? t('ledger.entity.enter') : `${t('ledger.entity.change')} · ${present.code}`;
  return (
    <Dialog open={editing !== undefined} title={title} onClose={onClose} width={680}>
      {editing === undefined ? null : (
        <FormBox<EntityWish>
          handle={handle}
          initial={
            present ?? {
              currency: 'CNY',
              rounding: 'HALF_UP',
              numberFormat: '{entity}/{year}/{serial:4}',
              paymentDays: 30,
              reviewed: false,
            }
          }
          onSubmit={deed.submit}
        >
          <div className="two">
            {present === undefined ? (
              <TextField
                name="code"
                label={t('ledger.entity.code')}
                hint={t('ledger.entity.codeHint')}
                required={required}
                maxLength={16}
                mono
              />
            ) : null}
            <TextField name="name" label={t('ledger.name')} required={required} maxLength={200} />
            <TextField name="taxNumber" label={t('fapiao.taxNumber')} maxLength={30} mono />
            <TextField name="currency" label={t('tenants.currency')} required={required} maxLength={3} mono />
            <SelectField
              name="rounding"
              label={t('ledger.entity.rounding')}
              required={required}
              choices={ROUNDINGS.map((one) => ({ value: one, label: t(`ledger.entity.roundings.${one}`) }))}
            />
            <TextField
              name="numberFormat"
              label={t('ledger.entity.numberFormat')}
              hint={t('ledger.entity.numberHint')}
              required={required}
              maxLength={60}
              mono
            />
            <NumberField
              name="paymentDays"
              label={t('ledger.entity.paymentDays')}
              required={required}
              min={0}
              max={365}
            />
            <SwitchField name="reviewed" label={t('invoices.review')} hint={t('invoices.reviewHint')} />
            <TextField name="address" label={t('ledger.entity.address')} maxLength={300} />
            <TextField name="bank" label={t('ledger.entity.bank')} maxLength={200} />
          </div>
          {deed.failure ? <FailureNotice error={deed.failure} /> : null}
          <Button kind="primary" submit busy={deed.busy}>
            {t('fapiao.save')}
          </Button>
        </FormBox>
      )}
    </Dialog>
  );
}

interface TaxWish {
  readonly charge: string;
  readonly name: string;
  readonly percent: number;
  readonly from: string;
}

function Tax({
  entity,
  open,
  onClose,
}: {
  readonly entity: Entity;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const now = usePortalNow();
  const handle = useForm<TaxWish>();
  const deed = useFormDeed<TaxWish, Entity>({
    handle,
    run: ({ percent, ...wish }, key) =>
      moneyDeeds.setTax(entity.id, { ...wish, rate: Number((percent / 100).toFixed(6)) }, key),
    stale: STALE,
    done: t('ledger.entity.taxSet'),
    fields: { rate: 'percent' },
    after: onClose,
  });
  const required = t('common.required');
  return (
    <Dialog open={open} title={`${t('ledger.entity.setTax')} · ${entity.code}`} onClose={onClose}>
      {open ? (
        <FormBox<TaxWish>
          handle={handle}
          initial={{ charge: '*', name: 'VAT', percent: 6, from: now.toISOString().slice(0, 10) }}
          onSubmit={deed.submit}
        >
          <TextField
            name="charge"
            label={t('prices.charge')}
            hint={t('ledger.entity.chargeHint')}
            required={required}
            maxLength={30}
            mono
          />
          <TextField name="name" label={t('ledger.entity.tax')} required={required} maxLength={30} />
          <NumberField
            name="percent"
            label={t('ledger.entity.rate')}
            unit="%"
            required={required}
            min={0}
            max={100}
            whole={false}
          />
          <TextField name="from" label={t('prices.from')} type="date" required={required} />
          {deed.failure ? <FailureNotice error={deed.failure} /> : null}
          <Button kind="primary" submit busy={deed.busy}>
            {t('ledger.entity.setTax')}
          </Button>
        </FormBox>
      ) : null}
    </Dialog>
  );
}
