import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isLost } from '../../../api/again.ts';
import type { Host } from '../../../api/admin-types.ts';
import { hostLink, type HostDrift } from '../../../api/hosts.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { FormDialog, textOf } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { usePace } from '../../../components/session.tsx';
import { Status } from '../../../components/Status.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { Button, Empty, Facts, Panel, TableSkeleton, useSay } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { formatMemory } from '../../../util/units.ts';
import { HostInvite } from './HostInvite.tsx';

const STALE = ['/admin/v1/hosts', '/admin/v1/history'];

/** Where libvirt answers for a host, what it was last seen to be, and what is otherwise there than in the book. */
export function HostConnection({ host }: { readonly host: Host }) {
  const { t } = useWords();
  const say = useSay();
  const reason = useReason();
  const past = useAsOf() !== undefined;
  const [connecting, setConnecting] = useState(false);
  const leave = useDeed({ run: () => hostLink.leave(host.id), stale: STALE, done: t('hosts.link.left') });
  const off = reason('inventory', host.instances > 0 ? 'hasGuests' : undefined);
  const connected = typeof host.uri === 'string';
  const ask = () =>
    say.ask({
      title: t('hosts.link.askLeave', { name: host.name }),
      text: t('hosts.link.askLeaveText'),
      yes: t('hosts.link.leave'),
      no: t('common.cancel'),
      danger: true,
      run: () => leave.mutateAsync(),
    });
  return (
    <Panel
      title={t('hosts.link.title')}
      extra={
        <>
          <HostInvite host={host} />
          <Button reason={connected ? reason('inventory') : off} onClick={() => setConnecting(true)}>
            {t(connected ? 'hosts.link.change' : 'hosts.link.connect')}
          </Button>
          {connected ? (
            <Button reason={off} onClick={ask}>
              {t('hosts.link.leave')}
            </Button>
          ) : null}
        </>
      }
    >
      {connected ? (
        past ? (
          <Facts facts={[{ label: t('hosts.link.uri'), value: <code>{host.uri}</code> }]} />
        ) : (
          <Sight host={host} />
        )
      ) : (
        <Empty title={t('hosts.link.none')}>{t('hosts.link.noneNext')}</Empty>
      )}
      {connecting ? (
        <FormDialog
          title={t('hosts.link.connect')}
          fields={[
            {
              name: 'uri',
              label: t('hosts.link.uri'),
              hint: t('hosts.link.hint'),
              kind: 'mono',
              maxLength: 300,
              wide: true,
            },
          ]}
          initial={{ uri: host.uri ?? '' }}
          run={(values) => hostLink.connect(host.id, textOf(values['uri']))}
          stale={STALE}
          done={t('hosts.link.done', { name: host.name })}
          onClose={() => setConnecting(false)}
        />
      ) : null}
    </Panel>
  );
}

function Sight({ host }: { readonly host: Host }) {
  const { t, number, locale } = useWords();
  const query = useQuery({ ...hostLink.sight(host.id), refetchInterval: usePace(true) });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  const sight = query.data;
  if (sight === undefined) return <TableSkeleton columns={2} label={t('common.loading')} />;
  const memory = sight.memoryMb;
  return (
    <>
      <Facts
        facts={[
          { label: t('hosts.link.uri'), value: <code>{sight.uri}</code> },
          {
            label: t('hosts.link.answered'),
            value: sight.answeredAt ? <When at={sight.answeredAt} style="exact" /> : t('hosts.link.never'),
          },
          { label: t('hosts.link.software'), value: sight.software ?? '–' },
          { label: t('hosts.link.calls'), value: sight.name ?? '–' },
          {
            label: t('hosts.link.has'),
            value:
              typeof memory === 'number'
                ? t('hosts.link.machine', {
                    vcpus: number(sight.vcpus ?? 0),
                    memory: formatMemory(memory, locale),
                    disk: formatMemory(sight.diskMb ?? 0, locale),
                  })
                : '–',
          },
          ...(sight.failures > 0
            ? [
                {
                  label: t('hosts.link.failures', { count: sight.failures }),
                  value: sight.error ?? '–',
                },
              ]
            : []),
        ]}
      />
      {sight.drift.length === 0 ? (
        <p>{t('hosts.link.noDrift')}</p>
      ) : (
        <PlainTable<HostDrift>
          name="host-drift"
          label={t('hosts.link.drift')}
          rows={sight.drift}
          rowKey={(row) => String(row.instanceId)}
          columns={[
            {
              key: 'guest',
              title: t('hosts.link.guest'),
              text: (row) => String(row.instanceId),
              render: (row) => <Link to={paths.guest(row.instanceId)}>{row.instanceId}</Link>,
            },
            {
              key: 'booked',
              title: t('hosts.link.booked'),
              text: (row) => row.booked ?? '',
              render: (row) => (row.booked ? <Status state={row.booked} /> : t('hosts.link.unknown')),
            },
            {
              key: 'seen',
              title: t('hosts.link.seen'),
              text: (row) => t(`hosts.link.states.${row.seen}`),
            },
          ]}
        />
      )}
    </>
  );
}
