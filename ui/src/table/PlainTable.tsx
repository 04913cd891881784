import type { ReactNode } from 'react';
import { useWords } from '../components/words.tsx';
import { Icon, Scroll } from '../ui/index.ts';
import { csvText, downloadText } from '../util/csv.ts';

export interface PlainColumn<T> {
  readonly key: string;
  readonly title: string;
  readonly numeric?: boolean;
  /** The cell in CSV: figures whole, without their unit. */
  readonly text: (row: T) => string;
  readonly render?: (row: T) => ReactNode;
}

interface PlainTableProps<T> {
  /** Names the CSV file. */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly PlainColumn<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
}

/** A short table that needs no filter, order or pages: its first column names its rows, and it can be had as CSV. */
export function PlainTable<T>({ name, label, columns, rows, rowKey }: PlainTableProps<T>) {
  const { t } = useWords();
  const csv = () =>
    downloadText(
      `${name}.csv`,
      csvText([columns.map((column) => column.title), ...rows.map((row) => columns.map((column) => column.text(row)))]),
      'text/csv;charset=utf-8',
    );
  return (
    <div className="plain-box">
      <button
        type="button"
        className="tool csv"
        aria-label={`${t('common.csv')}: ${label}`}
        title={t('common.csv')}
        onClick={csv}
      >
        <Icon name="download" />
      </button>
      {/* What scrolls must be reachable by keyboard, even where no cell takes the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <Scroll label={label}>
        <table className="plain cards">
          <caption>{label}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key} scope="col" className={column.numeric ? 'numeric' : ''}>
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)}>
                {columns.map((column, index) =>
                  index === 0 ? (
                    <th key={column.key} scope="row" data-first="">
                      {column.render ? column.render(row) : column.text(row)}
                    </th>
                  ) : (
                    <td key={column.key} data-label={column.title} className={column.numeric ? 'numeric' : ''}>
                      {column.render ? column.render(row) : column.text(row)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}
