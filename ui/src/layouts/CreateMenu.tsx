import { useReason } from '../components/act.tsx';
import { useGo } from '../components/asOf.tsx';
import { usePresent } from '../components/session.tsx';
import { useWords } from '../components/words.tsx';
import { Icon, Menu } from '../ui/index.ts';
import { paths } from '../util/paths.ts';

const PLACES = {
  machine: paths.machineNew(),
  volume: `${paths.volumes()}?new`,
  network: `${paths.networks()}?new`,
  firewall: `${paths.firewalls()}?new`,
  group: `${paths.groups()}?new`,
  script: `${paths.scripts()}?new`,
  image: `${paths.images()}?new`,
} as const;

const KINDS = ['machine', 'volume', 'network', 'firewall', 'group', 'script', 'image'] as const;

/** Everything that a tenant can create, from every page. */
export function CreateMenu() {
  const { t } = useWords();
  const { person } = usePresent();
  const go = useGo();
  const reason = useReason();
  if (person.role !== 'TENANT') return null;
  return (
    <Menu
      anchored
      entries={KINDS.map((kind) => ({
        key: kind,
        label: t(`shell.creates.${kind}`),
        reason: reason('own'),
        onClick: () => go(PLACES[kind]),
      }))}
    >
      <button type="button" className="tool create" aria-label={t('shell.create')} data-testid="create-menu">
        <Icon name="plus" />
        <span className="tool-text">{t('shell.create')}</span>
      </button>
    </Menu>
  );
}
