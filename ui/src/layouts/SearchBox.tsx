import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { SEARCH_FROM, searchQueries } from '../api/search.ts';
import { useAsOf, useGo } from '../components/asOf.tsx';
import { sentenceOf } from '../components/failure.tsx';
import { pathOfHit, placeOfHit } from '../components/hits.ts';
import { foundIn, useOwnThings } from '../components/ownThings.ts';
import { usePresent } from '../components/session.tsx';
import { useWords } from '../components/words.tsx';
import { Icon } from '../ui/index.ts';
import { paths } from '../util/paths.ts';
import { searchWish } from '../util/searchWish.ts';
import { navFor } from './nav.ts';

interface Option {
  readonly key: string;
  readonly text: string;
  readonly detail: string;
  readonly path: string;
}

interface Group {
  readonly key: string;
  readonly title: string;
  readonly options: readonly Option[];
}

const MOST = 5;
const SETTLES_MS = 150;

/** A value once it has stayed the same for a moment, so that not every key is a question to the server. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLES_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

const includes = (wanted: string) => (option: Option) =>
  `${option.text} ${option.detail}`.toLowerCase().includes(wanted);

function usePages(wanted: string): Group {
  const { t } = useWords();
  const { person } = usePresent();
  const options = navFor(person.role).map((entry): Option => ({
    key: entry.key,
    text: t(`shell.nav.${entry.key}`),
    detail: entry.key,
    path: entry.path,
  }));
  return {
    key: 'pages',
    title: t('shell.kinds.page'),
    options: options
      .filter(includes(wanted))
      .slice(0, MOST)
      .map((option) => ({ ...option, detail: '' })),
  };
}

/** What a tenant has; what is not shown for want of room is on a page of its own. */
function useOwn(wanted: string, on: boolean): readonly Group[] {
  const { t } = useWords();
  const kinds = useOwnThings(on);
  if (!on) return [];
  const everything: Group = {
    key: 'all',
    title: '',
    options: [{ key: 'all', text: t('shell.searchAll', { text: wanted }), detail: '', path: paths.search(wanted) }],
  };
  const found = kinds.map(({ key, title, things }) => ({
    key,
    title,
    options: foundIn(things, wanted).slice(0, MOST),
  }));
  return [...found, everything];
}

/** Everything that staff may see, found by the server. */
function useFound(text: string, on: boolean) {
  const { t } = useWords();
  const asOf = useAsOf();
  const { words, u } = searchWish(text);
  const asked = on && words.length >= SEARCH_FROM;
  const found = useQuery({ ...searchQueries.everything(words, asOf), enabled: asked, staleTime: 10_000 });
  const groups = asked
    ? (found.data?.kinds ?? []).map((kind): Group => ({
        key: kind.kind,
        title: t(`search.kinds.${kind.kind}`),
        options: kind.data.flatMap((hit): readonly Option[] => {
          const own: Option = {
            key: `${hit.kind}-${hit.id}-${hit.name}`,
            text: hit.name,
            detail: u !== undefined && hit.kind === 'RACK' ? `U${u}` : (hit.detail ?? ''),
            path: pathOfHit(hit, u),
          };
          const place = placeOfHit(hit);
          if (place === undefined) return [own];
          const there = t('search.inRack', { name: hit.name, u: place.u });
          return [own, { key: `${own.key}-place`, text: there, detail: '', path: place.path }];
        }),
      }))
    : [];
  const everything: Group = {
    key: 'all',
    title: '',
    options: [{ key: 'all', text: t('search.all', { text: words }), detail: '', path: paths.search(words) }],
  };
  const any = groups.some((group) => group.options.length > 0);
  return { groups: any ? [...groups, everything] : groups, busy: asked && found.isPending, error: found.error };
}

export function SearchBox() {
  const { t } = useWords();
  const { person } = usePresent();
  const go = useGo();
  const id = useId();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const [hurried, setHurried] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const wanted = text.trim().toLowerCase();
  const shows = open && wanted !== '';
  const isTenant = person.role === 'TENANT';
  const settled = useSettled(text);
  const pages = usePages(wanted);
  const own = useOwn(wanted, shows && isTenant);
  const found = useFound(settled, shows && !isTenant);
  const groups = shows
    ? [...found.groups, ...own.slice(0, -1), pages, ...own.slice(-1)].filter((group) => group.options.length > 0)
    : [];
  const options = groups.flatMap((group) => group.options);
  const waits = found.busy || (!isTenant && settled !== text);
  const chosen = options[Math.min(at, options.length - 1)];
  const take = (option: Option) => {
    setHurried(false);
    // The keys that work everywhere work again once a place is chosen.
    input.current?.blur();
    setText('');
    setOpen(false);
    go(option.path);
  };
  useEffect(() => {
    if (!hurried || waits) return;
    if (chosen) take(chosen);
    else setHurried(false);
    // The answer's arrival alone decides.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [hurried, waits]);
  const pressed = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      setOpen(false);
      event.currentTarget.blur();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt((now) => Math.max(0, Math.min(options.length - 1, now + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Enter') {
      // Whoever types fast means the answer that is still on its way.
      if (waits) setHurried(true);
      else if (chosen) take(chosen);
    }
  };
  return (
    <div className="search" role="search">
      <Icon name="search" />
      <input
        id="search"
        ref={input}
        type="text"
        role="combobox"
        autoComplete="off"
        maxLength={100}
        aria-label={t('shell.search')}
        aria-expanded={shows}
        aria-controls={`${id}-hits`}
        aria-activedescendant={shows && chosen ? `${id}-${options.indexOf(chosen)}` : undefined}
        placeholder={t(isTenant ? 'shell.search' : 'search.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          setHurried(false);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={pressed}
        onBlur={() => setTimeout(() => setOpen(false), 150)}
      />
      <kbd aria-hidden="true">/</kbd>
      <div id={`${id}-hits`} role="listbox" aria-label={t('shell.searchResults')} className="hits" hidden={!shows}>
        {groups.map((group) => (
          <div key={group.key} role="group" aria-label={group.title || t('search.more')}>
            {group.title === '' ? null : <p aria-hidden="true">{group.title}</p>}
            {group.options.map((option) => (
              // The text field keeps the focus and moves through the options by aria-activedescendant.
              // oxlint-disable-next-line jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events
              <div
                key={option.key}
                id={`${id}-${options.indexOf(option)}`}
                role="option"
                aria-selected={option === chosen}
                onMouseDown={(event) => {
                  event.preventDefault();
                  take(option);
                }}
              >
                {option.text}
                {option.detail === '' ? null : <span className="muted">{option.detail}</span>}
              </div>
            ))}
          </div>
        ))}
      </div>
      <div className="hits-note" role="status">
        {!shows ? null : found.error ? (
          <p>{sentenceOf(found.error)}</p>
        ) : options.length === 0 ? (
          <p className="muted">{t(waits ? 'search.looking' : 'common.nothingMatches')}</p>
        ) : null}
      </div>
    </div>
  );
}
