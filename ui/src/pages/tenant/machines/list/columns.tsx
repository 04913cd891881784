import type { Maintenance } from '../../../../api/people.ts';
import type { Machine } from '../../../../api/tenant.ts';
import { CopyButton } from '../../../../components/failure.tsx';
import { Link } from '../../../../components/Link.tsx';
import { Status, useStateWord } from '../../../../components/Status.tsx';
import { MoneyText, useWords, When } from '../../../../components/words.tsx';
import { byNumber, byText, type Column } from '../../../../table/QueryTable.tsx';
import { Tag } from '../../../../ui/index.ts';
import { flagOf } from '../../../../util/flags.ts';
import { compareDecimals, type Money } from '../../../../util/money.ts';
import { paths } from '../../../../util/paths.ts';
import { formatDisk, formatMemory } from '../../../../util/units.ts';
import { isEncrypted } from '../encryption.ts';

/** What the list shows of a machine that other answers than its own tell. */
export interface Beside {
  readonly costs: ReadonlyMap<number, Money>;
  readonly plans: ReadonlyMap<string, string>;
  /** Countries of the regions. */
  readonly countries: ReadonlyMap<string, string>;
  /** How far what is under way on a machine has come. */
  readonly percents: ReadonlyMap<number, number>;
  /** Machines that are about to move to another host. */
  readonly leaving: ReadonlyMap<number, Maintenance['type']>;
}

export function useColumns(beside: Beside, menu: (machine: Machine) => React.ReactNode): readonly Column<Machine>[] {
  const { t, locale } = useWords();
  const own = useOwnColumns(beside);
  const cost = (machine: Machine) => beside.costs.get(machine.id);
  const size = (key: 'memory' | 'disk', format: (mib: number, locale: string) => string): Column<Machine> => ({
    key,
    title: t(`machines.${key}`),
    numeric: true,
    hidden: true,
    text: (m) => format(m.specs[key], locale),
    order: byNumber((m) => m.specs[key]),
    render: (m) => format(m.specs[key], locale),
  });
  const encryption = (m: Machine) => t(isEncrypted(m) ? 'machines.encryption.on' : 'machines.encryption.off');
  return [
    ...own,
    {
      key: 'vcpus',
      title: 'vCPU',
      numeric: true,
      hidden: true,
      text: (m) => String(m.specs.vcpus),
      order: byNumber((m) => m.specs.vcpus),
      render: (m) => m.specs.vcpus,
    },
    size('memory', formatMemory),
    size('disk', formatDisk),
    {
      key: 'image',
      title: t('machines.image'),
      hidden: true,
      text: (m) => m.image ?? '',
      order: byText((m) => m.image ?? ''),
      render: (m) => m.image ?? '–',
    },
    {
      key: 'tags',
      title: t('machines.tags'),
      hidden: true,
      text: (m) => m.tags.join(' '),
      order: byText((m) => m.tags.join(' ')),
      render: (m) => m.tags.join(', '),
    },
    {
      key: 'encryption',
      title: t('machines.encryption.title'),
      hidden: true,
      text: encryption,
      order: byText(encryption),
      render: encryption,
    },
    {
      key: 'created',
      title: t('machines.created'),
      text: (m) => m.created,
      order: byText((m) => m.created),
      render: (m) => <When at={m.created} />,
    },
    {
      key: 'backup',
      title: t('machines.lastBackup'),
      text: (m) => m.backups.last_successful ?? (m.backups.enabled ? t('machines.noneYet') : t('machines.noBackups')),
      order: byText((m) => m.backups.last_successful ?? ''),
      render: (m) =>
        m.backups.last_successful ? (
          <When at={m.backups.last_successful} />
        ) : (
          <span className="muted">{m.backups.enabled ? t('machines.noneYet') : t('machines.noBackups')}</span>
        ),
    },
    {
      key: 'cost',
      title: t('machines.costToDate'),
      numeric: true,
      text: (m) => cost(m)?.amount ?? '',
      order: (left, right) => compareDecimals(cost(left)?.amount ?? '0', cost(right)?.amount ?? '0'),
      render: (m) => <MoneyText money={cost(m)} />,
    },
    { key: 'actions', title: t('common.actions'), width: 40, render: menu },
  ];
}

function useOwnColumns({ plans, countries, percents, leaving }: Beside): readonly Column<Machine>[] {
  const { t, number } = useWords();
  const stateWord = useStateWord();
  const plan = (machine: Machine) => plans.get(machine.type ?? '') ?? machine.type ?? '';
  const percent = (machine: Machine) => {
    const far = percents.get(machine.id);
    return far === undefined ? '' : `${number(far)} %`;
  };
  return [
    {
      key: 'label',
      title: t('machines.label'),
      text: (m) => m.label,
      order: byText((m) => m.label),
      render: (m) => (
        <span className="row">
          <Link to={paths.machine(m.id)}>{m.label}</Link>
          {leaving.has(m.id) ? (
            <Link to={`${paths.access()}?tab=maintenance`}>
              <Tag kind="warn">{t(leaving.get(m.id) === 'migrate' ? 'machines.willMove' : 'machines.willStop')}</Tag>
            </Link>
          ) : null}
        </span>
      ),
    },
    {
      key: 'status',
      title: t('machines.status'),
      text: (m) => `${stateWord(m.status)} ${percent(m)}`.trim(),
      order: byText((m) => m.status),
      render: (m) => (
        <span className="row">
          <Status state={m.status} trace={{ kind: 'history', id: `instance-${m.id}` }} />
          {percents.has(m.id) ? <span className="muted small">{percent(m)}</span> : null}
        </span>
      ),
    },
    { key: 'plan', title: t('machines.plan'), text: plan, order: byText(plan), render: plan },
    {
      key: 'ip',
      title: t('machines.ip'),
      text: (m) => m.ipv4.join(' '),
      order: byText((m) => m.ipv4[0] ?? ''),
      render: (m) =>
        m.ipv4[0] ? (
          <span className="with-copy">
            <span className="mono">{m.ipv4[0]}</span>
            <CopyButton text={m.ipv4[0]} />
          </span>
        ) : (
          '–'
        ),
    },
    {
      key: 'region',
      title: t('machines.region'),
      text: (m) => m.region,
      order: byText((m) => m.region),
      render: (m) => {
        const country = countries.get(m.region);
        return (
          <span className="nowrap">
            {country === undefined ? null : <span aria-hidden="true">{flagOf(country)} </span>}
            {m.region}
          </span>
        );
      },
    },
  ];
}
