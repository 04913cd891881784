import { useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { isKept } from '../api/again.ts';
import type { Page } from '../api/page.ts';
import { useSearchState } from '../components/asOf.tsx';
import { FailureNotice } from '../components/failure.tsx';
import { useWords } from '../components/words.tsx';
import { Button, Empty, FilterBox, Icon, Menu, Table, TableSkeleton, type Column, type Sorting } from '../ui/index.ts';
import { csvText, downloadText } from '../util/csv.ts';
import { keep, kept as chosenBefore, onKept } from '../util/kept.ts';

export type { Column } from '../ui/index.ts';

/** What a list is shown from: a query of a page, or one made of another answer. */
export interface TableQuery<T> {
  readonly data?: Page<T> | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly refetch: () => unknown;
}

interface QueryTableProps<T extends object> {
  /** Names the list in the address, in kept column choices and in the CSV file. */
  readonly name: string;
  readonly label: string;
  readonly query: TableQuery<T>;
  readonly columns: readonly Column<T>[];
  readonly rowKey: (row: T) => string;
  readonly empty: ReactNode;
  readonly filters?: ReactNode;
  readonly rowClass?: (row: T) => string;
  /** The server pages this list, by the address's page and size. */
  readonly paged?: boolean;
  readonly select?: { readonly keys: readonly string[]; readonly onChange: (keys: readonly string[]) => void };
  readonly actions?: ReactNode;
  /** Reads the filter in another way than by words in the cells; `byWords` looks for one so. */
  readonly wish?: (
    text: string,
    byWords: (row: T, word: string) => boolean,
  ) => { readonly meets: (row: T) => boolean; readonly note?: string };
  readonly fixedSort?: Sorting;
  /** Offers to see the rows as cards in a wide window too, which is kept with the person. */
  readonly cards?: boolean;
  /** Names of the groups a row stands in; the list is then drawn group by group, each of which folds. */
  readonly groups?: ((row: T) => readonly string[]) | undefined;
}

export function usePaging(name: string): { page: number; pageSize: number } {
  const [params] = useSearchState();
  const number = (key: string, otherwise: number) => Math.max(1, Number(params.get(`${name}.${key}`)) || otherwise);
  return { page: number('page', 1), pageSize: Math.min(500, number('size', 100)) };
}

function keptColumns(name: string): readonly string[] | undefined {
  try {
    const chosen: unknown = JSON.parse(chosenBefore(`columns.${name}`) ?? 'null');
    return Array.isArray(chosen) ? chosen.map(String) : undefined;
  } catch {
    return undefined;
  }
}

/** Keys of rows whose content differs from the last time, so that a change is seen once. */
function useGlow<T extends object>(rows: readonly T[], rowKey: (row: T) => string): ReadonlySet<string> {
  const before = useRef<ReadonlyMap<string, string> | undefined>(undefined);
  const [glowing, setGlowing] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const now = new Map(rows.map((row) => [rowKey(row), JSON.stringify(row)]));
    const last = before.current;
    before.current = now;
    if (last === undefined || last.size === 0) return undefined;
    const changed = new Set([...now].filter(([key, text]) => last.get(key) !== text).map(([key]) => key));
    if (changed.size === 0 || changed.size > 20) return undefined;
    setGlowing(changed);
    const timer = setTimeout(() => setGlowing(new Set()), 1_300);
    return () => clearTimeout(timer);
    // The key function is made anew on each render; the rows alone decide.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [rows]);
  return glowing;
}

const NO_ROWS: readonly never[] = [];

/** A list of an API: its filter, order and page live in the address; its CSV is what is seen. */
export function QueryTable<T extends object>(props: QueryTableProps<T>) {
  const { name, label, query, columns, rowKey, paged = false } = props;
  const { t, number } = useWords();
  const [params, change] = useSearchState();
  const [chosen, setChosen] = useState(() => keptColumns(name));
  const inCards =
    useSyncExternalStore(onKept, () => chosenBefore(`cards.${name}`) !== undefined) && props.cards === true;
  const filter = params.get(`${name}.q`) ?? '';
  const sortText = params.get(`${name}.sort`) ?? '';
  const paging = usePaging(name);
  const all: readonly T[] = query.data?.data ?? NO_ROWS;
  const sorting: Sorting | undefined =
    sortText === '' ? props.fixedSort : { key: sortText.replace(/^-/, ''), down: sortText.startsWith('-') };
  const glowing = useGlow(all, rowKey);

  const shownColumns = columns.filter((column) =>
    chosen ? chosen.includes(column.key) || column.text === undefined : !column.hidden,
  );
  const byWords = (row: T, word: string) =>
    columns.some((column) => column.text?.(row).toLowerCase().includes(word.toLowerCase()));
  const wish = props.wish?.(filter.trim(), byWords);
  const rows = useMemo(() => {
    const needle = filter.trim();
    const kept = needle === '' ? [...all] : all.filter((row) => (wish ? wish.meets(row) : byWords(row, needle)));
    const order = columns.find((column) => column.key === sorting?.key)?.order;
    if (order) kept.sort(sorting?.down ? (left, right) => order(right, left) : order);
    return kept;
    // The columns are made anew on each render; the locale's change re-renders with new texts anyway.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [all, filter, sortText]);
  const total = paged ? (query.data?.results ?? 0) : rows.length;
  const shown = paged ? rows : rows.slice((paging.page - 1) * paging.pageSize, paging.page * paging.pageSize);

  /** What is chosen in one group leaves what is chosen in others. */
  const selectWithin = (drawn: readonly T[]) => (keys: readonly string[]) => {
    const here = new Set(drawn.map(rowKey));
    const elsewhere = (props.select?.keys ?? []).filter((key) => !here.has(key));
    props.select?.onChange([...elsewhere, ...keys.filter((key) => here.has(key))]);
  };
  const csv = () => {
    const texts = shownColumns.filter((column) => column.text !== undefined);
    const lines = rows.map((row) => texts.map((column) => column.text?.(row)));
    downloadText(`${name}.csv`, csvText([texts.map((column) => column.title), ...lines]), 'text/csv;charset=utf-8');
  };
  const toggle = (key: string) => {
    const present = shownColumns.map((column) => column.key);
    const next = present.includes(key) ? present.filter((other) => other !== key) : [...present, key];
    if (next.length === 0) return;
    keep(`columns.${name}`, JSON.stringify(next));
    setChosen(next);
  };

  const failed =
    query.error && !isKept(query) ? (
      <div className="table-failure">
        <FailureNotice error={query.error} onRetry={() => void query.refetch()} />
      </div>
    ) : null;
  const body = () => {
    if (query.isPending) return <TableSkeleton columns={shownColumns.length} label={t('common.loading')} />;
    if (failed !== null) return null;
    if (all.length === 0 && (!paged || paging.page === 1)) return <>{props.empty}</>;
    if (rows.length === 0) {
      return (
        <Empty title={t('common.nothingMatches')}>
          <Button onClick={() => change({ [`${name}.q`]: undefined })}>{t('common.clearFilter')}</Button>
        </Empty>
      );
    }
    const { groups } = props;
    if (groups !== undefined && !paged) {
      const names = [...new Set(rows.flatMap(groups))].toSorted((left, right) => left.localeCompare(right));
      return names.map((group) => {
        const within = rows.filter((row) => groups(row).includes(group));
        return (
          <details key={group} className="group" open>
            <summary>
              {group} <span className="muted">{number(within.length)}</span>
            </summary>
            {table(within, `${label}: ${group}`)}
          </details>
        );
      });
    }
    return table(shown, label);
  };
  const table = (drawn: readonly T[], named: string) => {
    const whole = drawn === shown;
    return (
      <Table<T>
        label={named}
        columns={shownColumns}
        rows={drawn}
        rowKey={rowKey}
        rowClass={(row) => `${props.rowClass?.(row) ?? ''} ${glowing.has(rowKey(row)) ? 'glow' : ''}`.trim()}
        sorting={sorting}
        onSort={(next) => change({ [`${name}.sort`]: next ? `${next.down ? '-' : ''}${next.key}` : undefined })}
        page={whole ? paging.page : 1}
        pageSize={whole ? paging.pageSize : drawn.length}
        total={whole ? total : drawn.length}
        onPage={(page, size) =>
          change({
            [`${name}.page`]: page === 1 ? undefined : String(page),
            [`${name}.size`]: size === 100 ? undefined : String(size),
          })
        }
        {...(props.select ? { selected: props.select.keys, onSelect: selectWithin(drawn) } : {})}
      />
    );
  };

  return (
    <section className={inCards ? 'panel flush list in-cards' : 'panel flush list'} aria-label={label}>
      <div className="toolbar">
        <div className="row">
          <FilterBox
            label={t('common.filter')}
            value={filter}
            onChange={(text) => change({ [`${name}.q`]: text, [`${name}.page`]: undefined })}
          />
          {props.filters}
        </div>
        <div className="row">
          {props.actions}
          <span className="muted count" role="status">
            {query.isPending || failed !== null ? '' : t('common.count', { count: total, text: number(total) })}
          </span>
          {props.cards ? (
            <span className="wide-only">
              <Button
                pressed={inCards}
                testId="in-cards"
                onClick={() => keep(`cards.${name}`, inCards ? undefined : 'yes')}
              >
                {t('common.cards')}
              </Button>
            </span>
          ) : null}
          <Menu
            entries={columns
              .filter((column) => column.text !== undefined)
              .map((column) => ({
                key: column.key,
                label: (
                  <span>
                    {shownColumns.includes(column) ? '☑ ' : '☐ '}
                    {column.title}
                  </span>
                ),
                onClick: () => toggle(column.key),
              }))}
          >
            <button type="button" className="tool" aria-label={t('common.columns')} title={t('common.columns')}>
              <Icon name="columns" />
            </button>
          </Menu>
          <button
            type="button"
            className="tool"
            aria-label={t('common.csv')}
            title={t('common.csv')}
            onClick={csv}
            disabled={rows.length === 0}
          >
            <Icon name="download" />
          </button>
        </div>
      </div>
      {wish?.note === undefined ? null : (
        <p className="filter-note small" role="status">
          {wish.note}
        </p>
      )}
      {failed}
      {body()}
    </section>
  );
}

export const byText =
  <T,>(text: (row: T) => string) =>
  (left: T, right: T): number =>
    text(left).localeCompare(text(right), undefined, { numeric: true });

export const byNumber =
  <T,>(value: (row: T) => number) =>
  (left: T, right: T): number =>
    value(left) - value(right);
