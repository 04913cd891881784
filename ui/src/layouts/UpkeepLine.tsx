import { useQuery } from '@tanstack/react-query';
import { upkeepQueries } from '../api/upkeep.ts';
import { usePace, usePresent } from '../components/session.tsx';
import { useWords } from '../components/words.tsx';
import { Notice } from '../ui/index.ts';
import { formatTime, instantOf } from '../util/dates.ts';

/** Over every page while the portal is worked on, and before: when, and what it means. */
export function UpkeepLine() {
  const { t, pick } = useWords();
  const { zone } = usePresent();
  const query = useQuery({ ...upkeepQueries.announced(), refetchInterval: usePace(false), retry: false });
  const next = query.data?.data[0];
  if (next === undefined) return null;
  const at = (instant: string) => formatTime(instantOf(instant), zone);
  const said = `${at(next.from)} – ${at(next.until)}: ${pick(next.words)}`;
  return (
    <div className="banner" role="region" aria-label={t('shell.upkeep.title')} data-testid="upkeep">
      <Notice
        kind={next.running ? 'warn' : 'info'}
        title={next.readOnly ? `${said} ${t('shell.upkeep.readOnly')}` : said}
      />
    </div>
  );
}
