import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { cashDeeds, type EntryWish } from '../../../api/cash.ts';
import { billingQueries } from '../../../api/billing.ts';
import { moneyQueries, type Entity } from '../../../api/money.ts';
import { useFormDeed } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { usePortalNow } from '../../../components/now.ts';
import { useWords } from '../../../components/words.tsx';
import {
  Button,
  DayField,
  Dialog,
  FormBox,
  Icon,
  Notice,
  SelectField,
  TextField,
  useForm,
  useWatched,
} from '../../../ui/index.ts';
import { localInput } from '../../../util/dates.ts';
import { MONEY_STALE } from './MoneyDeed.tsx';
import { entryOf, SIDES_MAX, totals, type Typed } from './sides.ts';
import { Trial } from './Trial.tsx';

const FORM_WIDTH = 760;

/** An entry by hand: sides in debit and credit, what its accounts would stand at, and why it would be refused. */
export function BookByHand({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const entities = useQuery(moneyQueries.entities());
  return (
    <Dialog open title={t('money.deeds.ENTRY')} width={FORM_WIDTH} onClose={onClose}>
      {entities.error ? <FailureNotice error={entities.error} onRetry={() => void entities.refetch()} /> : null}
      {entities.data?.length === 0 ? <Notice kind="info" title={t('money.entry.noEntity')} /> : null}
      {entities.data && entities.data.length > 0 ? <Entry entities={entities.data} onClose={onClose} /> : null}
    </Dialog>
  );
}

function Entry({ entities, onClose }: { readonly entities: readonly Entity[]; readonly onClose: () => void }) {
  const { t, money } = useWords();
  const now = usePortalNow();
  const handle = useForm<Typed>();
  const watched = useWatched(handle);
  const [sides, setSides] = useState<readonly number[]>([0, 1]);
  const entity = entities.find((one) => one.id === watched.entityId);
  const currency = entity?.currency ?? entities[0]?.currency ?? '';
  const entry = entryOf(watched, sides, currency);
  const sums = totals(watched, sides);
  const deed = useFormDeed<Typed, object>({
    handle,
    run: (values, key) => cashDeeds.book(values.entityId, wanted(entryOf(values, sides, currency)), key),
    stale: MONEY_STALE,
    done: t('money.done.ENTRY'),
    after: onClose,
  });
  const shown = { debit: money({ amount: sums.debit, currency }), credit: money({ amount: sums.credit, currency }) };
  return (
    <FormBox<Typed>
      handle={handle}
      initial={{ entityId: entities[0]?.id ?? 0, bookedOn: localInput(now, 'Asia/Shanghai').slice(0, 10) }}
      onSubmit={deed.submit}
      label={t('money.deeds.ENTRY')}
    >
      <div className="two">
        <SelectField
          name="entityId"
          label={t('money.entry.entity')}
          required={t('common.required')}
          choices={entities.map((one) => ({ value: one.id, label: `${one.code} · ${one.name}` }))}
        />
        <DayField name="bookedOn" label={t('money.entry.bookedOn')} type="date" required={t('common.required')} />
        <TextField
          name="reference"
          label={t('billing.wallet.reference')}
          required={t('common.required')}
          maxLength={60}
          mono
        />
        <TextField name="words" label={t('money.entry.words')} required={t('common.required')} maxLength={300} />
      </div>
      <Sides sides={sides} onSides={setSides} currency={currency} />
      <p className="small" role="status">
        {t('money.entry.sums', shown)}
        {': '}
        {sums.even
          ? t('money.entry.even')
          : t('money.entry.uneven', { difference: money({ amount: sums.difference, currency }) })}
      </p>
      <Trial
        wish={entry === undefined || entity === undefined ? undefined : { deed: 'ENTRY', entityId: entity.id, entry }}
      />
      {deed.failure ? <FailureNotice error={deed.failure} /> : null}
      <Button kind="primary" submit busy={deed.busy}>
        {t('money.deeds.ENTRY')}
      </Button>
    </FormBox>
  );
}

function wanted(entry: EntryWish | undefined): EntryWish {
  if (entry === undefined) throw new RangeError('the form was sent before it was filled');
  return entry;
}

interface SidesProps {
  readonly sides: readonly number[];
  readonly onSides: (sides: readonly number[]) => void;
  readonly currency: string;
}

function Sides({ sides, onSides, currency }: SidesProps) {
  const { t } = useWords();
  const accounts = useQuery(billingQueries.accounts());
  const known = (accounts.data?.data ?? []).map((account) => account.code);
  const amount = { pattern: { rule: /^(\d{1,12}(\.\d{1,8})?)?$/, text: t('common.notDecimal') } };
  return (
    <fieldset className="sides">
      <datalist id="ledger-accounts">
        {[...new Set(known)].map((code) => (
          <option key={code} value={code}>
            {code}
          </option>
        ))}
      </datalist>
      {sides.map((side, index) => (
        <div key={side} className="side-of-entry" role="group" aria-label={t('money.entry.side', { n: index + 1 })}>
          <TextField
            name={`account${side}`}
            label={t('money.entry.account')}
            required={t('common.required')}
            {...(index === 0 ? { hint: t('money.entry.accountHint') } : {})}
            maxLength={200}
            mono
            list="ledger-accounts"
          />
          <TextField
            name={`debit${side}`}
            label={`${t('money.entry.debit')} (${currency})`}
            maxLength={24}
            {...amount}
          />
          <TextField
            name={`credit${side}`}
            label={`${t('money.entry.credit')} (${currency})`}
            maxLength={24}
            {...amount}
          />
          <Button
            kind="quiet"
            icon={<Icon name="close" />}
            label={t('money.entry.removeSide', { n: index + 1 })}
            reason={sides.length <= 2 ? t('money.entry.twoSides') : undefined}
            onClick={() => onSides(sides.filter((one) => one !== side))}
          />
        </div>
      ))}
      <Button
        icon={<Icon name="plus" />}
        reason={sides.length >= SIDES_MAX ? t('money.entry.mostSides', { most: SIDES_MAX }) : undefined}
        onClick={() => onSides([...sides, Math.max(...sides) + 1])}
      >
        {t('money.entry.addSide')}
      </Button>
    </fieldset>
  );
}
