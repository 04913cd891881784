import { useMutation, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { isKept } from '../api/again.ts';
import { readStory, type Story } from '../api/admin.ts';
import type { HistoryEvent } from '../api/billing.ts';
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
  const by = ({ who, whoName }: HistoryEvent): string => {
    if (!who) return t('trace.byPortal');
    return who.startsWith('program:')
      ? t('trace.byProgram', { name: who.slice(8) })
      : t('trace.by', { who: whoName ?? who });
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
              <span>{by(event)}</span>
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
  readonly query: Pick<UseQueryResult<Story>, 'data' | 'error' | 'isPending' | 'refetch'>;
  readonly travel?: boolean;
}

/** A thing's story, newest first; older pages on demand. */
export function HistoryOf({ query, travel = false }: HistoryOfProps) {
  const { t, number } = useWords();
  const path = query.data?.path ?? '';
  const [older, setOlder] = useState<{ path: string; pages: number; events: readonly HistoryEvent[] }>();
  const more = useMutation({
    mutationFn: (page: number) => readStory(path, page),
    onSuccess: (found, page) =>
      setOlder((kept) => ({
        path,
        pages: page,
        events: [...(kept?.path === path ? kept.events : []), ...found.data],
      })),
  });
  if (query.isPending && query.data === undefined) return <TableSkeleton columns={2} label={t('common.loading')} />;
  if (query.error && !isKept(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined || query.data.data.length === 0) return <Empty title={t('trace.noEvents')} />;
  const own = older?.path === path ? older : undefined;
  // A page shifts when something happens meanwhile, so that an event may come with two of them.
  const byIndex = new Map([...(own?.events ?? []), ...query.data.data].map((event) => [event.index, event]));
  const events = [...byIndex.values()].toSorted((left, right) => right.index - left.index);
  const shownPages = own?.pages ?? 1;
  return (
    <>
      <HistoryList events={events} travel={travel} />
      {more.error ? <FailureNotice error={more.error} onRetry={() => more.mutate(shownPages + 1)} /> : null}
      {shownPages < query.data.pages ? (
        <p className="history-more">
          <Button busy={more.isPending} onClick={() => more.mutate(shownPages + 1)}>
            {t('trace.older', { shown: number(events.length), all: number(query.data.results) })}
          </Button>
        </p>
      ) : null}
    </>
  );
}
