import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { adminQueries } from '../../../api/admin.ts';
import { moving } from '../../../api/can.ts';
import { placing } from '../../../api/placing.ts';
import { useReason } from '../../../components/act.tsx';
import { useAsOf, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { HistoryOf } from '../../../components/HistoryList.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { usePace } from '../../../components/session.tsx';
import { Status } from '../../../components/Status.tsx';
import { Mono, useWords, When } from '../../../components/words.tsx';
import { Button, Facts, Notice, Panel, TableSkeleton } from '../../../ui/index.ts';
import { instantOf, isoInstant } from '../../../util/dates.ts';
import { paths } from '../../../util/paths.ts';
import { formatMemory } from '../../../util/units.ts';
import { GuestDecision } from './GuestDecision.tsx';

/** A guest as the operator sees it: where it runs, for whom, and its whole life. */
export default function GuestPage() {
  const id = Number(useParams()['id']);
  const { t, locale, number } = useWords();
  const reason = useReason();
  const [ranking, setRanking] = useState(false);
  const asOf = useAsOf();
  const quick = usePace(true);
  const slow = usePace(false);
  const query = useQuery({
    ...adminQueries.guest(id, asOf),
    placeholderData: keepPreviousData,
    refetchInterval: (now) => (moving.has((now.state.data?.status ?? '').toLowerCase()) ? quick : slow),
  });
  const history = useQuery(adminQueries.history(`instance-${id}`));
  useShowsPast((history.data?.data ?? []).map((event) => isoInstant(instantOf(event.at))));
  const guest = query.data;
  return (
    <div className="stack reading">
      <PageHead
        title={guest?.label ?? `instance-${id}`}
        crumbs={[{ text: t('shell.nav.guests'), to: paths.guests() }]}
        beside={guest ? <Status state={guest.status} trace={{ kind: 'history', id: `instance-${id}` }} /> : undefined}
      />
      {query.error ? <FailureNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <TableSkeleton columns={3} label={t('common.loading')} /> : null}
      {guest?.failure ? <Notice kind="bad" title={guest.failure} /> : null}
      {guest && !query.error ? (
        <Panel title={t('machines.tabs.summary')}>
          <Facts
            facts={[
              {
                label: t('guests.tenant'),
                value: <Link to={paths.tenant(guest.tenantId)}>{guest.tenantName ?? String(guest.tenantId)}</Link>,
              },
              {
                label: t('guests.host'),
                value: guest.hostId ? (
                  <Link to={paths.host(guest.hostId)}>{guest.hostName ?? String(guest.hostId)}</Link>
                ) : (
                  '–'
                ),
              },
              { label: t('machines.plan'), value: guest.plan },
              { label: t('machines.region'), value: guest.region },
              { label: 'vCPU', value: guest.vcpus },
              { label: t('machines.memory'), value: formatMemory(guest.memoryMb, locale) },
              {
                label: t('guests.disk'),
                value: (
                  <>
                    {formatMemory(guest.diskMb, locale)}{' '}
                    {guest.poolId ? (
                      <Link to={paths.pool(guest.poolId)}>{guest.poolName ?? String(guest.poolId)}</Link>
                    ) : (
                      <span className="muted">{t('guests.diskLocal')}</span>
                    )}
                  </>
                ),
              },
              { label: t('machines.image'), value: guest.image ?? '–' },
              { label: t('machines.ip'), value: <Mono>{guest.ipv4.join(' ') || '–'}</Mono> },
              {
                label: t('placing.priority.title'),
                value: (
                  <>
                    {number(guest.startPriority)}{' '}
                    <Button
                      kind="quiet"
                      reason={asOf === undefined ? reason('operations') : t('hosts.tabs.nowOnly')}
                      testId="start-priority"
                      onClick={() => setRanking(true)}
                    >
                      {t('placing.priority.save')}
                    </Button>
                  </>
                ),
              },
              { label: t('machines.created'), value: <When at={guest.createdAt} style="exact" /> },
              { label: t('machines.id'), value: <Mono>{guest.id}</Mono> },
            ]}
          />
        </Panel>
      ) : null}
      <GuestDecision guest={id} />
      <Panel title={t('trace.history')}>
        <HistoryOf query={history} travel />
      </Panel>
      {guest && ranking ? (
        <FormDialog
          title={t('placing.priority.title')}
          fields={[
            {
              name: 'priority',
              label: t('placing.priority.label'),
              hint: t('placing.priority.hint'),
              kind: 'number',
              min: 0,
              max: 100,
            },
          ]}
          initial={{ priority: guest.startPriority }}
          run={(values) => placing.priority(id, Number(values['priority']))}
          stale={['/admin/v1/instances', '/admin/v1/history']}
          done={t('placing.priority.saved')}
          onClose={() => setRanking(false)}
        />
      ) : null}
    </div>
  );
}
