import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { billingQueries } from '../../../api/billing.ts';
import { machineCan, moving } from '../../../api/can.ts';
import { tenant, tenantQueries, type Machine, type MachineAction } from '../../../api/tenant.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useGo, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { CopyButton } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { usePace } from '../../../components/session.tsx';
import { Status, useStateWord } from '../../../components/Status.tsx';
import { MoneyText, useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Code, Empty, Icon, Menu, Pick, useSay } from '../../../ui/index.ts';
import { compareDecimals, sumDecimals, type Money } from '../../../util/money.ts';
import { paths } from '../../../util/paths.ts';
import { formatDisk, formatMemory } from '../../../util/units.ts';
import { askBefore } from './askBefore.tsx';

const ACTIONS: readonly MachineAction[] = ['boot', 'shutdown', 'reboot', 'delete'];

/** What each machine has cost since the last invoice, by its id. */
function useCosts(): ReadonlyMap<number, Money> {
  const accrued = useQuery({ ...billingQueries.accrued(), staleTime: 30_000 });
  return useMemo(() => {
    const costs = new Map<number, Money>();
    for (const line of accrued.data?.lines ?? accrued.data?.data ?? []) {
      if (typeof line.instanceId !== 'number') continue;
      const before = costs.get(line.instanceId);
      costs.set(
        line.instanceId,
        before ? { ...line.amount, amount: sumDecimals([before.amount, line.amount.amount]) } : line.amount,
      );
    }
    return costs;
  }, [accrued.data]);
}

function useColumns(
  costs: ReadonlyMap<number, Money>,
  plans: ReadonlyMap<string, string>,
  act: (machine: Machine, action: MachineAction) => void,
): readonly Column<Machine>[] {
  const words = useWords();
  const { t, locale } = words;
  const stateWord = useStateWord();
  const reason = useReason();
  const cost = (machine: Machine) => costs.get(machine.id);
  const plan = (machine: Machine) => plans.get(machine.type ?? '') ?? machine.type ?? '';
  return [
    {
      key: 'label',
      title: t('machines.label'),
      text: (m) => m.label,
      order: byText((m) => m.label),
      render: (m) => <Link to={paths.machine(m.id)}>{m.label}</Link>,
    },
    {
      key: 'status',
      title: t('machines.status'),
      text: (m) => stateWord(m.status),
      order: byText((m) => m.status),
      render: (m) => <Status state={m.status} trace={{ kind: 'history', id: `instance-${m.id}` }} />,
    },
    { key: 'plan', title: t('machines.plan'), text: plan, order: byText(plan), render: plan },
    {
      key: 'vcpus',
      title: 'vCPU',
      numeric: true,
      hidden: true,
      text: (m) => String(m.specs.vcpus),
      order: byNumber((m) => m.specs.vcpus),
      render: (m) => m.specs.vcpus,
    },
    {
      key: 'memory',
      title: t('machines.memory'),
      numeric: true,
      hidden: true,
      text: (m) => formatMemory(m.specs.memory, locale),
      order: byNumber((m) => m.specs.memory),
      render: (m) => formatMemory(m.specs.memory, locale),
    },
    {
      key: 'disk',
      title: t('machines.disk'),
      numeric: true,
      hidden: true,
      text: (m) => formatDisk(m.specs.disk, locale),
      order: byNumber((m) => m.specs.disk),
      render: (m) => formatDisk(m.specs.disk, locale),
    },
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
      render: (m) => m.region,
    },
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
      render: (m) => m.tags.join(', '),
    },
    {
      key: 'created',
      title: t('machines.created'),
      text: (m) => m.created,
      order: byText((m) => m.created),
      render: (m) => <When at={m.created} />,
    },
    {
      key: 'cost',
      title: t('machines.costToDate'),
      numeric: true,
      text: (m) => cost(m)?.amount ?? '',
      order: (left, right) => compareDecimals(cost(left)?.amount ?? '0', cost(right)?.amount ?? '0'),
      render: (m) => <MoneyText money={cost(m)} />,
    },
    {
      key: 'actions',
      title: t('common.actions'),
      width: 40,
      render: (m) => (
        <Menu
          entries={ACTIONS.map((action) => ({
            key: action,
            label: t(`machines.actions.${action}`),
            danger: action === 'delete',
            reason: reason('own', machineCan[action](m.status)),
            onClick: () => act(m, action),
          }))}
        >
          <button type="button" className="tool" aria-label={t('machines.actionsOf', { label: m.label })}>
            <Icon name="more" />
          </button>
        </Menu>
      ),
    },
  ];
}

