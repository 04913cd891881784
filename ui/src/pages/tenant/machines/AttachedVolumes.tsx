import { useQuery } from '@tanstack/react-query';
import { contentQueries } from '../../../api/contents.ts';
import type { Machine } from '../../../api/tenant.ts';
import { useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { useWords } from '../../../components/words.tsx';
import { Panel } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

/** The volumes that are attached to a machine, and the way to all of them. */
export function AttachedVolumes({ machine }: { readonly machine: Machine }) {
  const { t } = useWords();
  const query = useQuery(contentQueries.volumes(machine.id, useAsOf()));
  const rows = query.data?.data ?? [];
  return (
    <Panel title={t('console.volumes')} extra={<Link to={paths.volumes()}>{t('console.toVolumes')}</Link>}>
      {query.error ? (
        <FailureNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <p className="muted">{t('console.noVolumes')}</p>
      ) : (
        <ul className="event-lines" data-testid="attached">
          {rows.map((row) => (
            <li key={row.id}>
              {row.label} <span className="muted">{row.size} GiB</span>{' '}
              <span className="mono small">{row.filesystem_path}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
