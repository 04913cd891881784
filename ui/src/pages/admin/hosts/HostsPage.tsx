import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { adminQueries } from '../../../api/admin.ts';
import type { Host, Site, Usage } from '../../../api/admin-types.ts';
import { useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { usePace } from '../../../components/session.tsx';
import { Status, useStateWord } from '../../../components/Status.tsx';
import { Traced } from '../../../components/trace.tsx';
import { useWords } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Bar, Empty, Pick, Tabs, Tag } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { formatMemory, share } from '../../../util/units.ts';
import { Approvals } from './Approvals.tsx';
import { BalanceRounds } from './BalanceRounds.tsx';
import { HostDrifts } from './HostDrifts.tsx';
import { MachinePlans } from './MachinePlans.tsx';
import { PlacementRules } from './PlacementRules.tsx';
import { PlanRoom } from './PlanRoom.tsx';
import { Rebalancing } from './Rebalancing.tsx';
import { Waves } from './Waves.tsx';

export default function HostsPage() {
  const { t } = useWords();
  const [params, change] = useSearchState();
  const asOf = useAsOf();
  useShowsPast();
  const siteId = Number(params.get('site')) || undefined;
  const found = useQuery({ ...adminQueries.sites(), staleTime: 60_000 });
  const sites = found.data?.data ?? [];
  const now = (content: ReactNode) => (asOf === undefined ? content : <Empty title={t('hosts.tabs.nowOnly')} />);
  return (
    <>
      <PageHead title={t('shell.nav.hosts')} sub={t('hosts.sub')} />
      <Tabs
        active={params.get('tab') ?? 'hosts'}
        onChange={(key) => change({ tab: key === 'hosts' ? undefined : key })}
        tabs={[
          { key: 'hosts', label: t('hosts.tabs.hosts'), content: <HostList sites={sites} siteId={siteId} /> },
          { key: 'waves', label: t('placing.waves.title'), content: now(<Waves sites={sites} />) },
          { key: 'approvals', label: t('hosts.tabs.approvals'), content: now(<Approvals />) },
          {
            key: 'balance',
            label: t('hosts.balance.title'),
            content: now(<Rebalancing sites={sites} siteId={siteId} />),
          },
          {
            key: 'rounds',
            label: t('balancing.tab'),
            content: (
              <BalanceRounds sites={sites} siteId={siteId} onSite={(value) => change({ site: value?.toString() })} />
            ),
          },
          { key: 'drift', label: t('hosts.tabs.drift'), content: now(<Drifts />) },
          { key: 'rules', label: t('hosts.tabs.rules'), content: <PlacementRules sites={sites} /> },
          { key: 'plans', label: t('gpus.plans.title'), content: now(<MachinePlans />) },
        ]}
      />
    </>
  );
}

/** What one host at a time answers when it is asked for each of its guests. */
function Drifts() {
  const { t } = useWords();
  const [params, change] = useSearchState();
  const hosts = useQuery(adminQueries.hosts());
  const all = hosts.data?.data ?? [];
  const host = all.find((each) => each.id === Number(params.get('host'))) ?? all[0];
  return (
    <div className="stack">
      <Pick
        label={t('hosts.name')}
        value={host?.id}
        choices={all.map((each) => ({ value: each.id, label: each.name }))}
        onChange={(value) => change({ host: value?.toString() })}
      />
      {host ? <HostDrifts key={host.id} host={host} /> : null}
    </div>
  );
}

function HostList({ sites, siteId }: { readonly sites: readonly Site[]; readonly siteId: number | undefined }) {
  const { t, number, locale } = useWords();
  const asOf = useAsOf();
  const stateWord = useStateWord();
  const [, change] = useSearchState();
  const query = useQuery({
    ...adminQueries.hosts(asOf, siteId),
    placeholderData: keepPreviousData,
    refetchInterval: usePace(false),
  });
  const site = (host: Host) => sites.find((candidate) => candidate.id === host.siteId)?.name ?? String(host.siteId);
  const fill = (
    part: 'vcpus' | 'memoryMb' | 'diskGb',
    title: string,
    text: (value: number) => string,
  ): Column<Host> => {
    const usage = (host: Host): Usage => host[part];
    return {
      key: part,
      title,
      width: 230,
      text: (host) => `${usage(host).reserved}/${usage(host).total}`,
      order: byNumber((host) => share(usage(host).reserved, usage(host).total)),
      render: (host) => (
        <Traced to={{ kind: 'host', id: host.id, part }}>
          <Bar
            label={`${host.name}: ${title}`}
            share={share(usage(host).reserved, usage(host).total)}
            text={`${text(usage(host).reserved)} / ${text(usage(host).total)}`}
          />
        </Traced>
      ),
    };
  };
  const columns: readonly Column<Host>[] = [
    {
      key: 'name',
      title: t('hosts.name'),
      text: (host) => host.name,
      order: byText((host) => host.name),
      render: (host) => (
        <>
          <Link to={paths.host(host.id)}>{host.name}</Link>{' '}
          {host.pinnedTenants.length > 0 ? <Tag>{t('placing.pins.short')}</Tag> : null}{' '}
          {host.encrypted ? <Tag>{t('placing.encryption.short')}</Tag> : null}
        </>
      ),
    },
    {
      key: 'state',
      title: t('devices.state'),
      text: (host) => stateWord(host.state),
      order: byText((host) => host.state),
      render: (host) => <Status state={host.state} trace={{ kind: 'history', id: `host-${host.id}` }} />,
    },
    { key: 'site', title: t('racks.site'), text: site, order: byText(site), render: site },
    {
      key: 'guests',
      title: t('hosts.guests'),
      numeric: true,
      text: (host) => String(host.instances),
      order: byNumber((host) => host.instances),
      render: (host) => number(host.instances),
    },
    fill('vcpus', 'vCPU', (value) => number(value)),
    fill('memoryMb', t('machines.memory'), (value) => formatMemory(value, locale)),
    fill('diskGb', t('machines.disk'), (value) => `${number(value)} GB`),
  ];
  return (
    <div className="stack">
      <QueryTable<Host>
        name="hosts"
        label={t('shell.nav.hosts')}
        query={query}
        columns={columns}
        rowKey={(host) => String(host.id)}
        filters={
          <Pick
            label={t('racks.site')}
            value={siteId}
            choices={sites.map((entry) => ({ value: entry.id, label: entry.name }))}
            onChange={(value) => change({ site: value?.toString() })}
          />
        }
        empty={
          <Empty title={t('hosts.empty')}>
            <p>{t('hosts.emptyNext')}</p>
          </Empty>
        }
      />
      <PlanRoom siteId={siteId} />
    </div>
  );
}
