import { Table as AntTable } from 'antd';
import { useEffect, useRef, type HTMLAttributes, type KeyboardEvent, type ReactNode } from 'react';

export interface Column<T> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: T) => ReactNode;
  /** The cell as plain text: for the filter and for CSV. Left out where the cell is an action. */
  readonly text?: (row: T) => string;
  /** Orders rows upward; a column without it can't be sorted. */
  readonly order?: (left: T, right: T) => number;
  readonly numeric?: boolean;
  readonly width?: number;
  readonly hidden?: boolean;
}

export interface Sorting {
  readonly key: string;
  readonly down: boolean;
}

interface TableProps<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly rowClass?: ((row: T) => string) | undefined;
  readonly sorting?: Sorting | undefined;
  readonly onSort?: ((sorting: Sorting | undefined) => void) | undefined;
  readonly page?: number;
  readonly pageSize?: number;
  readonly total?: number;
  readonly onPage?: ((page: number, pageSize: number) => void) | undefined;
  readonly totalText?: (total: number) => string;
  readonly selected?: readonly string[];
  readonly onSelect?: ((keys: readonly string[]) => void) | undefined;
  readonly footer?: ReactNode;
  readonly dense?: boolean;
}

/** Moves the focus between the first links or buttons of rows. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const here = event.target as HTMLElement;
  const row = here.closest('tr');
  if (row === null || here.matches('input, select, textarea')) return;
  let next: Element | null = row;
  do {
    next = event.key === 'ArrowDown' ? next.nextElementSibling : next.previousElementSibling;
    const stop = next?.querySelector<HTMLElement>('a[href], button');
    if (stop) {
      event.preventDefault();
      stop.focus();
      return;
    }
  } while (next !== null);
}

/** What scrolls must be reachable by keyboard, even where no cell takes the focus. */
function letScrollByKeys(box: HTMLElement | null): void {
  for (const pane of box?.querySelectorAll<HTMLElement>('.ant-table-body, .ant-table-content') ?? []) {
    if (pane.scrollWidth > pane.clientWidth || pane.scrollHeight > pane.clientHeight) pane.tabIndex = 0;
    else pane.removeAttribute('tabindex');
  }
}

/** On a phone each row is a card with a head, whose other lines say their column. */
function marksOf<T>(column: Column<T>, isHead: boolean): HTMLAttributes<HTMLElement> {
  const marks: Record<string, string> = {};
  if (column.text !== undefined) marks['data-label'] = column.title;
  if (isHead) marks['data-first'] = '';
  return marks;
}

/** A list: sticky head, sorting, pages, rows one can walk by arrow keys. */
export function Table<T extends object>(props: TableProps<T>) {
  const { columns, rows, rowKey, sorting, onSelect, page = 1, pageSize = 100, total = rows.length } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => letScrollByKeys(box.current));
  const first = columns.find((column) => column.text !== undefined)?.key;
  const shown = columns.map((column) => ({
    key: column.key,
    title: column.text === undefined ? <span className="sr-only">{column.title}</span> : column.title,
    align: column.numeric ? ('right' as const) : ('left' as const),
    ...(column.width === undefined ? {} : { width: column.width }),
    className: column.numeric ? 'numeric' : '',
    render: (_: unknown, row: T) => column.render(row),
    onCell: () => marksOf(column, column.key === first),
    ...(column.order
      ? {
          sorter: true,
          showSorterTooltip: false,
          sortOrder: sorting?.key === column.key ? (sorting.down ? ('descend' as const) : ('ascend' as const)) : null,
        }
      : {}),
  }));
  return (
    // The keys add to what links in rows already do; nothing here is reachable by arrows alone.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={box} className={props.dense ? 'table dense' : 'table'} onKeyDown={walk}>
      <AntTable<T>
        aria-label={props.label}
        size="small"
        sticky={{ offsetHeader: 0 }}
        columns={shown}
        dataSource={rows}
        rowKey={rowKey}
        {...(props.rowClass ? { rowClassName: props.rowClass } : {})}
        scroll={{ x: 'max-content' }}
        pagination={
          total > pageSize || page > 1
            ? {
                current: page,
                pageSize,
                total,
                pageSizeOptions: [25, 50, 100, 500],
                showSizeChanger: true,
                onChange: (next, size) => props.onPage?.(next, size),
                ...(props.totalText ? { showTotal: props.totalText } : {}),
              }
            : false
        }
        {...(onSelect
          ? {
              rowSelection: {
                selectedRowKeys: [...(props.selected ?? [])],
                onChange: (keys) => onSelect(keys.map(String)),
                getCheckboxProps: (row) => ({ 'aria-label': rowKey(row) }),
                getTitleCheckboxProps: () => ({ 'aria-label': props.label }),
              },
            }
          : {})}
        onChange={(_pages, _filters, sorter, { action }) => {
          // A turned page is told by onPage alone: telling the same order again would undo what that has put into the address.
          if (action !== 'sort' || Array.isArray(sorter) || !props.onSort) return;
          props.onSort(sorter.order ? { key: String(sorter.columnKey), down: sorter.order === 'descend' } : undefined);
        }}
        {...(props.footer ? { footer: () => props.footer } : {})}
        locale={{ emptyText: null }}
      />
    </div>
  );
}
