import { useWords } from '../../../components/words.tsx';
import { formatBytes } from '../../../util/units.ts';

export interface Part {
  readonly key: string;
  readonly label: string;
  readonly bytes: number;
}

export interface StackedRow {
  readonly key: string;
  readonly label: string;
  readonly parts: readonly Part[];
}

/** Bars from zero on one scale, their parts named on them where they fit; the same figures stand in a table below. */
export function StackedBars({ rows, label }: { readonly rows: readonly StackedRow[]; readonly label: string }) {
  const { t, locale } = useWords();
  const most = Math.max(1, ...rows.map((row) => row.parts.reduce((sum, part) => sum + part.bytes, 0)));
  return (
    <figure className="stacks" aria-label={label}>
      {rows.map((row) => (
        <div key={row.key} className="stack-row" aria-hidden="true">
          <span>{row.label}</span>
          <div>
            {row.parts
              .filter((part) => part.bytes > 0)
              .map((part) => (
                <i
                  key={part.key}
                  className={`part ${part.key}`}
                  style={{ width: `${(part.bytes / most) * 100}%` }}
                  title={`${part.label}: ${formatBytes(part.bytes, locale)}`}
                >
                  {part.bytes / most > 0.09 ? part.label : ''}
                </i>
              ))}
          </div>
        </div>
      ))}
      {/* What scrolls must be reachable by keyboard, even where no cell takes the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="scroll" role="region" tabIndex={0} aria-label={t('storage.cap.table')}>
        <table className="plain">
          <caption>{t('storage.cap.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('storage.cap.title')}</th>
              <th scope="col">{t('storage.cap.part')}</th>
              <th scope="col" className="numeric">
                {t('storage.cap.bytes')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.flatMap((row) =>
              row.parts.map((part) => (
                <tr key={`${row.key}.${part.key}`}>
                  <td>{row.label}</td>
                  <td>
                    <i className={`swatch part ${part.key}`} aria-hidden="true" /> {part.label}
                  </td>
                  <td className="numeric">{formatBytes(part.bytes, locale)}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
