import { Tag } from '../ui/index.ts';
import { useWords, When } from './words.tsx';

/** What somebody wrote in a ticket. */
export interface Written {
  readonly key: string;
  /** Empty where it is not told, or is gone. */
  readonly by: string;
  readonly staff: boolean;
  readonly at: string;
  readonly text: string;
}

/** What was written in a ticket, the first first, with who and when. */
export function Thread({ written }: { readonly written: readonly Written[] }) {
  const { t } = useWords();
  return (
    <ol className="thread" aria-label={t('tickets.thread')}>
      {written.map((each) => (
        <li key={each.key} className={each.staff ? 'from-staff' : ''}>
          <div className="history-head">
            <span className="history-words">
              {each.by || (each.staff ? null : t('tickets.erased'))}{' '}
              {each.staff ? <Tag kind="accent">{t('tickets.staff')}</Tag> : null}
            </span>
            <When at={each.at} style="exact" />
          </div>
          <p className="thread-text">{each.text || <em className="muted">{t('tickets.gone')}</em>}</p>
        </li>
      ))}
    </ol>
  );
}
