import { useQuery } from '@tanstack/react-query';
import { moving } from '../../../api/can.ts';
import { tenant, tenantQueries, type Machine } from '../../../api/tenant.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useEventWords, useTimeLeft } from '../../../components/EventLine.tsx';
import { usePace } from '../../../components/session.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Notice } from '../../../ui/index.ts';

/** What the machine does now, how far it is and how long yet. */
export function UnderWay({ machine }: { readonly machine: Machine }) {
  const pace = usePace(true);
  const busy = moving.has(machine.status) || machine.working;
  const events = useQuery({ ...tenantQueries.events(), refetchInterval: pace, enabled: busy });
  const left = useTimeLeft();
  const event = events.data?.data.find(
    ({ status, queued, entity }) =>
      (status === 'started' || status === 'scheduled') &&
      queued === undefined &&
      entity?.type === 'linode' &&
      Number(entity.id) === machine.id,
  );
  if (!busy || event === undefined) return null;
  const text = [event.percent_complete === null ? '' : `${event.percent_complete} %`, left(event)];
  return (
    <span className="muted small" data-testid="under-way">
      {text.filter((part) => part !== '').join(' · ')}
    </span>
  );
}

/** What waits until the machine has done what it does now: its place, what it waits for, and the way out. */
export function Waiting({ machine }: { readonly machine: Machine }) {
  const { t } = useWords();
  const reason = useReason();
  const words = useEventWords();
  const pace = usePace(moving.has(machine.status));
  const events = useQuery({ ...tenantQueries.events(), refetchInterval: pace });
  const drop = useDeed<number>({
    run: (event) => tenant.unqueue(machine.id, event),
    stale: ['/v4/account/events', '/v4/linode/instances'],
    done: t('machines.queueCancelled'),
  });
  const waiting = (events.data?.data ?? [])
    .filter(
      ({ queued, entity }) => queued !== undefined && entity?.type === 'linode' && Number(entity.id) === machine.id,
    )
    .toSorted((left, right) => (left.queued?.place ?? 0) - (right.queued?.place ?? 0));
  if (waiting.length === 0) return null;
  const behind = (action: string | null | undefined) =>
    action ? t('machines.queueBehind', { action: words({ action }) }) : '';
  return (
    <Notice kind="info" title={t('machines.queue')}>
      <ul className="event-lines" data-testid="queue">
        {waiting.map((event) => (
          <li key={event.id} className="row">
            <span>{t('machines.queuePlace', { action: words(event), place: event.queued?.place ?? 0 })}</span>
            <span className="muted">{behind(event.queued?.behind)}</span>
            <Button kind="quiet" reason={reason('own')} onClick={() => drop.mutate(event.id)}>
              {t('machines.queueCancel')}
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
