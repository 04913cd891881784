import { useQuery } from '@tanstack/react-query';
import { deedCan, type ContentDeed } from '../../../api/can.ts';
import { contentQueries, contents, CONTENTS_STALE, inSlots } from '../../../api/contents.ts';
import { tenantQueries, type Machine } from '../../../api/tenant.ts';
import { useReason } from '../../../components/act.tsx';
import { useSearchState } from '../../../components/asOf.tsx';
import { FormDialog, textOf } from '../../../components/FormDialog.tsx';
import { useCurrency } from '../../../components/money.ts';
import { useWords } from '../../../components/words.tsx';
import { Button, Menu, Notice } from '../../../ui/index.ts';
import { formatPrice } from '../../../util/money.ts';
import { priceIn } from './planPrices.ts';
import { Clone } from './Clone.tsx';
import { Rebuild } from './Rebuild.tsx';
import { Password, Resize } from './SizeAndPassword.tsx';
import { useAsked } from './useAsked.ts';

const DEEDS: readonly ContentDeed[] = ['resize', 'password', 'rebuild', 'clone', 'rescue', 'migrate'];
const isDeed = (text: string | null): text is ContentDeed => DEEDS.some((deed) => deed === text);

/** Deeds upon a whole machine that are rarer than switching it; a link may ask for one. */
export function MoreDeeds({ machine }: { readonly machine: Machine }) {
  const { t } = useWords();
  const reason = useReason();
  const [params, change] = useSearchState();
  const asked = params.get('do');
  const can = (deed: ContentDeed) => reason('own', deedCan(deed, machine));
  return (
    <>
      <Menu
        anchored
        entries={DEEDS.map((deed) => ({
          key: deed,
          label: <span data-testid={`action-${deed}`}>{t(`machines.deeds.${deed}`)}</span>,
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

function Rescue({ machine, onClose }: DeedProps) {
  const { t } = useWords();
  const asked = useAsked(machine);
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
      done={asked(t('contents.rescueAsked', { label: machine.label }))}
      onClose={onClose}
      renderBeside={() => <p className="muted">{t('contents.rescueWhat')}</p>}
    />
  );
}

function Migrate({ machine, onClose }: DeedProps) {
  const { t, locale } = useWords();
  const asked = useAsked(machine);
  const currency = useCurrency();
  const plans = useQuery(tenantQueries.plans());
  const plan = plans.data?.data.find(({ id }) => id === machine.type);
  const priceAt = (region: string): string => {
    const price = plan && priceIn(plan, region);
    return price ? formatPrice({ amount: price.monthly, currency }, locale) : t('creation.noPrice');
  };
  const cost = (region: string): string => {
    const [before, after] = [priceAt(machine.region), priceAt(region)];
    return before === after ? t('console.priceStays', { price: after }) : t('console.priceChanges', { before, after });
  };
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
      done={asked(t('contents.migrateAsked', { label: machine.label }))}
      onClose={onClose}
      renderBeside={({ region }) => (
        <Notice kind="warn" title={t('contents.migrateOff')}>
          {region === machine.region
            ? t('contents.migrateKeeps', { addresses: machine.ipv4.join(', ') || '–' })
            : t('contents.migrateLoses', { addresses: machine.ipv4.join(', ') || '–' })}
          <p>{cost(textOf(region) || machine.region)}</p>
        </Notice>
      )}
    />
  );
}
