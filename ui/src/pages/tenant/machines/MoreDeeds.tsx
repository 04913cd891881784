import { useQuery } from '@tanstack/react-query';
import { contentCan, type ContentDeed } from '../../../api/can.ts';
import { contentQueries, contents, CONTENTS_STALE, inSlots } from '../../../api/contents.ts';
import { ApiFailure } from '../../../api/errors.ts';
import { tenantQueries, type Machine } from '../../../api/tenant.ts';
import { useReason } from '../../../components/act.tsx';
import { useGo, useSearchState } from '../../../components/asOf.tsx';
import { FormDialog, type FieldOf, type Values } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Menu, Notice } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { Password, Resize } from './SizeAndPassword.tsx';

const DEEDS: readonly ContentDeed[] = ['resize', 'password', 'rebuild', 'clone', 'rescue', 'migrate'];
const isDeed = (text: string | null): text is ContentDeed => DEEDS.some((deed) => deed === text);

/** Deeds upon a whole machine that are rarer than switching it; a link may ask for one. */
export function MoreDeeds({ machine }: { readonly machine: Machine }) {
  const { t } = useWords();
  const reason = useReason();
  const [params, change] = useSearchState();
  const asked = params.get('do');
  const can = (deed: ContentDeed) => reason('own', contentCan[deed](machine.status));
  return (
    <>
      <Menu
        anchored
        entries={DEEDS.map((deed) => ({
          key: deed,
          label: <span data-testid={`action-${deed}`}>{t(`console.deeds.${deed}`)}</span>,
          reason: can(deed),
          onClick: () => change({ do: deed }),
        }))}
      >
        <Button popup="menu" testId="more-deeds">
          {t('console.more')}
        </Button>
      </Menu>
      {isDeed(asked) && reason('own') === undefined ? (
        <Doing machine={machine} deed={asked} onClose={() => change({ do: undefined })} />
      ) : null}
    </>
  );
}

interface DoingProps {
  readonly machine: Machine;
  readonly deed: ContentDeed;
  readonly onClose: () => void;
}

function Doing({ machine, deed, onClose }: DoingProps) {
  switch (deed) {
    case 'resize':
      return <Resize machine={machine} onClose={onClose} />;
    case 'password':
      return <Password machine={machine} onClose={onClose} />;
    case 'rebuild':
      return <Rebuild machine={machine} onClose={onClose} />;
    case 'clone':
      return <Clone machine={machine} onClose={onClose} />;
    case 'rescue':
      return <Rescue machine={machine} onClose={onClose} />;
    case 'migrate':
      return <Migrate machine={machine} onClose={onClose} />;
  }
}

export interface DeedProps {
  readonly machine: Machine;
  readonly onClose: () => void;
}

/** Told at the field, as a refusal of the server would be. */
const notTheLabel = (detail: string): ApiFailure =>
  new ApiFailure({ status: 400, code: 'client.NOT_THE_LABEL', field: 'sure', detail });

function Rebuild({ machine, onClose }: DeedProps) {
  const { t } = useWords();
  const images = useQuery(tenantQueries.images());
  const keys = useQuery(tenantQueries.keys());
  const fields: readonly FieldOf[] = [
    {
      name: 'image',
      label: t('contents.image'),
      kind: 'choice',
      loading: images.isPending,
      choices: (images.data?.data ?? []).map((image) => ({ value: image.id, label: image.label })),
    },
    { name: 'root_pass', label: t('contents.rootPass'), kind: 'secret', optional: true },
    {
      name: 'keys',
      label: t('contents.keys'),
      kind: 'many',
      optional: true,
      wide: true,
      loading: keys.isPending,
      choices: (keys.data?.data ?? []).map((key) => ({ value: String(key.id), label: key.label })),
    },
    { name: 'booted', label: t('contents.bootAfter'), kind: 'switch' },
    {
      name: 'sure',
      label: t('contents.typeLabel', { label: machine.label }),
      kind: 'mono',
      wide: true,
      maxLength: 64,
    },
  ];
  const run = ({ image, root_pass: secret, booted, keys: chosen }: Values, key: string) =>
    contents.rebuild(
      machine.id,
      {
        image,
        root_pass: secret,
        booted,
        authorized_keys: (keys.data?.data ?? [])
          .filter((each) => ((chosen ?? []) as readonly string[]).includes(String(each.id)))
          .map((each) => each.ssh_key),
      },
      key,
    );
  return (
    <FormDialog
      title={t('contents.rebuildOf', { label: machine.label })}
      submit={t('contents.deeds.rebuild')}
      fields={fields}
      initial={{ booted: true, image: machine.image ?? undefined }}
      run={(values, key) =>
        values['sure'] === machine.label ? run(values, key) : Promise.reject(notTheLabel(t('contents.notTheLabel')))
      }
      stale={CONTENTS_STALE}
      done={t('contents.rebuildAsked', { label: machine.label })}
      onClose={onClose}
      renderBeside={() => (
        <Notice kind="warn" title={t('contents.lostForGood')}>
          {t('contents.rebuildKeeps', { addresses: machine.ipv4.join(', ') || '–' })}
        </Notice>
      )}
    />
  );
}

