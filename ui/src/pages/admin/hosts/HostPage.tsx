import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { admin, adminQueries } from '../../../api/admin.ts';
import type { Host, HostUsage } from '../../../api/admin-types.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { HistoryOf } from '../../../components/HistoryList.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { usePace } from '../../../components/session.tsx';
import { Status } from '../../../components/Status.tsx';
import { Traced } from '../../../components/trace.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { Bar, Button, Empty, Panel, TableSkeleton, Tabs } from '../../../ui/index.ts';
import { instantOf, isoInstant } from '../../../util/dates.ts';
import { paths } from '../../../util/paths.ts';
import { formatMemory, share } from '../../../util/units.ts';
import { HostConnection } from './HostConnection.tsx';
import { HostDrifts } from './HostDrifts.tsx';
import { HostEncryption } from './HostEncryption.tsx';
import { HostGpus } from './HostGpus.tsx';
import { HostOvercommit } from './HostOvercommit.tsx';
import { HostPins } from './HostPins.tsx';
import { GuestTable } from '../guests/GuestTable.tsx';

/** What was measured of a part; undefined when nothing was. */
function measured(usage: HostUsage | undefined, part: 'vcpus' | 'memoryMb' | 'diskGb'): number | undefined {
  return usage?.[part] ?? undefined;
}

export default function HostPage() {
  const id = Number(useParams()['id']);
  const { t } = useWords();
  const [params, change] = useSearchState();
  const reason = useReason();
  const asOf = useAsOf();
  const query = useQuery({
    ...adminQueries.host(id, asOf),
    placeholderData: keepPreviousData,
    refetchInterval: usePace(false),
  });
  const history = useQuery(adminQueries.history(`host-${id}`));
  useShowsPast((history.data?.data ?? []).map((event) => isoInstant(instantOf(event.at))));
  const step = useDeed<'cordon' | 'uncordon'>({
    run: (name) => admin.hostStep(id, name),
    stale: ['/admin/v1/hosts', '/admin/v1/history'],
    done: (_, name) => t(`hosts.did.${name}`, { name: query.data?.name ?? '' }),
  });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const host = query.data;
  const state = host.state.toUpperCase();
  const closed = ['CORDONED', 'DRAINING', 'DRAINED'].includes(state);
  return (
    <div className="stack">
      <PageHead
        title={host.name}
        crumbs={[{ text: t('shell.nav.hosts'), to: paths.hosts() }]}
        beside={<Status state={host.state} trace={{ kind: 'history', id: `host-${host.id}` }} />}
        sub={<Link to={paths.device(host.deviceId)}>{t('hosts.device')}</Link>}
        actions={
          <>
            <Button reason={reason('inventory', closed ? 'cordoned' : undefined)} onClick={() => step.mutate('cordon')}>
              {t('hosts.cordon')}
            </Button>
            <Button
              reason={reason('inventory', closed ? undefined : 'notCordoned')}
              onClick={() => step.mutate('uncordon')}
            >
              {t('hosts.uncordon')}
            </Button>
          </>
        }
      />
      <Tabs
        active={params.get('tab') ?? 'overview'}
        onChange={(key) => change({ tab: key === 'overview' ? undefined : key })}
        tabs={[
          { key: 'overview', label: t('hosts.tabs.overview'), content: <HostFigures host={host} /> },
          { key: 'guests', label: t('shell.nav.guests'), content: <GuestTable hostId={id} /> },
          { key: 'gpus', label: t('gpus.title'), content: <HostGpus host={host} /> },
          { key: 'connection', label: t('hosts.link.title'), content: <HostConnection host={host} /> },
          {
            key: 'encryption',
            label: t('placing.encryption.title'),
            content: <HostEncryption host={host} />,
          },
          { key: 'pins', label: t('placing.pins.title'), content: <HostPins host={host} /> },
          {
            key: 'drift',
            label: t('hosts.tabs.drift'),
            content: asOf === undefined ? <HostDrifts host={host} /> : <Empty title={t('hosts.tabs.nowOnly')} />,
          },
          {
            key: 'history',
            label: t('trace.history'),
            content: (
              <Panel title={t('trace.history')}>
                <HistoryOf query={history} travel />
              </Panel>
            ),
          },
        ]}
      />
    </div>
  );
}

