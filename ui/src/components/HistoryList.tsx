import type { UseQueryResult } from '@tanstack/react-query';
import type { HistoryEvent } from '../api/billing.ts';
import type { Page } from '../api/page.ts';
import { Button, Code, Empty, Icon, TableSkeleton } from '../ui/index.ts';
import { instantOf, isoInstant } from '../util/dates.ts';
import { useAsOf, useTravel } from './asOf.tsx';
import { FailureNotice } from './failure.tsx';
import { useWords, When } from './words.tsx';

interface HistoryListProps {
  readonly events: readonly HistoryEvent[];
  /** Whether an entry offers to look at the page as of its instant. */
  readonly travel?: boolean;
}

/** Events in order: what happened in words, when, who did it and from where; the stored event on demand. */
export function HistoryList({ events, travel = false }: HistoryListProps) {
  const { t, pick } = useWords();
  const go = useTravel();
  const asOf = useAsOf();
  const by = (who: string | null | undefined): string => {
    if (!who) return t('trace.byPortal');
    return who.startsWith('program:') ? t('trace.byProgram', { name: who.slice(8) }) : t('trace.by', { who });
  };
  return (
    <ol className="history">
      {events.map((event) => {
        const at = isoInstant(instantOf(event.at));
        const later = asOf !== undefined && instantOf(event.at) > instantOf(asOf);
        return (
          <li key={`${event.aggregateId ?? ''}-${event.index}`} className={later ? 'later' : ''}>
            <div className="history-head">
              <span className="history-words">{pick(event.words) || event.event}</span>
              <When at={event.at} style="exact" />
              {travel ? (
                <Button
                  kind="quiet"
                  icon={<Icon name="clock" size={14} />}
                  label={t('time.lookAt')}
                  onClick={() => go(at)}
                />
              ) : null}
            </div>
            <div className="history-by muted">
              <span>{by(event.who)}</span>
              {event.from ? <span>{t('trace.fromWhere', { from: event.from })}</span> : null}
              <details>
                <summary>{event.event}</summary>
                <Code
                  text={JSON.stringify(
                    {
                      event: event.event,
                      requestId: event.requestId ?? undefined,
                      cause: event.cause ?? undefined,
                      payload: event.payload,
                    },
                    null,
                    2,
                  )}
                />
              </details>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

interface HistoryOfProps {
  readonly query: Pick<UseQueryResult<Page<HistoryEvent>>, 'data' | 'error' | 'isPending' | 'refetch'>;
  readonly travel?: boolean;
}

export function HistoryOf({ query, travel = false }: HistoryOfProps) {
  const { t } = useWords();
  if (query.isPending && query.data === undefined) return <TableSkeleton columns={2} label={t('common.loading')} />;
  if (query.error) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined || query.data.data.length === 0) return <Empty title={t('trace.noEvents')} />;
  return (
    <HistoryList
      events={query.data.data.toSorted((left, right) => right.at.localeCompare(left.at) || right.index - left.index)}
      travel={travel}
    />
  );
}
