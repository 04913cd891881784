import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { scriptQueries } from '../../../api/scripts.ts';
import { tenant, tenantQueries, type Machine, type MachineWish } from '../../../api/tenant.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { useGo } from '../../../components/asOf.tsx';
import { CopyButton, FailureNotice } from '../../../components/failure.tsx';
import { useCurrency } from '../../../components/money.ts';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords } from '../../../components/words.tsx';
import {
  Button,
  Code,
  CustomField,
  FormBox,
  Panel,
  PasswordField,
  Segmented,
  SelectField,
  SwitchField,
  TableSkeleton,
  TextField,
  useForm,
  useWatched,
} from '../../../ui/index.ts';
import { formatPrice } from '../../../util/money.ts';
import { paths } from '../../../util/paths.ts';
import { LABEL_RULE } from './label.ts';
import { PlanCards, priceIn } from './PlanCards.tsx';
import { snippet, tongues, type Tongue } from './snippets.ts';

interface Wish {
  readonly region: string;
  readonly image: string;
  readonly type: string;
  readonly label: string;
  readonly keys?: readonly number[];
  readonly root_pass?: string;
  readonly tags?: string;
  readonly booted: boolean;
  readonly script?: number;
  /** What the script asks for, by name. */
  readonly asked?: Readonly<Record<string, string | undefined>>;
}

/** Chosen at first where it is offered: small, known to everybody, supported for long. */
const USUAL_IMAGE = 'linode/debian12';

