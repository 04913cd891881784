import { useRef, useState, type KeyboardEvent } from 'react';
import type { Prefix } from '../../../api/admin-types.ts';
import { Link } from '../../../components/Link.tsx';
import { useWords } from '../../../components/words.tsx';
import { Bar } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { treeOf, visible } from '../../../util/prefixTree.ts';
import { share } from '../../../util/units.ts';
import './prefixTree.css';

interface TreeProps {
  readonly prefixes: readonly Prefix[];
  readonly site: (prefix: Prefix) => string;
  /** Of a tree that is loaded branch by branch: which are open, and how one is opened or closed. */
  readonly branches?: { readonly open: ReadonlySet<number>; readonly toggle: (id: number) => void };
}

/** Prefixes in a tree with how full each is. One row is in the tab order; arrow keys move, open and close. */
export function PrefixTree({ prefixes, site, branches }: TreeProps) {
  const { t, number } = useWords();
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set());
  const [at, setAt] = useState(0);
  const body = useRef<HTMLTableSectionElement>(null);
  const rows = branches ? treeOf(prefixes, (prefix) => prefix.inside) : visible(treeOf(prefixes), closed);
  const isClosed = (id: number) => (branches ? !branches.open.has(id) : closed.has(id));
  const toggle = (id: number) =>
    branches
      ? branches.toggle(id)
      : setClosed((present) => {
          const next = new Set(present);
          if (!next.delete(id)) next.add(id);
          return next;
        });
  const go = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setAt(next);
    body.current?.querySelectorAll<HTMLTableRowElement>('tr')[next]?.focus();
  };
  const press = (event: KeyboardEvent, index: number) => {
    const row = rows[index];
    if (row === undefined || event.target !== event.currentTarget) return;
    const open = row.children > 0 && !isClosed(row.prefix.id);
    const up = rows.findIndex((each) => each.prefix.id === row.prefix.parentId);
    if (event.key === 'ArrowDown') go(index + 1);
    else if (event.key === 'ArrowUp') go(index - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(rows.length - 1);
    else if (event.key === 'ArrowRight' && row.children > 0 && !open) toggle(row.prefix.id);
    else if (event.key === 'ArrowRight' && open) go(index + 1);
    else if (event.key === 'ArrowLeft' && open) toggle(row.prefix.id);
    else if (event.key === 'ArrowLeft' && up >= 0) go(up);
    else if (event.key === 'Enter') event.currentTarget.querySelector<HTMLAnchorElement>('a')?.click();
    else return;
    event.preventDefault();
  };
  return (
    // A tree of rows is a table to who cannot see its indents; rows have the focus and the arrow keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
    <table className="prefix-tree" role="treegrid" aria-label={t('addresses.tree')}>
      <thead>
        <tr>
          <th scope="col">{t('addresses.prefix')}</th>
          <th scope="col">{t('racks.site')}</th>
          <th scope="col">{t('addresses.used')}</th>
          <th scope="col" className="number">
            {t('addresses.free')}
          </th>
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map(({ prefix, level, children }, index) => (
          <tr
            key={prefix.id}
            aria-level={level}
            {...(children > 0 ? { 'aria-expanded': !isClosed(prefix.id) } : {})}
            tabIndex={index === Math.min(at, rows.length - 1) ? 0 : -1}
            onKeyDown={(event) => press(event, index)}
            onFocus={() => setAt(index)}
          >
            <td style={{ paddingInlineStart: `${8 + (level - 1) * 20}px` }}>
              {children > 0 ? (
                <button
                  type="button"
                  className="twist"
                  tabIndex={-1}
                  aria-label={t(isClosed(prefix.id) ? 'addresses.open' : 'addresses.close', { cidr: prefix.cidr })}
                  onClick={() => toggle(prefix.id)}
                >
                  {isClosed(prefix.id) ? '▸' : '▾'}
                </button>
              ) : (
                <span className="twist" />
              )}
              <Link to={paths.prefix(prefix.id)}>
                <span className="mono">{prefix.cidr}</span>
              </Link>
              {prefix.container ? (
                <span className="muted"> {t('addresses.inside', { count: prefix.inside })}</span>
              ) : null}
              {prefix.description ? <span className="muted"> {prefix.description}</span> : null}
            </td>
            <td>{site(prefix)}</td>
            <td className="fill">
              <Bar
                label={`${prefix.cidr}: ${t('addresses.used')}`}
                share={share(prefix.used, prefix.size)}
                text={`${number(prefix.used)} / ${number(prefix.size)}`}
              />
            </td>
            <td className="number">{number(prefix.free)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