function HostFigures({ host }: { readonly host: Host }) {
  const { t, number, locale } = useWords();
  const usage = useQuery({
    ...adminQueries.hostUsage(host.id, useAsOf()),
    retry: false,
    refetchInterval: usePace(false),
  });
  const fills = [
    { part: 'vcpus', label: 'vCPU', ratio: host.overcommit.vcpu, text: (value: number) => number(value, 2) },
    {
      part: 'memoryMb',
      label: t('machines.memory'),
      ratio: host.overcommit.memory,
      text: (value: number) => formatMemory(value, locale),
    },
    { part: 'diskGb', label: t('machines.disk'), ratio: 1, text: (value: number) => `${number(value)} GB` },
  ] as const;
  return (
    <div className="stack">
      <Panel title={t('hosts.reserved')}>
        {fills.map((fill) => (
          <div key={fill.part} className="fill-row">
            <Traced to={{ kind: 'host', id: host.id, part: fill.part }}>{fill.label}</Traced>
            <Bar
              label={fill.label}
              share={share(host[fill.part].reserved, host[fill.part].total)}
              text={`${fill.text(host[fill.part].reserved)} / ${fill.text(host[fill.part].total)}`}
            />
          </div>
        ))}
      </Panel>
      <Panel title={t('hosts.figures.title')} flush>
        <PlainTable<(typeof fills)[number]>
          name={`host-${host.id}`}
          label={t('hosts.figures.title')}
          rows={fills}
          rowKey={(fill) => fill.part}
          columns={[
            { key: 'of', title: t('hosts.figures.of'), text: (fill) => fill.label },
            {
              key: 'physical',
              title: t('hosts.figures.physical'),
              numeric: true,
              text: (fill) => String(host.capacity[fill.part]),
              render: (fill) => fill.text(host.capacity[fill.part]),
            },
            {
              key: 'ratio',
              title: t('hosts.figures.ratio'),
              numeric: true,
              text: (fill) => String(fill.ratio),
              render: (fill) => `× ${number(fill.ratio, 2)}`,
            },
            {
              key: 'most',
              title: t('hosts.figures.most'),
              numeric: true,
              text: (fill) => String(host[fill.part].total),
              render: (fill) => fill.text(host[fill.part].total),
            },
            {
              key: 'promised',
              title: t('hosts.figures.promised'),
              numeric: true,
              text: (fill) => String(host[fill.part].reserved),
              render: (fill) => fill.text(host[fill.part].reserved),
            },
            {
              key: 'left',
              title: t('hosts.figures.left'),
              numeric: true,
              text: (fill) => String(host[fill.part].total - host[fill.part].reserved),
              render: (fill) => fill.text(host[fill.part].total - host[fill.part].reserved),
            },
            {
              key: 'used',
              title: t('hosts.figures.used'),
              numeric: true,
              text: (fill) => {
                const used = measured(usage.data, fill.part);
                return used === undefined ? t('hosts.figures.notMeasured') : String(used);
              },
              render: (fill) => {
                const used = measured(usage.data, fill.part);
                return used === undefined ? t('hosts.figures.notMeasured') : fill.text(used);
              },
            },
          ]}
        />
      </Panel>
      <HostOvercommit host={host} />
      {usage.data ? (
        <p className="muted">
          <When at={usage.data.at} />{' '}
          {t('hosts.figures.measured', {
            source: usage.data.source,
            vcpus: number(usage.data.vcpusMost, 2),
            memory: formatMemory(usage.data.memoryMbMost, locale),
          })}
        </p>
      ) : null}
    </div>
  );
}
