import { useEffect, type ReactNode } from 'react';
import { Link } from './Link.tsx';
import { useWords } from './words.tsx';

export interface Crumb {
  readonly text: string;
  readonly to: string;
}

interface PageHeadProps {
  readonly title: string;
  readonly crumbs?: readonly Crumb[];
  readonly beside?: ReactNode;
  readonly sub?: ReactNode;
  readonly actions?: ReactNode;
}

const NO_CRUMBS: readonly Crumb[] = [];

/** The name of the page, the way to it, and what can be done here; also the window's title. */
export function PageHead({ title, crumbs = NO_CRUMBS, beside, sub, actions }: PageHeadProps) {
  const { t } = useWords();
  useEffect(() => {
    document.title = `${title} · MyIDC`;
  }, [title]);
  return (
    <div className="page-head">
      <div>
        {crumbs.length === 0 ? null : (
          <nav aria-label={t('shell.crumbs')}>
            <ol className="crumbs">
              {crumbs.map((crumb) => (
                <li key={crumb.to}>
                  <Link to={crumb.to}>{crumb.text}</Link>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div className="title">
          <h1>{title}</h1>
          {beside}
        </div>
        {sub === undefined ? null : <p className="sub">{sub}</p>}
      </div>
      {actions === undefined ? null : <div className="row">{actions}</div>}
    </div>
  );
}