function Clone({ machine, onClose }: DeedProps) {
  const { t } = useWords();
  const go = useGo();
  const plans = useQuery(tenantQueries.plans());
  const regions = useQuery(tenantQueries.regions());
  const disks = useQuery(contentQueries.disks(machine.id));
  const all = disks.data?.data ?? [];
  const used = all.reduce((sum, disk) => sum + disk.size, 0);
  return (
    <FormDialog<{ id: number }>
      title={t('contents.cloneOf', { label: machine.label })}
      submit={t('contents.deeds.clone')}
      fields={[
        { name: 'label', label: t('contents.label'), maxLength: 64, optional: true },
        {
          name: 'region',
          label: t('machines.region'),
          kind: 'choice',
          loading: regions.isPending,
          choices: (regions.data?.data ?? []).map(({ id, label }) => ({ value: id, label: `${label} (${id})` })),
        },
        {
          name: 'type',
          label: t('machines.plan'),
          kind: 'choice',
          loading: plans.isPending,
          choices: (plans.data?.data ?? [])
            .filter((plan) => plan.disk >= used || plan.id === machine.type)
            .map((plan) => ({ value: plan.id, label: plan.label })),
        },
        {
          name: 'disks',
          label: t('contents.disks'),
          kind: 'many',
          optional: true,
          wide: true,
          loading: disks.isPending,
          choices: all.map((disk) => ({ value: String(disk.id), label: disk.label })),
          hint: t('contents.allDisksHint'),
        },
        { name: 'backups_enabled', label: t('contents.withBackups'), kind: 'switch' },
      ]}
      initial={{ region: machine.region, type: machine.type ?? undefined, backups_enabled: false }}
      run={({ disks: chosen, ...values }, key) =>
        contents.clone(machine.id, { ...values, disks: ((chosen ?? []) as readonly string[]).map(Number) }, key)
      }
      stale={CONTENTS_STALE}
      done={(made) => {
        go(paths.machine(made.id));
        return t('contents.cloneAsked', { label: machine.label });
      }}
      onClose={onClose}
      renderBeside={() =>
        machine.status === 'running' ? <Notice kind="info" title={t('contents.cloneRuns')} /> : null
      }
    />
  );
}

function Rescue({ machine, onClose }: DeedProps) {
  const { t } = useWords();
  const disks = useQuery(contentQueries.disks(machine.id));
  return (
    <FormDialog
      title={t('contents.rescueOf', { label: machine.label })}
      submit={t('contents.deeds.rescue')}
      fields={[
        {
          name: 'disks',
          label: t('contents.devices'),
          kind: 'many',
          optional: true,
          wide: true,
          loading: disks.isPending,
          choices: (disks.data?.data ?? []).map((disk) => ({ value: String(disk.id), label: disk.label })),
          hint: t('contents.rescueHint'),
        },
      ]}
      run={({ disks: chosen }, key) =>
        contents.rescue(machine.id, chosen === undefined ? {} : { devices: inSlots(chosen as readonly string[]) }, key)
      }
      stale={CONTENTS_STALE}
      done={t('contents.rescueAsked', { label: machine.label })}
      onClose={onClose}
      renderBeside={() => <p className="muted">{t('contents.rescueWhat')}</p>}
    />
  );
}

function Migrate({ machine, onClose }: DeedProps) {
  const { t } = useWords();
  const regions = useQuery(tenantQueries.regions());
  return (
    <FormDialog
      title={t('contents.migrateOf', { label: machine.label })}
      submit={t('contents.deeds.migrate')}
      fields={[
        {
          name: 'region',
          label: t('machines.region'),
          kind: 'choice',
          wide: true,
          loading: regions.isPending,
          choices: (regions.data?.data ?? []).map(({ id, label }) => ({ value: id, label: `${label} (${id})` })),
          hint: t('contents.migrateHint'),
        },
      ]}
      initial={{ region: machine.region }}
      run={(values, key) => contents.migrate(machine.id, values, key)}
      stale={CONTENTS_STALE}
      done={t('contents.migrateAsked', { label: machine.label })}
      onClose={onClose}
      renderBeside={({ region }) => (
        <Notice kind="warn" title={t('contents.migrateOff')}>
          {region === machine.region
            ? t('contents.migrateKeeps', { addresses: machine.ipv4.join(', ') || '–' })
            : t('contents.migrateLoses', { addresses: machine.ipv4.join(', ') || '–' })}
        </Notice>
      )}
    />
  );
}
