import { useId, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';

export interface Tab {
  readonly key: string;
  readonly label: string;
  readonly content: ReactNode;
}

/** How much of the tab's neighbour is to be seen beside it, which says that there are more. */
const NEIGHBOUR_PX = 40;

/** Marks the sides towards which there are more tabs than are seen. */
function markSides(list: HTMLElement): void {
  const before = list.scrollLeft;
  const after = list.scrollWidth - list.clientWidth - before;
  list.classList.toggle('more-before', before > 1);
  list.classList.toggle('more-after', after > 1);
}

/** By the list's own scrolling alone: the browser's way would move the page along with it. */
function bringIntoView(list: HTMLElement, chosen: HTMLElement | null): void {
  if (chosen !== null) {
    const start = chosen.offsetLeft - NEIGHBOUR_PX;
    const end = chosen.offsetLeft + chosen.offsetWidth + NEIGHBOUR_PX - list.clientWidth;
    list.scrollLeft = Math.min(start, Math.max(end, list.scrollLeft));
  }
  markSides(list);
}

function moveAlong(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const tabs = [...(event.currentTarget.parentElement?.children ?? [])];
  const at = tabs.indexOf(event.currentTarget);
  const to = { ArrowRight: (at + 1) % tabs.length, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
  const next = to === undefined ? undefined : tabs.at(to);
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
}

/**
 * Tabs; one that is not there, as an old link may name, is the first. What does not fit is scrolled to: a button for more
 * of them within the list would be announced as one of the tabs. Arrows move along, and what they stand on is chosen by
 * Enter or the space bar, since most of what is chosen has to be asked for first.
 */
export function Tabs({
  tabs,
  active,
  onChange,
}: {
  readonly tabs: readonly Tab[];
  readonly active: string;
  readonly onChange: (key: string) => void;
}) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const current = tabs.find((tab) => tab.key === active) ?? tabs[0];
  const chosen = `${id}-${current?.key}`;
  useLayoutEffect(() => {
    const box = list.current;
    const row = box?.firstElementChild;
    if (!box || !row) return undefined;
    const follow = () => bringIntoView(box, document.getElementById(chosen));
    follow();
    const observer = new ResizeObserver(follow);
    observer.observe(box);
    observer.observe(row);
    return () => observer.disconnect();
  }, [chosen]);
  return (
    <div className="tabs">
      <div ref={list} className="tab-list" role="tablist" onScroll={(event) => markSides(event.currentTarget)}>
        <div>
          {tabs.map(({ key, label, content }) => (
            <button
              key={key}
              type="button"
              role="tab"
              id={`${id}-${key}`}
              aria-selected={key === current?.key}
              {...(key === current?.key && content !== null ? { 'aria-controls': `${id}-panel` } : {})}
              tabIndex={key === current?.key ? 0 : -1}
              onClick={() => onChange(key)}
              onKeyDown={moveAlong}
            >
              {label}
            </button>
          ))}
        </div>
      </div>
      {current === undefined || current.content === null ? null : (
        <div key={current.key} role="tabpanel" id={`${id}-panel`} aria-labelledby={chosen} tabIndex={0}>
          {current.content}
        </div>
      )}
    </div>
  );
}