export default function MachineNewPage() {
  const { t, locale } = useWords();
  const go = useGo();
  const reason = useReason();
  const currency = useCurrency();
  const handle = useForm<Wish>();
  const wish = useWatched(handle);
  const regions = useQuery(tenantQueries.regions());
  const plans = useQuery(tenantQueries.plans());
  const images = useQuery(tenantQueries.images());
  const keys = useQuery(tenantQueries.keys());
  const scripts = useQuery(scriptQueries.all({ page: 1, pageSize: 500 }));
  const [search] = useSearchParams();
  const linked = Number(search.get('script') ?? Number.NaN);
  const script = scripts.data?.data.find((candidate) => candidate.id === wish.script);
  const bodyOf = (values: Partial<Wish>): MachineWish => {
    const chosenKeys = (keys.data?.data ?? []).filter((key) => values.keys?.includes(key.id)).map((key) => key.ssh_key);
    const tags = (values.tags ?? '').split(/[\s,，]+/).filter((tag) => tag !== '');
    return {
      region: values.region ?? '',
      type: values.type ?? '',
      image: values.image ?? '',
      label: values.label ?? '',
      booted: values.booted ?? true,
      ...(chosenKeys.length > 0 ? { authorized_keys: chosenKeys } : {}),
      ...(values.root_pass ? { root_pass: values.root_pass } : {}),
      ...(tags.length > 0 ? { tags } : {}),
      ...(values.script === undefined
        ? {}
        : { stackscript_id: values.script, stackscript_data: given(values.asked ?? {}) }),
    };
  };
  const deed = useFormDeed<Wish, Machine>({
    handle,
    run: (values, key) => tenant.createMachine(bodyOf(values), key),
    fields: { authorized_keys: 'keys' },
    stale: ['/v4/linode/instances', '/v4/account/events'],
    done: (machine) => t('machines.created1', { label: machine.label }),
    after: (machine) => go(paths.machine(machine.id)),
  });
  const failure = regions.error ?? plans.error ?? images.error;
  if (failure)
    return (
      <FailureNotice
        error={failure}
        onRetry={() => void Promise.all([regions.refetch(), plans.refetch(), images.refetch()])}
      />
    );
  if (!regions.data || !plans.data || !images.data) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const offered = plans.data.data.toSorted((left, right) => left.memory - right.memory || left.vcpus - right.vcpus);
  const plan = plans.data.data.find((candidate) => candidate.id === wish.type);
  const price = plan ? priceIn(plan, wish.region) : undefined;
  const first = {
    region: regions.data.data[0]?.id,
    type: offered[0]?.id,
    image: (
      images.data.data.find((image) => image.id === USUAL_IMAGE) ?? images.data.data.find((image) => !image.deprecated)
    )?.id,
  };
  return (
    <>
      <PageHead title={t('machines.create')} crumbs={[{ text: t('shell.nav.machines'), to: paths.machines() }]} />
      <div className="split">
        <Panel>
          <FormBox<Wish>
            handle={handle}
            initial={
              {
                ...dropUndefined(first),
                booted: true,
                ...(Number.isInteger(linked) ? { script: linked } : {}),
              } as Partial<Wish>
            }
            onSubmit={deed.submit}
            label={t('machines.create')}
          >
            <div className="two">
              <TextField
                name="label"
                label={t('machines.label')}
                required={t('common.required')}
                pattern={{ rule: LABEL_RULE, text: t('machines.labelRule') }}
                hint={t('machines.labelHint')}
                maxLength={64}
              />
              <SelectField
                name="region"
                label={t('machines.region')}
                required={t('common.required')}
                choices={regions.data.data.map((region) => ({
                  value: region.id,
                  label: `${region.label} (${region.id})`,
                  off: region.status === 'outage',
                }))}
              />
              <SelectField
                name="image"
                label={t('machines.image')}
                required={t('common.required')}
                choices={images.data.data.map((image) => ({
                  value: image.id,
                  label: image.id.startsWith('linode/') ? image.label : `${image.label} (${image.id})`,
                  off: image.status !== undefined && image.status !== 'available',
                }))}
              />
              <TextField name="tags" label={t('machines.tags')} hint={t('machines.tagsHint')} />
            </div>
            <CustomField name="type" label={t('machines.plan')} required={t('common.required')}>
              <PlanCards plans={offered} region={wish.region} currency={currency} />
            </CustomField>
            <div className="two">
              <SelectField
                name="keys"
                label={t('machines.keys')}
                many
                loading={keys.isPending}
                choices={(keys.data?.data ?? []).map((key) => ({ value: key.id, label: key.label }))}
                hint={t('machines.keysHint')}
              />
              <PasswordField name="root_pass" label={t('machines.rootPass')} hint={t('machines.rootPassHint')} />
            </div>
            <SelectField
              name="script"
              label={t('machines.script')}
              clear
              loading={scripts.isPending}
              choices={(scripts.data?.data ?? []).map((each) => ({ value: each.id, label: each.label }))}
              hint={t('machines.scriptHint')}
            />
            {script?.user_defined_fields.map((field) => (
              <TextField
                key={field.name}
                name={['asked', field.name]}
                label={field.label}
                {...(field.default === undefined ? { required: t('common.required') } : {})}
                hint={[field.oneof ?? field.manyof ?? field.example, field.default].filter(Boolean).join('; ')}
              />
            ))}
            <SwitchField name="booted" label={t('machines.booted')} />
            {deed.failure ? <FailureNotice error={deed.failure} /> : null}
            <Button kind="primary" large submit busy={deed.busy} reason={reason('own')} testId="create-submit">
              {t('machines.create')}
            </Button>
          </FormBox>
        </Panel>
        <div className="stack sticky">
          <Panel title={t('machines.price')}>
            {price ? (
              <>
                <div className="trace-figure" aria-live="polite">
                  <strong>
                    {formatPrice({ amount: price.monthly, currency }, locale)}{' '}
                    <span className="muted unit">{t('machines.perMonthMost')}</span>
                  </strong>
                  <span>
                    {formatPrice({ amount: price.hourly, currency }, locale)} {t('machines.perHour')}
                  </span>
                </div>
                <p className="muted small">{t('machines.priceRule')}</p>
              </>
            ) : (
              <p className="muted">{t('machines.noPrice')}</p>
            )}
          </Panel>
          <Snippets wish={bodyOf(wish)} />
        </div>
      </div>
    </>
  );
}

/** What was filled in; the rest is as the script has it. */
function given(asked: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
}

function dropUndefined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Partial<T>;
}

function Snippets({ wish }: { readonly wish: MachineWish }) {
  const { t } = useWords();
  const [tongue, setTongue] = useState<Tongue>('curl');
  const text = snippet(tongue, wish, window.location.origin);
  return (
    <Panel title={t('machines.snippet')} extra={<CopyButton text={text} label={t('machines.copySnippet')} />}>
      <div className="stack">
        <Segmented
          label={t('machines.snippet')}
          value={tongue}
          choices={tongues.map((value) => ({
            value,
            label: { curl: 'curl', cli: 'CLI', terraform: 'Terraform', ansible: 'Ansible' }[value],
          }))}
          onChange={setTongue}
        />
        <Code text={text} />
      </div>
    </Panel>
  );
}
