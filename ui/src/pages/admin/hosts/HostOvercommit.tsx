import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Host } from '../../../api/admin-types.ts';
import { hostOvercommit, type OvercommitDate } from '../../../api/hosts.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { usePace, usePresent } from '../../../components/session.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { Button, Panel, TableSkeleton, Tag } from '../../../ui/index.ts';
import { formatMemory } from '../../../util/units.ts';

const STALE = ['/admin/v1/host-overcommit', '/admin/v1/hosts', '/admin/v1/history', '/admin/v1/plan-room'];

/** How many times over a host may be promised: what is in force, and what is to come. */
export function HostOvercommit({ host }: { readonly host: Host }) {
  const { t, number, locale } = useWords();
  const may = useReason();
  const asOf = useAsOf();
  const reason = asOf === undefined ? may('inventory') : t('hosts.tabs.nowOnly');
  const [changing, setChanging] = useState(false);
  const query = useQuery({ ...hostOvercommit.of(host.id, asOf), refetchInterval: usePace(false) });
  const takeBack = useDeed<OvercommitDate>({
    run: (date) => hostOvercommit.takeBack(host.id, date.number),
    stale: STALE,
    done: t('placing.overcommit.takenBack'),
  });
  const title = t('placing.overcommit.title');
  const dates = query.data ? [query.data.inForce, ...query.data.toCome] : [];
  const begun = (date: OvercommitDate) => date === query.data?.inForce;
  const state = (date: OvercommitDate) => t(begun(date) ? 'placing.overcommit.inForce' : 'placing.overcommit.toCome');
  const times = (ratio: number, most: string) => <span className="nowrap">{`× ${number(ratio, 4)} = ${most}`}</span>;
  const why = (date: OvercommitDate) => date.reason ?? t('placing.overcommit.first');
  return (
    <Panel
      title={title}
      flush
      extra={
        <Button reason={reason} testId="overcommit" onClick={() => setChanging(true)}>
          {t('placing.overcommit.change')}
        </Button>
      }
    >
      {query.error ? <FailureNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <TableSkeleton columns={5} label={title} /> : null}
      {query.data ? (
        <PlainTable<OvercommitDate>
          name={`overcommit-${host.id}`}
          label={title}
          rows={dates}
          rowKey={(date) => `${date.number}-${date.from ?? ''}`}
          columns={[
            {
              key: 'from',
              title: t('placing.overcommit.from'),
              text: (date) => date.from ?? '',
              render: (date) => (
                <>
                  {date.from ? <When at={date.from} style="exact" /> : t('placing.overcommit.fromUnknown')}{' '}
                  <Tag>{state(date)}</Tag>
                </>
              ),
            },
            {
              key: 'vcpu',
              title: 'vCPU',
              numeric: true,
              text: (date) => String(date.vcpu),
              render: (date) => times(date.vcpu, number(date.vcpus)),
            },
            {
              key: 'memory',
              title: t('machines.memory'),
              numeric: true,
              text: (date) => String(date.memory),
              render: (date) => times(date.memory, formatMemory(date.memoryMb, locale)),
            },
            {
              key: 'why',
              title: t('placing.reason'),
              text: why,
              render: (date) => (
                <div className="wrap">
                  {why(date)}
                  {date.exceeded ? <div>{t('placing.overcommit.exceeded')}</div> : null}
                </div>
              ),
            },
            {
              key: 'actions',
              title: t('common.actions'),
              text: () => '',
              render: (date) => (
                <Button
                  reason={begun(date) ? t('placing.overcommit.begun') : reason}
                  busy={takeBack.isPending}
                  onClick={() => takeBack.mutate(date)}
                >
                  {t('placing.overcommit.takeBack')}
                </Button>
              ),
            },
          ]}
        />
      ) : null}
      {changing ? <Change host={host} onClose={() => setChanging(false)} /> : null}
    </Panel>
  );
}

function Change({ host, onClose }: { readonly host: Host; readonly onClose: () => void }) {
  const { t } = useWords();
  const { zone } = usePresent();
  return (
    <FormDialog
      title={t('placing.overcommit.change')}
      renderBeside={() => <p className="muted">{t('placing.overcommit.sub')}</p>}
      fields={[
        {
          name: 'vcpu',
          label: t('placing.overcommit.vcpu'),
          hint: t('placing.overcommit.limits'),
          kind: 'decimal',
        },
        {
          name: 'memory',
          label: t('placing.overcommit.memory'),
          hint: t('placing.overcommit.limits'),
          kind: 'decimal',
        },
        {
          name: 'from',
          label: t('placing.overcommit.from'),
          hint: t('placing.overcommit.fromHint', { zone }),
          kind: 'instant',
          optional: true,
        },
        { name: 'reason', label: t('placing.reason'), maxLength: 200, wide: true },
      ]}
      initial={{ vcpu: String(host.overcommit.vcpu), memory: String(host.overcommit.memory) }}
      run={(values) => hostOvercommit.change(host.id, values)}
      stale={STALE}
      done={t('placing.overcommit.changed')}
      onClose={onClose}
    />
  );
}
