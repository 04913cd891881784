import { useQuery } from '@tanstack/react-query';
import { peopleQueries } from '../../../api/people.ts';
import type { Machine } from '../../../api/tenant.ts';
import { useAsOf } from '../../../components/asOf.tsx';
import { useWhatBecomes } from '../../../components/becomes.ts';
import { Link } from '../../../components/Link.tsx';
import { useWords } from '../../../components/words.tsx';
import { Notice } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

/** That its host is about to be worked on, or is, and what becomes of the machine meanwhile. */
export function WorkDue({ machine }: { readonly machine: Machine }) {
  const { t } = useWords();
  const asOf = useAsOf();
  const what = useWhatBecomes();
  // Who may not see the works of the account is told of none.
  const query = useQuery({ ...peopleQueries.maintenance(), retry: false, enabled: asOf === undefined });
  const due = query.data?.data.find(({ entity }) => entity.id === machine.id);
  if (due === undefined) return null;
  return (
    <Notice
      kind="warn"
      title={t('console.workDue')}
      action={<Link to={`${paths.access()}?tab=maintenance`}>{t('console.allWorks')}</Link>}
    >
      {what(due)} · {due.reason}
    </Notice>
  );
}