export default function MachinesPage() {
  const { t } = useWords();
  const go = useGo();
  const say = useSay();
  const reason = useReason();
  const [params, change] = useSearchState();
  const asOf = useAsOf();
  useShowsPast();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const quick = usePace(true);
  const slow = usePace(false);
  const query = useQuery({
    ...tenantQueries.machines(asOf),
    placeholderData: keepPreviousData,
    refetchInterval: (present) =>
      asOf !== undefined
        ? false
        : present.state.data?.data.some((machine) => moving.has(machine.status))
          ? quick
          : slow,
  });
  const plans = useQuery(tenantQueries.plans());
  const costs = useCosts();
  const deed = useDeed<{ machines: readonly Machine[]; action: MachineAction }>({
    run: async ({ machines, action }) => {
      for (const machine of machines) await tenant.act(machine.id, action);
    },
    stale: ['/v4/linode/instances', '/v4/account/events', '/portal/v1'],
    done: (_, { machines, action }) =>
      t(`machines.asked.${action}`, { label: machines.map((machine) => machine.label).join(', ') }),
    after: () => setChosen([]),
  });
  const act = (machines: readonly Machine[], action: MachineAction) =>
    askBefore(say, t, machines, action, () => deed.mutateAsync({ machines, action }));
  const planNames = useMemo(() => new Map((plans.data?.data ?? []).map((plan) => [plan.id, plan.label])), [plans.data]);
  const columns = useColumns(costs, planNames, (machine, action) => act([machine], action));
  const all = query.data?.data ?? [];
  const region = params.get('region') ?? undefined;
  const tag = params.get('tag') ?? undefined;
  const kept = all.filter(
    (machine) =>
      (region === undefined || machine.region === region) && (tag === undefined || machine.tags.includes(tag)),
  );
  const shown = query.data && kept.length !== all.length ? { ...query, data: { ...query.data, data: kept } } : query;
  const selected = all.filter((machine) => chosen.includes(String(machine.id)));
  const many = (action: MachineAction) => {
    const off = selected.map((machine) => machineCan[action](machine.status)).find((why) => why !== undefined);
    return reason('own', off);
  };
  const regions = [...new Set(all.map((machine) => machine.region))].toSorted();
  const tags = [...new Set(all.flatMap((machine) => machine.tags))].toSorted();
  return (
    <>
      <PageHead
        title={t('shell.nav.machines')}
        actions={
          <Button
            kind="primary"
            icon={<Icon name="plus" />}
            reason={reason('own')}
            testId="create-machine"
            onClick={() => go(paths.machineNew())}
          >
            {t('machines.create')}
          </Button>
        }
      />
      <QueryTable<Machine>
        name="machines"
        label={t('shell.nav.machines')}
        query={shown}
        columns={columns}
        rowKey={(machine) => String(machine.id)}
        select={{ keys: chosen, onChange: setChosen }}
        filters={
          <>
            {regions.length > 1 ? (
              <Pick
                label={t('machines.region')}
                value={region}
                choices={regions.map((value) => ({ value, label: value }))}
                onChange={(value) => change({ region: value })}
              />
            ) : null}
            {tags.length > 0 ? (
              <Pick
                label={t('machines.tags')}
                value={tag}
                choices={tags.map((value) => ({ value, label: value }))}
                onChange={(value) => change({ tag: value })}
              />
            ) : null}
          </>
        }
        actions={
          selected.length === 0 ? null : (
            <>
              <span className="muted small">{t('common.selected', { count: selected.length })}</span>
              {ACTIONS.map((action) => (
                <Button
                  key={action}
                  kind={action === 'delete' ? 'danger' : 'plain'}
                  reason={many(action)}
                  busy={deed.isPending}
                  onClick={() => act(selected, action)}
                >
                  {t(`machines.actions.${action}`)}
                </Button>
              ))}
            </>
          )
        }
        empty={
          <Empty title={asOf === undefined ? t('machines.empty') : t('guests.emptyThen')}>
            <p>{t('machines.emptyNext')}</p>
            <Code
              text={
                'linode-cli linodes create --type g6-standard-1 --region cn-sh --image linode/debian12 --label web-1'
              }
            />
          </Empty>
        }
      />
    </>
  );
}
