import { useQuery } from '@tanstack/react-query';
import { SEARCH_FROM, searchQueries } from '../../api/search.ts';
import { useAsOf, useSearchState, useShowsPast } from '../../components/asOf.tsx';
import { FailureNotice } from '../../components/failure.tsx';
import { pathOfHit, placeOfHit } from '../../components/hits.ts';
import { Link } from '../../components/Link.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { useWords } from '../../components/words.tsx';
import { Empty, FilterBox, Panel, TableSkeleton } from '../../ui/index.ts';
import { searchWish } from '../../util/searchWish.ts';

const EACH = 20;

/** Everything that was found, kind by kind: an address that can be sent to a colleague. */
export default function SearchPage() {
  const { t } = useWords();
  const [params, change] = useSearchState();
  const text = params.get('q') ?? '';
  const asOf = useAsOf();
  useShowsPast();
  const { words, u } = searchWish(text);
  const asks = words.length >= SEARCH_FROM;
  const found = useQuery({ ...searchQueries.everything(words, asOf, EACH), enabled: asks });
  return (
    <div className="stack reading">
      <PageHead title={t('search.title')} />
      <FilterBox label={t('search.placeholder')} value={text} onChange={(q) => change({ q })} />
      {found.error ? <FailureNotice error={found.error} onRetry={() => void found.refetch()} /> : null}
      {asks && found.isPending ? <TableSkeleton columns={2} label={t('common.loading')} /> : null}
      {!asks ? <Empty title={t('search.start')} /> : null}
      {asks && found.data?.kinds.length === 0 ? <Empty title={t('common.nothingMatches')} /> : null}
      {(asks ? (found.data?.kinds ?? []) : []).map((kind) => (
        <Panel key={kind.kind} title={t(`search.kinds.${kind.kind}`)}>
          <ul className="link-list">
            {kind.data.map((hit) => {
              const place = placeOfHit(hit);
              return (
                <li key={`${hit.id}-${hit.name}`}>
                  <Link to={pathOfHit(hit, u)}>{hit.name}</Link>{' '}
                  {hit.detail ? <span className="muted small">{hit.detail}</span> : null}{' '}
                  {place ? <Link to={place.path}>{`U${place.u}`}</Link> : null}
                </li>
              );
            })}
          </ul>
          {kind.more ? <p className="muted small">{t('search.narrower', { count: EACH })}</p> : null}
        </Panel>
      ))}
    </div>
  );
}
