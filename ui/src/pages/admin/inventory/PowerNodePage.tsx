import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { adminQueries } from '../../../api/admin.ts';
import { room, roomQueries, type Cord, type WholePowerNode } from '../../../api/room.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useGo, useShowsPast } from '../../../components/asOf.tsx';
import { DeviceLink, useDeviceNames } from '../../../components/DeviceNames.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { HistoryOf } from '../../../components/HistoryList.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Facts, Icon, Menu, Panel, TableSkeleton, useSay } from '../../../ui/index.ts';
import { instantOf, isoInstant } from '../../../util/dates.ts';
import { paths } from '../../../util/paths.ts';
import { PlugCord } from '../devices/DevicePower.tsx';
import { POWER_STALE, PowerNodeForm } from './PowerNodeForm.tsx';

type Doing = 'rate' | 'rewire' | 'measure' | 'plug';

/** A panel, feed, PDU or bank: its rating, what supplies it, its meter, and what hangs on its outlets. */
export default function PowerNodePage() {
  const id = Number(useParams()['id']);
  const { t, number, figure } = useWords();
  const asOf = useAsOf();
  const go = useGo();
  const say = useSay();
  const reason = useReason();
  const [doing, setDoing] = useState<Doing>();
  const query = useQuery({ ...roomQueries.powerNode(id, asOf), placeholderData: keepPreviousData });
  const siteNodes = useQuery({
    ...roomQueries.powerNodes(query.data?.siteId, asOf),
    enabled: query.data !== undefined,
  });
  const history = useQuery(adminQueries.history(`powernode-${id}`));
  useShowsPast((history.data?.data ?? []).map((event) => isoInstant(instantOf(event.at))));
  const retire = useDeed({
    run: () => room.retireNode(id),
    stale: POWER_STALE,
    done: t('room.nodeRetired'),
    after: () => go(paths.power()),
  });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  const node = query.data;
  if (node === undefined) return <TableSkeleton columns={2} label={t('common.loading')} />;
  const nodes = siteNodes.data?.data ?? [];
  const parent = nodes.find((each) => each.id === node.parentId);
  const below = nodes.filter((each) => each.parentId === node.id);
  const off = reason('inventory');
  const close = () => setDoing(undefined);
  const entry = (key: Doing, label: string) => ({ key, label, reason: off, onClick: () => setDoing(key) });
  return (
    <div className="stack">
      <PageHead
        title={node.name}
        crumbs={[{ text: t('shell.nav.power'), to: paths.power() }]}
        sub={t(`inventory.kinds.${node.kind}`)}
        actions={
          <Menu
            entries={[
              entry('rate', t('room.rateNode')),
              entry('rewire', t('room.rewire')),
              entry('measure', t('room.measure')),
              'line',
              {
                key: 'retire',
                label: t('room.retireNode'),
                danger: true,
                reason: off ?? (below.length > 0 ? t('room.nodeSupplies', { count: below.length }) : undefined),
                onClick: () =>
                  say.ask({
                    title: t('room.askRetireNode', { name: node.name }),
                    text: t('room.askRetireNodeText'),
                    yes: t('room.retireNode'),
                    no: t('common.cancel'),
                    danger: true,
                    run: () => retire.mutateAsync(),
                  }),
              },
            ]}
          >
            <Button popup="menu" testId="node-more">
              {t('common.actions')}
            </Button>
          </Menu>
        }
      />
      <Panel title={t('inventory.node')}>
        <Facts
          facts={[
            {
              label: t('room.suppliedBy'),
              value: parent ? <Link to={paths.powerNode(parent.id)}>{parent.name}</Link> : t('room.fromOutside'),
            },
            {
              label: t('room.supplies'),
              value:
                below.length === 0
                  ? '–'
                  : below.map((each, index) => (
                      <span key={each.id}>
                        {index > 0 ? ', ' : ''}
                        <Link to={paths.powerNode(each.id)}>{each.name}</Link>
                      </span>
                    )),
            },
            { label: t('inventory.side'), value: node.side ?? '–' },
            {
              label: t('inventory.rating'),
              value: `${node.phases} × ${node.volts} V · ${node.amps} A · ${node.deratingPercent} % · cos φ ${number(node.powerFactor, 2)}`,
            },
            { label: t('room.leg'), value: node.leg ?? '–' },
            { label: t('room.outlets'), value: node.outlets },
            {
              label: t('racks.name'),
              value: node.rackId ? <Link to={paths.rack(node.rackId)}>{t('room.inRack')}</Link> : '–',
            },
            { label: t('inventory.measured'), value: figure(node.measuredW, 'W') },
            { label: t('room.measuredAt'), value: <When at={node.measuredAt} /> },
          ]}
        />
      </Panel>
      {node.outlets > 0 ? <Outlets node={node} off={off} onPlug={() => setDoing('plug')} /> : null}
      <Panel title={t('trace.history')}>
        <HistoryOf query={history} travel />
      </Panel>
      {doing === 'rate' ? <PowerNodeForm siteId={node.siteId} node={node} onClose={close} /> : null}
      {doing === 'plug' ? <PlugCord nodeId={node.id} siteId={node.siteId} onClose={close} /> : null}
      {doing === 'rewire' ? (
        <FormDialog<WholePowerNode>
          title={t('room.rewire')}
          fields={[
            {
              name: 'parentId',
              label: t('room.suppliedBy'),
              kind: 'choice',
              optional: true,
              hint: t('room.suppliedByHint'),
              choices: nodes
                .filter((each) => each.id !== node.id)
                .map((each) => ({ value: each.id, label: `${each.name} · ${t(`inventory.kinds.${each.kind}`)}` })),
            },
          ]}
          initial={node.parentId ? { parentId: node.parentId } : {}}
          run={({ parentId }) => room.rewireNode(node.id, parentId)}
          stale={POWER_STALE}
          done={t('room.nodeRewired')}
          onClose={close}
        />
      ) : null}
      {doing === 'measure' ? <Measure node={node} onClose={close} /> : null}
    </div>
  );
}

