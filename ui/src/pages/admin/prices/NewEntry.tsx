import { useQuery } from '@tanstack/react-query';
import { adminQueries } from '../../../api/admin.ts';
import { billing, type EntryWish, type PriceBook } from '../../../api/billing.ts';
import { MODELS } from '../../../api/prices.ts';
import { useFormDeed } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { usePortalNow } from '../../../components/now.ts';
import { usePresent } from '../../../components/session.tsx';
import { useWords } from '../../../components/words.tsx';
import {
  AreaField,
  Button,
  DecimalField,
  Dialog,
  FormBox,
  SelectField,
  TextField,
  useForm,
  useWatched,
} from '../../../ui/index.ts';
import { fromLocalInput, instantOf, isoInstant, localInput } from '../../../util/dates.ts';
import { priceOf, SHAPES, type TermsWish } from './terms.ts';

interface Wish extends TermsWish {
  readonly charge: string;
  readonly region?: string;
  readonly tenantId?: number;
  readonly contract?: string;
  readonly from: string;
  readonly until?: string;
}

interface NewEntryProps {
  readonly book: PriceBook;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly stale: readonly string[];
}

/** Where the wire names a figure of the terms, the form has it by its own name. */
const FIELDS = Object.fromEntries(
  Object.values(SHAPES).flatMap((shape) => [
    ...shape.figures.map((figure) => [`terms.figures.${figure.name}`, figure.name]),
    ...shape.choices.map((choice) => [`terms.choices.${choice.name}`, choice.name]),
    ['hourly', 'price'],
    ['monthlyCap', 'cap'],
    ['terms.choices.appliesTo', 'appliesTo'],
    ['terms.tiers', 'tiers'],
    ['terms.tiers.above', 'tiers'],
    ['terms.tiers.price', 'tiers'],
    ['terms.bands', 'bands'],
    ['terms.bands.from', 'bands'],
    ['terms.bands.price', 'bands'],
  ]),
) as Readonly<Record<string, string>>;

export function NewEntry({ book, open, onClose, stale }: NewEntryProps) {
  const { t } = useWords();
  const now = usePortalNow();
  const { zone } = usePresent();
  const handle = useForm<Wish>();
  const tenants = useQuery({ ...adminQueries.tenants(), enabled: open });
  const instant = (text: string) => isoInstant(fromLocalInput(text, zone) ?? instantOf(text));
  const deed = useFormDeed<Wish>({
    handle,
    fields: FIELDS,
    run: (wish, key) => {
      const body: EntryWish = {
        charge: wish.charge,
        from: instant(wish.from),
        ...priceOf(wish),
        ...(wish.region ? { region: wish.region } : {}),
        ...(wish.tenantId ? { tenantId: wish.tenantId } : {}),
        ...(wish.contract ? { contract: wish.contract } : {}),
        ...(wish.until ? { until: instant(wish.until) } : {}),
      };
      return billing.addEntry(book.id, body, key);
    },
    stale,
    done: t('prices.entryAdded'),
    after: onClose,
  });
  const initial = { model: 'HOURLY', from: localInput(now, zone).slice(0, 16) } as const;
  return (
    <Dialog open={open} title={t('prices.addEntry')} onClose={onClose} width={680}>
      <FormBox<Wish> handle={handle} initial={initial} onSubmit={deed.submit}>
        <div className="two">
          <TextField
            name="charge"
            label={t('prices.charge')}
            required={t('common.required')}
            hint={t('prices.chargeHint')}
            maxLength={64}
            mono
          />
          <SelectField
            name="model"
            label={t('prices.model')}
            choices={MODELS.map((model) => ({ value: model, label: t(`prices.models.${model}`) }))}
          />
        </div>
        <TermsFields handle={handle} currency={book.currency} />
        <div className="two">
          <TextField
            name="from"
            label={t('prices.fromIn', { zone })}
            type="datetime-local"
            required={t('common.required')}
          />
          <TextField name="until" label={t('prices.until')} type="datetime-local" hint={t('prices.untilHint')} />
          <TextField name="region" label={t('machines.region')} hint={t('prices.regionHint')} maxLength={32} />
          <SelectField
            name="tenantId"
            label={t('prices.tenant')}
            hint={t('prices.tenantHint')}
            clear
            loading={tenants.isPending}
            choices={(tenants.data?.data ?? []).map((tenant) => ({ value: tenant.id, label: tenant.name }))}
          />
          <TextField name="contract" label={t('prices.contract')} hint={t('prices.contractHint')} maxLength={40} mono />
        </div>
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('prices.addEntry')}
        </Button>
      </FormBox>
    </Dialog>
  );
}

function TermsFields({
  handle,
  currency,
}: {
  readonly handle: ReturnType<typeof useForm<Wish>>;
  readonly currency: string;
}) {
  const { t } = useWords();
  const watched = useWatched<Wish>(handle);
  const model = watched.model ?? 'HOURLY';
  const shape = SHAPES[model];
  const enhanced = watched['method'] === 'ENHANCED';
  const figures = shape.figures.filter((figure) => enhanced || !['portCap', 'floorPercent'].includes(figure.name));
  const unitOf = (name: string) => {
    if (['percent', 'floorPercent'].includes(name)) return '%';
    if (name === 'includedKw') return 'kW';
    return ['free', 'size', 'commit', 'portCap', 'pue'].includes(name) ? undefined : currency;
  };
  return (
    <>
      <p className="muted">{t(`prices.modelHints.${model}`)}</p>
      <div className="two">
        {figures.map((figure) => {
          const unit = unitOf(figure.name);
          return (
            <DecimalField
              key={figure.name}
              name={figure.name}
              label={t(`prices.figures.${figure.name}` as 'prices.figures.price')}
              {...(unit ? { unit } : {})}
              required={figure.needed ? t('common.required') : undefined}
              wrong={t('common.notDecimal')}
            />
          );
        })}
        {shape.choices.map((choice) => (
          <SelectField
            key={choice.name}
            name={choice.name}
            label={t(`prices.choices.${choice.name}` as 'prices.choices.method')}
            clear
            choices={choice.values.map((value) => ({
              value,
              label: t(`prices.values.${value}` as 'prices.values.CLASSIC'),
            }))}
          />
        ))}
        {shape.appliesTo ? (
          <TextField
            name="appliesTo"
            label={t('prices.appliesTo')}
            hint={t('prices.appliesToHint')}
            maxLength={64}
            mono
          />
        ) : null}
      </div>
      {shape.rows === 'tiers' ? (
        <AreaField name="tiers" label={t('prices.tiers')} hint={t('prices.tiersHint')} />
      ) : null}
      {shape.rows === 'bands' ? (
        <AreaField name="bands" label={t('prices.bands')} hint={t('prices.bandsHint')} />
      ) : null}
    </>
  );
}
