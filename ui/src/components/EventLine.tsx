import type { AccountEvent } from '../api/tenant.ts';
import { Progress, StateMark, type Shape } from '../ui/index.ts';
import { paths } from '../util/paths.ts';
import { Link } from './Link.tsx';
import { useWords, When } from './words.tsx';

const shapes: Readonly<Record<AccountEvent['status'], Shape>> = {
  scheduled: 'off',
  started: 'moving',
  finished: 'done',
  failed: 'failed',
  notification: 'done',
  canceled: 'off',
};

/** What an event says in the reader's language; an action we have no words for shows its own name. */
export function useEventWords(): (event: Pick<AccountEvent, 'action'>) => string {
  const { t } = useWords();
  const say = t as (key: string, options: object) => string;
  return (event) => say(`activity.actions.${event.action}`, { defaultValue: event.action.replaceAll('_', ' ') });
}

/** How long yet, in words; nothing of what is over or was never done before. */
export function useTimeLeft(): (event: AccountEvent) => string {
  const { t, number } = useWords();
  return ({ time_remaining: left }) => {
    if (left === null) return '';
    return left === 0 ? t('activity.soon') : t('activity.left', { seconds: number(left) });
  };
}

/** One entry of an account's activity: what, on which thing, how far, by whom. */
export function EventLine({ event }: { readonly event: AccountEvent }) {
  const { t } = useWords();
  const words = useEventWords();
  const left = useTimeLeft();
  const isMachine = event.entity?.type === 'linode' && event.action !== 'linode_delete';
  return (
    <div className="event-line">
      <StateMark shape={shapes[event.status]} />
      <div>
        <span>
          {words(event)}{' '}
          {event.entity ? (
            isMachine ? (
              <Link to={paths.machine(Number(event.entity.id))}>{event.entity.label ?? event.entity.id}</Link>
            ) : (
              <strong>{event.entity.label ?? event.entity.id}</strong>
            )
          ) : null}
        </span>
        {event.status === 'started' && event.percent_complete !== null ? (
          <Progress
            label={words(event)}
            done={event.percent_complete}
            total={100}
            text={[`${event.percent_complete} %`, left(event)].filter((text) => text !== '').join(' · ')}
          />
        ) : null}
        <div className="muted small">
          {t(`activity.statuses.${event.status}`)} · <When at={event.created} />
          {event.username ? ` · ${event.username}` : ''}
          {event.status === 'failed' && event.message ? ` · ${event.message}` : ''}
        </div>
      </div>
    </div>
  );
}
