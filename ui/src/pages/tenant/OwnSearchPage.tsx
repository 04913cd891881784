import { useSearchState } from '../../components/asOf.tsx';
import { FailureNotice } from '../../components/failure.tsx';
import { Link } from '../../components/Link.tsx';
import { foundIn, useOwnThings } from '../../components/ownThings.ts';
import { PageHead } from '../../components/PageHead.tsx';
import { useWords } from '../../components/words.tsx';
import { Empty, FilterBox, Panel, TableSkeleton } from '../../ui/index.ts';

/** Everything of one's own that was found, kind by kind; a kind that cannot be asked says so beside the others. */
export default function OwnSearchPage() {
  const { t, number } = useWords();
  const [params, change] = useSearchState();
  const text = params.get('q') ?? '';
  const asks = text.trim() !== '';
  const kinds = useOwnThings(asks).map((kind) => ({ ...kind, found: foundIn(kind.things, text) }));
  const waits = kinds.some(({ isPending }) => isPending);
  const any = kinds.some(({ found, error }) => found.length > 0 || error !== null);
  return (
    <div className="stack reading">
      <PageHead title={t('shell.search')} />
      <FilterBox label={t('shell.searchOwn')} value={text} onChange={(q) => change({ q })} />
      {asks && waits ? <TableSkeleton columns={2} label={t('common.loading')} /> : null}
      {asks ? null : <Empty title={t('shell.searchStart')} />}
      {asks && !waits && !any ? <Empty title={t('common.nothingMatches')} /> : null}
      {kinds.map((kind) =>
        kind.error !== null ? (
          <Panel key={kind.key} title={t('shell.partly', { kind: kind.title })}>
            <FailureNotice error={kind.error} onRetry={kind.retry} />
          </Panel>
        ) : kind.found.length === 0 ? null : (
          <Panel key={kind.key} title={kind.title} extra={<span className="muted">{number(kind.found.length)}</span>}>
            <ul className="link-list">
              {kind.found.map((thing) => (
                <li key={thing.key}>
                  <Link to={thing.path}>{thing.text}</Link> <span className="muted small">{thing.detail}</span>
                </li>
              ))}
            </ul>
          </Panel>
        ),
      )}
    </div>
  );
}
