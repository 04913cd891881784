import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { adminQueries } from '../../../api/admin.ts';
import type { Prefix } from '../../../api/admin-types.ts';
import { useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, TableSkeleton } from '../../../ui/index.ts';
import { cut, grown, type Branches } from '../../../util/prefixTree.ts';
import { PrefixTree } from './PrefixTree.tsx';

/** A tree too long for one page: the topmost prefixes first, what lies in one when it is opened, page by page. */
export function LongTree({ site }: { readonly site: (prefix: Prefix) => string }) {
  const { t } = useWords();
  const asOf = useAsOf();
  const [branches, setBranches] = useState<Branches>(new Map([[undefined, 1]]));
  const asked = [...branches].flatMap(([parent, pages]) =>
    Array.from({ length: pages }, (_, index) => ({ parent, page: index + 1, last: index + 1 === pages })),
  );
  const answers = useQueries({
    queries: asked.map(({ parent, page }) => ({
      ...adminQueries.prefixesIn(parent, page, asOf),
      placeholderData: keepPreviousData,
    })),
  });
  const prefixes = answers.flatMap((answer) => answer.data?.data ?? []);
  const failed = answers.find((answer) => answer.error);
  const more = asked.flatMap(({ parent, page, last }, index) => {
    const answer = answers[index]?.data;
    return last && answer && answer.pages > page ? [{ parent, left: answer.results - page * 200 }] : [];
  });
  const open = new Set([...branches.keys()].filter((id) => id !== undefined));
  const toggle = (id: number) =>
    setBranches((present) => (present.has(id) ? cut(present, id, prefixes) : grown(present, id)));
  return (
    <>
      {failed?.error ? <FailureNotice error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      {prefixes.length === 0 && !failed ? <TableSkeleton columns={3} label={t('common.loading')} /> : null}
      {prefixes.length > 0 ? <PrefixTree prefixes={prefixes} site={site} branches={{ open, toggle }} /> : null}
      {more.map(({ parent, left }) => (
        <p key={parent ?? 0}>
          <Button onClick={() => setBranches((present) => grown(present, parent))}>
            {parent === undefined
              ? t('addresses.more', { count: left })
              : t('addresses.moreIn', {
                  count: left,
                  cidr: prefixes.find((prefix) => prefix.id === parent)?.cidr ?? '',
                })}
          </Button>
        </p>
      ))}
    </>
  );
}
