import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { choiceQueries } from '../../../api/choices.ts';
import { contents } from '../../../api/contents.ts';
import { scriptQueries, type Script } from '../../../api/scripts.ts';
import {
  tenant,
  tenantQueries,
  type Machine,
  type OsImage,
  type Plan,
  type Region,
  type Trial,
} from '../../../api/tenant.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { useGo, useSearchState } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useCurrency } from '../../../components/money.ts';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords } from '../../../components/words.tsx';
import {
  Button,
  CustomField,
  FormBox,
  Notice,
  Panel,
  SelectField,
  SwitchField,
  TableSkeleton,
  Tabs,
  TextField,
  useForm,
  useWatched,
  type FormHandle,
} from '../../../ui/index.ts';
import { formatPrice, sumDecimals } from '../../../util/money.ts';
import { paths } from '../../../util/paths.ts';
import { useEncryption } from './encryption.ts';
import { LABEL_RULE } from './label.ts';
import { Beginning } from './new/Beginning.tsx';
import { Addons, Network, Users } from './new/Extras.tsx';
import type { Made } from './new/Inline.tsx';
import { Cost, Snippets } from './new/Summary.tsx';
import { bodyOf, copyOf, keepsUsers, sourceOf, SOURCES, suggestedLabel, type Source, type Wish } from './new/wish.ts';
import { PlanCards } from './PlanCards.tsx';
import { useReading } from './ReadScript.tsx';
import { inOrder } from './planFamilies.ts';
import { flagOf } from '../../../util/flags.ts';
import { copySnippet, snippet, tongues, tonguesOfCopies } from './snippets.ts';

/** Chosen at first where it is offered: small, known to everybody, supported for long. */
const USUAL_IMAGE = 'linode/debian12';

interface Offer {
  readonly regions: readonly Region[];
  readonly plans: readonly Plan[];
  readonly images: readonly OsImage[];
}

export default function MachineNewPage() {
  const { t } = useWords();
  const regions = useQuery(tenantQueries.regions());
  const plans = useQuery(tenantQueries.plans());
  const images = useQuery(tenantQueries.images());
  const failure = regions.error ?? plans.error ?? images.error;
  if (failure)
    return (
      <FailureNotice
        error={failure}
        onRetry={() => void Promise.all([regions.refetch(), plans.refetch(), images.refetch()])}
      />
    );
  if (!regions.data || !plans.data || !images.data) return <TableSkeleton columns={3} label={t('common.loading')} />;
  return <Form regions={regions.data.data} plans={plans.data.data} images={images.data.data} />;
}

/** Where it begins and with what, as the address that led here says. */
function useLinked(offer: Offer): { readonly source: Source; readonly initial: Partial<Wish> } {
  const [params] = useSearchState();
  const number = (name: string) => (params.get(name) === null ? undefined : Number(params.get(name)));
  const source = params.get('from') === null && params.has('script') ? 'script' : sourceOf(params.get('from'));
  const usual = offer.images.find((image) => image.id === USUAL_IMAGE);
  const image = (usual ?? offer.images.find((each) => each.is_public && !each.deprecated))?.id;
  return {
    source,
    initial: dropUndefined({
      region: offer.regions[0]?.id,
      type: inOrder(offer.plans)[0]?.id,
      image,
      own: params.get('image') ?? undefined,
      script: number('script'),
      of: number('of'),
      backup: number('backup'),
      booted: true,
      nat: true,
    }) as Partial<Wish>,
  };
}

