import { useWords } from '../../../components/words.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
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

interface Line {
  readonly row: StackedRow;
  readonly part: Part;
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
      <PlainTable<Line>
        name="capacity-parts"
        label={t('storage.cap.table')}
        rows={rows.flatMap((row) => row.parts.map((part) => ({ row, part })))}
        rowKey={(line) => `${line.row.key}.${line.part.key}`}
        columns={[
          { key: 'bar', title: t('storage.cap.title'), text: (line) => line.row.label },
          {
            key: 'part',
            title: t('storage.cap.part'),
            text: (line) => line.part.label,
            render: (line) => (
              <>
                <i className={`swatch part ${line.part.key}`} aria-hidden="true" /> {line.part.label}
              </>
            ),
          },
          {
            key: 'bytes',
            title: t('storage.cap.bytes'),
            numeric: true,
            text: (line) => String(line.part.bytes),
            render: (line) => formatBytes(line.part.bytes, locale),
          },
        ]}
      />
    </figure>
  );
}
