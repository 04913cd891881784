import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { admin, adminQueries } from '../../../api/admin.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { HistoryOf } from '../../../components/HistoryList.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { usePace } from '../../../components/session.tsx';
import { Status } from '../../../components/Status.tsx';
import { Traced } from '../../../components/trace.tsx';
import { useWords } from '../../../components/words.tsx';
import { Bar, Button, Panel, TableSkeleton } from '../../../ui/index.ts';
import { instantOf, isoInstant } from '../../../util/dates.ts';
import { paths } from '../../../util/paths.ts';
import { formatMemory, share } from '../../../util/units.ts';
import { GuestTable } from '../guests/GuestTable.tsx';

export default function HostPage() {
  const id = Number(useParams()['id']);
  const { t, number, locale } = useWords();
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
  if (query.error) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const host = query.data;
  const cordoned = host.state.toUpperCase() === 'CORDONED';
  const fills = [
    { part: 'vcpus', label: 'vCPU', text: (value: number) => number(value) },
    { part: 'memoryMb', label: t('machines.memory'), text: (value: number) => formatMemory(value, locale) },
    { part: 'diskGb', label: t('machines.disk'), text: (value: number) => `${number(value)} GB` },
  ] as const;
  return (
    <div className="stack">
      <PageHead
        title={host.name}
        crumbs={[{ text: t('shell.nav.hosts'), to: paths.hosts() }]}
        beside={<Status state={host.state} trace={{ kind: 'history', id: `host-${host.id}` }} />}
        sub={<Link to={paths.device(host.deviceId)}>{t('hosts.device')}</Link>}
        actions={
          <>
            <Button
              reason={reason('inventory', cordoned ? 'cordoned' : undefined)}
              onClick={() => step.mutate('cordon')}
            >
              {t('hosts.cordon')}
            </Button>
            <Button
              reason={reason('inventory', cordoned ? undefined : 'notCordoned')}
              onClick={() => step.mutate('uncordon')}
            >
              {t('hosts.uncordon')}
            </Button>
          </>
        }
      />
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
      <GuestTable hostId={id} />
      <Panel title={t('trace.history')}>
        <HistoryOf query={history} travel />
      </Panel>
    </div>
  );
}
