import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { adminQueries } from '../../../api/admin.ts';
import { actionCan, machineCan, moving } from '../../../api/can.ts';
import { tenant, tenantQueries, type ActionAnswer, type Machine, type MachineAction } from '../../../api/tenant.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useGo, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { EventLine } from '../../../components/EventLine.tsx';
import { CopyButton, FailureNotice } from '../../../components/failure.tsx';
import { HistoryOf } from '../../../components/HistoryList.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { usePace } from '../../../components/session.tsx';
import { Status } from '../../../components/Status.tsx';
import { Mono, useWords, When } from '../../../components/words.tsx';
import { Button, Code, Empty, Facts, Panel, TableSkeleton, Tabs, useSay } from '../../../ui/index.ts';
import { isoInstant, instantOf } from '../../../util/dates.ts';
import { paths } from '../../../util/paths.ts';
import { formatDisk, formatMemory } from '../../../util/units.ts';
import { Alerts } from './Alerts.tsx';
import { askBefore } from './askBefore.tsx';
import { AttachedVolumes } from './AttachedVolumes.tsx';
import { Backups } from './Backups.tsx';
import { Configs } from './Configs.tsx';
import { ConsoleOverSsh } from './ConsoleOverSsh.tsx';
import { Disks } from './Disks.tsx';
import { EditTags } from './EditTags.tsx';
import { isEncrypted } from './encryption.ts';
import { Metrics } from './Metrics.tsx';
import { MoreDeeds } from './MoreDeeds.tsx';
import { Network } from './Network.tsx';
import { Protection } from './Protection.tsx';
import { Upkeep } from './Upkeep.tsx';
import { Watchdog } from './Watchdog.tsx';
import { WorkDue } from './WorkDue.tsx';
import { Rename } from './Rename.tsx';
import { UnderWay, Waiting } from './Waiting.tsx';

const ACTIONS: readonly MachineAction[] = ['boot', 'reboot', 'shutdown', 'delete'];

export default function MachinePage() {
  const id = Number(useParams()['id']);
  const { t } = useWords();
  const go = useGo();
  const say = useSay();
  const reason = useReason();
  const quick = usePace(true);
  const slow = usePace(false);
  const [params, change] = useSearchState();
  const asOf = useAsOf();
  const [renaming, setRenaming] = useState(false);
  const query = useQuery({
    ...tenantQueries.machine(id, asOf),
    placeholderData: keepPreviousData,
    refetchInterval: (now) =>
      asOf !== undefined ? false : moving.has(now.state.data?.status ?? '') || now.state.data?.working ? quick : slow,
  });
  const history = useQuery(adminQueries.machineHistory(id));
  useShowsPast((history.data?.data ?? []).map((event) => isoInstant(instantOf(event.at))));
  const deed = useDeed<MachineAction, ActionAnswer>({
    run: (action) => tenant.act(id, action),
    stale: ['/v4/linode/instances', '/v4/account/events', '/portal/v1'],
    done: ({ queued }, action) => {
      const label = query.data?.label ?? '';
      return queued
        ? t('machines.queuedNow', { label, place: queued.place })
        : t(`machines.asked.${action}`, { label });
    },
    after: ({ queued }, action) => {
      if (action === 'delete' && !queued) go(paths.machines());
    },
  });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const machine = query.data;
  const tab = params.get('tab') ?? 'summary';
  return (
    <>
      <PageHead
        title={machine.label}
        crumbs={[{ text: t('shell.nav.machines'), to: paths.machines() }]}
        beside={
          <>
            <Status state={machine.status} trace={{ kind: 'history', id: `instance-${machine.id}` }} />
            <UnderWay machine={machine} />
          </>
        }
        actions={
          <>
            {ACTIONS.map((action) => (
              <Button
                key={action}
                kind={action === 'delete' ? 'danger' : 'plain'}
                reason={reason('own', actionCan(action, machine))}
                busy={deed.isPending && deed.variables === action}
                testId={`action-${action}`}
                onClick={() => askBefore(say, t, [machine], action, () => deed.mutateAsync(action))}
              >
                {t(`machines.actions.${action}`)}
              </Button>
            ))}
            <Button
              reason={reason('own', machineCan.console(machine))}
              testId="action-console"
              onClick={() => window.open(paths.machineConsole(id), `console-${id}`, 'popup,width=960,height=640')}
            >
              {t('creation.console')}
            </Button>
            <MoreDeeds machine={machine} />
            <Button reason={reason('own', machineCan.rename(machine))} onClick={() => setRenaming(true)}>
              {t('machines.rename')}
            </Button>
          </>
        }
      />
      <WorkDue machine={machine} />
      <Waiting machine={machine} />
      <Tabs
        active={tab}
        onChange={(key) => change({ tab: key === 'summary' ? undefined : key })}
        tabs={[
          { key: 'summary', label: t('machines.tabs.summary'), content: <Summary machine={machine} /> },
          { key: 'metrics', label: t('contents.metrics.title'), content: <Measured machine={machine} /> },
          { key: 'network', label: t('machines.tabs.network'), content: <Network machine={machine} /> },
          { key: 'storage', label: t('contents.disks'), content: <Storage machine={machine} /> },
          { key: 'configs', label: t('contents.configs'), content: <Configs machine={machine} /> },
          { key: 'backups', label: t('contents.backups'), content: <Backups machine={machine} /> },
          { key: 'activity', label: t('machines.tabs.activity'), content: <MachineActivity id={id} /> },
          {
            key: 'history',
            label: t('machines.tabs.history'),
            content: (
              <Panel>
                <HistoryOf query={history} travel />
              </Panel>
            ),
          },
        ]}
      />
      <Rename machine={machine} open={renaming} onClose={() => setRenaming(false)} />
    </>
  );
}