interface OutletsProps {
  readonly node: WholePowerNode;
  readonly off: string | undefined;
  readonly onPlug: () => void;
}

function Outlets({ node, off, onPlug }: OutletsProps) {
  const { t } = useWords();
  const asOf = useAsOf();
  const say = useSay();
  const query = useQuery(roomQueries.cords({ powerNodeId: node.id, ...(asOf === undefined ? {} : { asOf }) }));
  const name = useDeviceNames((query.data?.data ?? []).map((cord) => cord.deviceId));
  const pull = useDeed<Cord>({ run: (cord) => room.pullCord(cord.id), stale: POWER_STALE, done: t('room.pulled') });
  const columns: readonly Column<Cord>[] = [
    {
      key: 'outlet',
      title: t('room.outlet'),
      numeric: true,
      text: (cord) => String(cord.outlet),
      order: byNumber((cord) => cord.outlet),
      render: (cord) => cord.outlet,
    },
    {
      key: 'device',
      title: t('inventory.device'),
      text: (cord) => name(cord.deviceId),
      order: byText((cord) => name(cord.deviceId)),
      render: (cord) => <DeviceLink id={cord.deviceId} name={name} tab="power" />,
    },
    { key: 'psu', title: t('room.psu'), numeric: true, text: (cord) => String(cord.psu), render: (cord) => cord.psu },
    {
      key: 'since',
      title: t('addresses.since'),
      text: (cord) => cord.pluggedAt,
      order: byText((cord) => cord.pluggedAt),
      render: (cord) => <When at={cord.pluggedAt} />,
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (cord) => (
        <Button
          reason={off}
          onClick={() =>
            say.ask({
              title: t('room.askPull', { psu: cord.psu, name: name(cord.deviceId) }),
              text: t('room.askPullText'),
              yes: t('room.pull'),
              no: t('common.cancel'),
              danger: true,
              run: () => pull.mutateAsync(cord),
            })
          }
        >
          {t('room.pull')}
        </Button>
      ),
    },
  ];
  return (
    <QueryTable<Cord>
      name="outlets"
      label={t('room.outlets')}
      query={query}
      columns={columns}
      rowKey={(cord) => String(cord.id)}
      fixedSort={{ key: 'outlet', down: false }}
      actions={
        <Button icon={<Icon name="plus" />} reason={off} onClick={onPlug}>
          {t('room.plug')}
        </Button>
      }
      empty={<Empty title={t('room.outletsFree', { count: node.outlets })} />}
    />
  );
}

function Measure({ node, onClose }: { readonly node: WholePowerNode; readonly onClose: () => void }) {
  const { t } = useWords();
  const legs = node.phases === 3 ? (['L1', 'L2', 'L3'] as const) : ([node.leg ?? 'L1'] as const);
  return (
    <FormDialog<WholePowerNode>
      title={t('room.measure')}
      fields={[
        { name: 'measuredAt', label: t('room.measuredAt'), kind: 'instant', wide: true },
        ...legs.flatMap((leg) => [
          { name: `${leg}W`, label: t('room.legWatts', { leg }), kind: 'number' as const, unit: 'W' },
          { name: `${leg}VA`, label: t('room.legVa', { leg }), kind: 'number' as const, unit: 'VA', optional: true },
        ]),
      ]}
      wire={{ 'legs.watts': `${legs[0]}W`, 'legs.leg': `${legs[0]}W`, 'legs.voltAmperes': `${legs[0]}VA` }}
      run={(values) =>
        room.measureNode(node.id, {
          measuredAt: values['measuredAt'],
          legs: legs.map((leg) => ({ leg, watts: values[`${leg}W`], voltAmperes: values[`${leg}VA`] })),
        })
      }
      stale={POWER_STALE}
      done={t('room.measuredDone')}
      onClose={onClose}
    />
  );
}
