import { useQueryClient, type Query } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { isKept } from '../api/again.ts';
import { sentenceOf } from '../components/failure.tsx';
import { usePresent } from '../components/session.tsx';
import { useWords } from '../components/words.tsx';
import { Button, Notice } from '../ui/index.ts';
import { formatTime } from '../util/dates.ts';

/** Over every page while something in sight is older than it should be: why, and from when the oldest of it is. */
export function KeptLine() {
  const { t } = useWords();
  const { zone } = usePresent();
  const client = useQueryClient();
  const cache = client.getQueryCache();
  const oldest = useSyncExternalStore(
    useCallback((told: () => void) => cache.subscribe(told), [cache]),
    () => oldestOf(cache.getAll()),
  );
  if (oldest === undefined) return null;
  const again = () => void client.refetchQueries({ type: 'active', predicate: (query) => isKept(query.state) });
  return (
    <div className="banner" role="region" aria-label={t('shell.kept.title')} data-testid="kept">
      <Notice
        kind="bad"
        title={`${sentenceOf(oldest.state.error)} ${t('shell.kept.since', { at: formatTime(new Date(oldest.state.dataUpdatedAt), zone) })}`}
        action={<Button onClick={again}>{t('common.tryAgain')}</Button>}
      />
    </div>
  );
}

function oldestOf(queries: readonly Query[]): Query | undefined {
  let oldest: Query | undefined;
  for (const query of queries) {
    const late = query.isActive() && isKept(query.state);
    if (late && (oldest === undefined || query.state.dataUpdatedAt < oldest.state.dataUpdatedAt)) oldest = query;
  }
  return oldest;
}
