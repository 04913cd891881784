import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { billingQueries } from '../../../api/billing.ts';
import { actionCan, moving } from '../../../api/can.ts';
import { peopleQueries } from '../../../api/people.ts';
import { tenant, tenantQueries, type Machine, type MachineAction } from '../../../api/tenant.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useGo, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { usePace } from '../../../components/session.tsx';
import { useWords } from '../../../components/words.tsx';
import { QueryTable } from '../../../table/QueryTable.tsx';
import { Button, Code, Empty, Icon, Pick, useSay } from '../../../ui/index.ts';
import { sumDecimals, type Money } from '../../../util/money.ts';
import { machineWish, NAMES } from '../../../util/machineWish.ts';
import { paths } from '../../../util/paths.ts';
import { askBefore } from './askBefore.tsx';
import { useColumns, type Beside } from './list/columns.tsx';
import { RowMenu } from './list/RowMenu.tsx';
import { TransferBar } from './list/TransferBar.tsx';
import { Unbacked } from './list/Unbacked.tsx';

const NONE: readonly Machine[] = [];
const ManyTags = lazy(() => import('./list/ManyTags.tsx'));

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

/** What other answers tell of the machines in the list. */
function useBeside(rows: readonly Machine[]): Beside {
  const costs = useCosts();
  const plans = useQuery(tenantQueries.plans());
  const regions = useQuery(tenantQueries.regions());
  const pace = usePace(rows.some((machine) => moving.has(machine.status)));
  const events = useQuery({ ...tenantQueries.events(), refetchInterval: pace });
  const maintenance = useQuery({ ...peopleQueries.maintenance(), staleTime: 60_000, retry: false });
  return useMemo(() => {
    const busy = new Set(rows.filter((machine) => moving.has(machine.status)).map((machine) => machine.id));
    return {
      costs,
      plans: new Map((plans.data?.data ?? []).map((plan) => [plan.id, plan.label])),
      countries: new Map((regions.data?.data ?? []).map((region) => [region.id, region.country])),
      percents: new Map(
        (events.data?.data ?? [])
          .filter(
            ({ status, entity }) => status === 'started' && entity?.type === 'linode' && busy.has(Number(entity.id)),
          )
          .flatMap(({ entity, percent_complete: far }) => (far === null ? [] : [[Number(entity?.id), far] as const])),
      ),
      leaving: new Map((maintenance.data?.data ?? []).map(({ entity, type }) => [entity.id, type])),
    };
  }, [rows, costs, plans.data, regions.data, events.data, maintenance.data]);
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
  const [tagging, setTagging] = useState(false);
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
  const all = query.data?.data ?? NONE;
  const columns = useColumns(useBeside(all), (machine) => (
    <RowMenu machine={machine} onAct={(action) => act([machine], action)} />
  ));
  const region = params.get('region') ?? undefined;
  const tag = params.get('tag') ?? undefined;
  const grouped = params.get('group') === 'tag';
  const kept = all.filter(
    (machine) =>
      (region === undefined || machine.region === region) && (tag === undefined || machine.tags.includes(tag)),
  );
  const shown = query.data && kept.length !== all.length ? { ...query, data: { ...query.data, data: kept } } : query;
  const selected = all.filter((machine) => chosen.includes(String(machine.id)));
  const many = (action: MachineAction) => {
    const off = selected.map((machine) => actionCan(action, machine)).find((why) => why !== undefined);
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
      {asOf === undefined && reason('own') === undefined ? <Unbacked machines={all} /> : null}
      <QueryTable<Machine>
        name="machines"
        label={t('shell.nav.machines')}
        query={shown}
        columns={columns}
        rowKey={(machine) => String(machine.id)}
        select={{ keys: chosen, onChange: setChosen }}
        cards
        wish={(text, byWords) => {
          const { meets, unknown } = machineWish<Machine>(text, byWords);
          return unknown.length === 0
            ? { meets }
            : { meets, note: t('machines.notUnderstood', { words: unknown.join(', '), names: NAMES.join(', ') }) };
        }}
        groups={grouped ? (machine) => (machine.tags.length === 0 ? [t('machines.noTag')] : machine.tags) : undefined}
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
            {tags.length > 0 ? (
              <Button
                pressed={grouped}
                testId="group-by-tag"
                onClick={() => change({ group: grouped ? undefined : 'tag' })}
              >
                {t('machines.group')}
              </Button>
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
              <Button reason={reason('own')} testId="many-tags" onClick={() => setTagging(true)}>
                {t('machines.editTags')}
              </Button>
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
      <TransferBar />
      {tagging ? (
        <Suspense fallback={null}>
          <ManyTags machines={selected} onClose={() => setTagging(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