function Summary({ machine }: { readonly machine: Machine }) {
  const { t, locale, number } = useWords();
  const plans = useQuery(tenantQueries.plans());
  const regions = useQuery(tenantQueries.regions());
  const plan = plans.data?.data.find((candidate) => candidate.id === machine.type);
  const region = regions.data?.data.find((candidate) => candidate.id === machine.region);
  const ip = machine.ipv4[0];
  return (
    <div className="stack reading">
      <Panel title={t('machines.tabs.summary')}>
        <Facts
          facts={[
            { label: t('machines.plan'), value: plan ? `${plan.label} (${plan.id})` : (machine.type ?? '–') },
            { label: t('machines.region'), value: region ? `${region.label} (${region.id})` : machine.region },
            { label: 'vCPU', value: number(machine.specs.vcpus) },
            { label: t('machines.image'), value: machine.image ?? '–' },
            { label: t('machines.memory'), value: formatMemory(machine.specs.memory, locale) },
            { label: t('machines.created'), value: <When at={machine.created} style="exact" /> },
            { label: t('machines.disk'), value: formatDisk(machine.specs.disk, locale) },
            { label: t('machines.updated'), value: <When at={machine.updated} style="exact" /> },
            ...(machine.specs.gpus > 0 ? [{ label: t('gpus.ofMachine'), value: <GpuNames machine={machine} /> }] : []),
            { label: t('machines.id'), value: <Mono>{machine.id}</Mono> },
            { label: t('console.protection'), value: <Protection machine={machine} /> },
            { label: t('console.watchdog'), value: <Watchdog machine={machine} /> },
            {
              label: t('machines.encryption.title'),
              value: (
                <span data-testid="encryption">
                  {t(isEncrypted(machine) ? 'machines.encryption.on' : 'machines.encryption.off')}
                </span>
              ),
            },
            { label: t('console.policy'), value: <Upkeep machine={machine} /> },
            {
              label: t('machines.tags'),
              value: <EditTags machine={machine} />,
            },
          ]}
        />
      </Panel>
      {ip ? (
        <Panel title={t('creation.connect')} extra={<CopyButton text={`ssh root@${ip}`} />}>
          <Code text={`ssh root@${ip}`} />
        </Panel>
      ) : null}
      <ConsoleOverSsh label={machine.label} />
      <AttachedVolumes machine={machine} />
    </div>
  );
}

/** How many GPUs it has, and by name those that it has now. */
function GpuNames({ machine }: { readonly machine: Machine }) {
  const { number } = useWords();
  const asOf = useAsOf();
  const query = useQuery({ ...tenantQueries.machineGpus(machine.id), enabled: asOf === undefined });
  const named = asOf === undefined ? (query.data?.myidc?.gpus ?? []) : [];
  const names = new Map<string, number>();
  for (const gpu of named) {
    const name = gpu.slice_type === null ? gpu.model : `${gpu.model} (${gpu.slice_type})`;
    names.set(name, (names.get(name) ?? 0) + 1);
  }
  if (names.size === 0) return <>{number(machine.specs.gpus)}</>;
  return <>{[...names].map(([name, count]) => `${number(count)} × ${name}`).join(', ')}</>;
}

function Measured({ machine }: { readonly machine: Machine }) {
  return (
    <div className="stack">
      <Metrics machine={machine} />
      <Alerts machine={machine} />
    </div>
  );
}

function Storage({ machine }: { readonly machine: Machine }) {
  return (
    <div className="stack">
      <Disks machine={machine} />
      <AttachedVolumes machine={machine} />
    </div>
  );
}

function MachineActivity({ id }: { readonly id: number }) {
  const { t } = useWords();
  const events = useQuery({ ...tenantQueries.events(), refetchInterval: usePace(false) });
  if (isLost(events)) return <FailureNotice error={events.error} onRetry={() => void events.refetch()} />;
  if (events.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const own = events.data.data.filter((event) => event.entity?.type === 'linode' && Number(event.entity.id) === id);
  if (own.length === 0) return <Empty title={t('activity.empty')} />;
  return (
    <Panel>
      <ul className="event-lines">
        {own.map((event) => (
          <li key={event.id}>
            <EventLine event={event} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