/** Writes a label that nothing has yet, as long as the person wrote none. */
function useSuggested(handle: FormHandle<Wish>, beginning: string, machines: readonly Machine[] | undefined): void {
  const last = useRef('');
  const region = useWatched(handle).region ?? '';
  useEffect(() => {
    if (machines === undefined || beginning === '' || region === '') return;
    const typed = (handle.form.getFieldValue('label') as string | undefined) ?? '';
    if (typed !== last.current) return;
    last.current = suggestedLabel(beginning, region, new Set(machines.map((machine) => machine.label)));
    handle.form.setFieldValue('label', last.current);
    // The form's handle is made anew on each render; what it begins with and where alone decide.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [beginning, region, machines]);
}

/** A copy and what comes of a backup begin where and as large as the machine they are of. */
function useLikeSource(handle: FormHandle<Wish>, machine: Machine | undefined): void {
  useEffect(() => {
    if (machine === undefined) return;
    handle.form.setFieldValue('region', machine.region);
    if (machine.type !== null) handle.form.setFieldValue('type', machine.type);
    // The machine alone decides.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [machine?.id]);
}

const FIELD_OF = { key: 'keys', firewall: 'firewall', group: 'group', vpc: 'subnet' } as const;

/** What stands in the label for what the machine begins with. */
function nameOf(source: Source, wish: Partial<Wish>, machine: Machine | undefined): string {
  const image = source === 'image' ? wish.own : wish.image;
  return keepsUsers(source) ? (machine?.label ?? '') : (image ?? '').replace(/^.*\//, '');
}

function useCreation(offer: Offer) {
  const { t } = useWords();
  const go = useGo();
  const { source, initial } = useLinked(offer);
  const handle = useForm<Wish>();
  const wish = useWatched(handle);
  const keys = useQuery(tenantQueries.keys());
  const machines = useQuery(tenantQueries.machines());
  const scripts = useQuery(scriptQueries.own({ page: 1, pageSize: 500 }));
  const community = useQuery({ ...scriptQueries.community({ page: 1, pageSize: 100 }), enabled: source === 'script' });
  const linked = useQuery({ ...scriptQueries.one(initial.script ?? 0), enabled: initial.script !== undefined });
  const all = machines.data?.data;
  const machine = keepsUsers(source) ? all?.find((each) => each.id === wish.of) : undefined;
  useLikeSource(handle, machine);
  useEncryption(
    handle,
    offer.regions.find(({ id }) => id === wish.region),
    machine,
  );
  useSuggested(handle, nameOf(source, wish, machine), all);
  const known = eachOnce([
    ...(scripts.data?.data ?? []),
    ...(community.data?.data ?? []),
    ...(linked.data === undefined ? [] : [linked.data]),
  ]);
  const reading = useReading(source === 'script' ? known.find((each) => each.id === wish.script) : undefined);
  const body = (values: Partial<Wish>) => bodyOf(values, source, keys.data?.data ?? []);
  const fields = {
    authorized_keys: 'keys',
    authorized_users: 'users',
    stackscript_id: 'script',
    stackscript_revision: 'script',
    backup_id: 'backup',
    'metadata.user_data': 'user_data',
    firewall_id: 'firewall',
    'placement_group.id': 'group',
    maintenance_policy: 'policy',
    disk_encryption: 'encrypted',
    'interfaces[0].subnet_id': 'subnet',
    'interfaces[1].label': 'vlan',
    'interfaces[1].ipam_address': 'ipam',
    ...(source === 'image' ? { image: 'own' } : {}),
  };
  const deed = useFormDeed<Wish, { id: number }>({
    handle,
    run: (values, key) =>
      source === 'clone'
        ? contents.clone(values.of ?? 0, { ...copyOf(values) }, key)
        : reading.watch(tenant.createMachine({ ...body(values), ...reading.named }, key)),
    fields,
    stale: ['/v4/linode/instances', '/v4/account/events', '/v4/tags', '/v4/networking', '/v4/placement'],
    done: (_, values) => t('creation.created1', { label: values.label }),
    after: (made) => go(paths.machine(made.id)),
  });
  const trial = useFormDeed<Wish, Trial>({
    handle,
    run: (values) =>
      source === 'clone'
        ? tenant.tryMachine(`/v4/linode/instances/${values.of ?? 0}/clone`, copyOf(values))
        : reading.watch(tenant.tryMachine('/v4/linode/instances', { ...body(values), ...reading.named })),
    fields,
    stale: [],
    done: '',
  });
  const made = ({ kind, id }: Made) => {
    const field = FIELD_OF[kind];
    handle.form.setFieldValue(field, kind === 'key' ? [...(wish.keys ?? []), id] : id);
  };
  return {
    source,
    initial,
    handle,
    wish,
    deed,
    trial,
    made,
    body,
    machines: all ?? [],
    scripts: known,
    reading: reading.shown,
  };
}

function Form(offer: Offer) {
  const { t } = useWords();
  const currency = useCurrency();
  const [, change] = useSearchState();
  const creation = useCreation(offer);
  const { source, wish, body } = creation;
  const clone = source === 'clone';
  return (
    <>
      <PageHead title={t('machines.create')} crumbs={[{ text: t('shell.nav.machines'), to: paths.machines() }]} />
      <Tabs
        active={source}
        onChange={(key) => change({ from: key === 'os' ? undefined : key, script: undefined, image: undefined })}
        tabs={SOURCES.map((key) => ({ key, label: t(`creation.sources.${key}`), content: null }))}
      />
      <div className="split">
        <Panel>
          <Fields offer={offer} creation={creation} currency={currency} />
        </Panel>
        <div className="stack sticky">
          <Cost
            plan={offer.plans.find((plan) => plan.id === wish.type)}
            region={wish.region}
            currency={currency}
            backups={wish.backups_enabled ?? false}
          />
          <Snippets
            of={clone ? tonguesOfCopies(copyOf(wish)) : tongues}
            text={(tongue) =>
              clone
                ? copySnippet(tongue, wish.of ?? 0, copyOf(wish), window.location.origin)
                : snippet(tongue, body(wish), window.location.origin)
            }
          />
        </div>
      </div>
    </>
  );
}

/** What a trial found: that it would be made, and what the month would cost more. */
function Tried({ trial }: { readonly trial: Trial }) {
  const { t, locale } = useWords();
  const [first] = trial.prices;
  const amount = first && {
    amount: sumDecimals(trial.prices.map((price) => price.this_month)),
    currency: first.currency,
  };
  return (
    <Notice kind="info" title={t('creation.tried')}>
      <p data-testid="tried">
        {amount ? t('creation.triedCost', { amount: formatPrice(amount, locale) }) : t('creation.triedFree')}{' '}
        {t('creation.triedHint')}
      </p>
    </Notice>
  );
}

interface FieldsProps {
  readonly offer: Offer;
  readonly creation: ReturnType<typeof useCreation>;
  readonly currency: string;
}

function Fields({ offer, creation, currency }: FieldsProps) {
  const { t } = useWords();
  const reason = useReason();
  const { source, wish, handle, deed, trial, made, machines, scripts, reading } = creation;
  const available = useQuery(choiceQueries.availability());
  const region = offer.regions.find((each) => each.id === wish.region);
  const soldOut = new Set(
    (available.data?.data ?? [])
      .filter((each) => each.region === wish.region && !each.available)
      .map(({ plan }) => plan),
  );
  const kept = keepsUsers(source);
  return (
    <FormBox<Wish> handle={handle} initial={creation.initial} onSubmit={deed.submit} label={t('machines.create')}>
      {deed.failure ? <FailureNotice error={deed.failure} /> : null}
      {trial.failure ? <FailureNotice error={trial.failure} /> : null}
      <Beginning
        source={source}
        wish={wish}
        images={offer.images}
        scripts={scripts}
        machines={machines}
        reading={reading}
      />
      <div className="two">
        <TextField
          name="label"
          label={t('machines.label')}
          required={t('common.required')}
          pattern={{ rule: LABEL_RULE, text: t('creation.labelRule') }}
          hint={t('creation.labelHint')}
          maxLength={64}
        />
        <SelectField
          name="region"
          label={t('machines.region')}
          required={t('common.required')}
          choices={offer.regions.map((each) => ({
            value: each.id,
            label: `${flagOf(each.country)} ${each.label} (${each.id})`,
            off: each.status === 'outage',
          }))}
        />
      </div>
      <CustomField name="type" label={t('machines.plan')} required={t('common.required')}>
        <PlanCards plans={inOrder(offer.plans)} region={wish.region} currency={currency} soldOut={soldOut} />
      </CustomField>
      {kept ? null : <Users wish={wish} region={region} onMade={made} />}
      <Network wish={wish} region={region} onMade={made} group={source === 'clone'} />
      <Addons
        region={region}
        plan={offer.plans.find((plan) => plan.id === wish.type)}
        currency={currency}
        kept={source === 'clone'}
      />
      {kept ? null : <SwitchField name="booted" label={t('creation.booted')} />}
      {trial.result && !trial.busy && !trial.failure ? <Tried trial={trial.result} /> : null}
      <div className="row">
        <Button kind="primary" large submit busy={deed.busy} reason={reason('own')} testId="create-submit">
          {t('machines.create')}
        </Button>
        <Button
          large
          busy={trial.busy}
          reason={reason('own')}
          testId="create-try"
          onClick={() => {
            // What is wrong with the fields they have said themselves.
            handle.form.validateFields().then(trial.submit, () => undefined);
          }}
        >
          {t('creation.tryIt')}
        </Button>
      </div>
    </FormBox>
  );
}

const eachOnce = (scripts: readonly Script[]): readonly Script[] => [
  ...new Map(scripts.map((script) => [script.id, script])).values(),
];

function dropUndefined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Partial<T>;
}
