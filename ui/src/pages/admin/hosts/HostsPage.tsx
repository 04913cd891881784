import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { adminQueries } from '../../../api/admin.ts';
import type { Host, Usage } from '../../../api/admin-types.ts';
import { useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { usePace } from '../../../components/session.tsx';
import { Status, useStateWord } from '../../../components/Status.tsx';
import { Traced } from '../../../components/trace.tsx';
import { useWords } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Bar, Empty, Pick } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { formatMemory, share } from '../../../util/units.ts';
import { Approvals } from './Approvals.tsx';
import { PlacementRules } from './PlacementRules.tsx';
import { PlanRoom } from './PlanRoom.tsx';
import { Rebalancing } from './Rebalancing.tsx';
import { Waves } from './Waves.tsx';

export default function HostsPage() {
  const { t, number, locale } = useWords();
  const asOf = useAsOf();
  const stateWord = useStateWord();
  const [params, change] = useSearchState();
  useShowsPast();
  const siteId = Number(params.get('site')) || undefined;
  const sites = useQuery({ ...adminQueries.sites(), staleTime: 60_000 });
  const query = useQuery({
    ...adminQueries.hosts(asOf, siteId),
    placeholderData: keepPreviousData,
    refetchInterval: usePace(false),
  });
  const site = (host: Host) =>
    sites.data?.data.find((candidate) => candidate.id === host.siteId)?.name ?? String(host.siteId);
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
      render: (host) => <Link to={paths.host(host.id)}>{host.name}</Link>,
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
      <PageHead title={t('shell.nav.hosts')} sub={t('hosts.sub')} />
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
            choices={(sites.data?.data ?? []).map((entry) => ({ value: entry.id, label: entry.name }))}
            onChange={(value) => change({ site: value?.toString() })}
          />
        }
        empty={
          <Empty title={t('hosts.empty')}>
            <p>{t('hosts.emptyNext')}</p>
          </Empty>
        }
      />
      {asOf === undefined ? <Approvals /> : null}
      {asOf === undefined ? <Waves sites={sites.data?.data ?? []} /> : null}
      <PlanRoom siteId={siteId} />
      {asOf === undefined ? <Rebalancing sites={sites.data?.data ?? []} siteId={siteId} /> : null}
      {asOf === undefined ? <PlacementRules sites={sites.data?.data ?? []} /> : null}
    </div>
  );
}
