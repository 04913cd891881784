import { useEffect, useRef, useState } from 'react';
import { useAsOf, useGo, useTravel } from '../components/asOf.tsx';
import { usePresent } from '../components/session.tsx';
import { useWords } from '../components/words.tsx';
import { Dialog } from '../ui/index.ts';
import { navFor } from './nav.ts';

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null;

const AFTER_G_MS = 1_500;

/** The keys that work everywhere: / search, t time, n now, g and a letter to go, ? help. */
export function useKeys() {
  const [helpOpen, setHelpOpen] = useState(false);
  const { person } = usePresent();
  const go = useGo();
  const travel = useTravel();
  const asOf = useAsOf();
  const afterG = useRef(0);
  useEffect(() => {
    const search = () => document.querySelector<HTMLInputElement>('#search')?.focus();
    const pressed = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        search();
        return;
      }
      if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const isAfterG = Date.now() - afterG.current < AFTER_G_MS;
      afterG.current = 0;
      if (isAfterG) {
        const entry = navFor(person.role).find((candidate) => candidate.letter === event.key);
        if (entry) {
          event.preventDefault();
          go(entry.path);
        }
        return;
      }
      switch (event.key) {
        case '/':
          event.preventDefault();
          search();
          break;
        case 't':
          event.preventDefault();
          document.querySelector<HTMLButtonElement>('[data-testid="time-control"]')?.click();
          break;
        case 'n':
          if (asOf !== undefined) travel(undefined);
          break;
        case 'g':
          afterG.current = Date.now();
          break;
        case '?':
          setHelpOpen(true);
          break;
        default:
      }
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [person.role, go, travel, asOf]);
  return { helpOpen, openHelp: () => setHelpOpen(true), closeHelp: () => setHelpOpen(false) };
}

export function KeyHelp({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  const { person } = usePresent();
  const general = ['search', 'time', 'now', 'rows', 'help', 'close'] as const;
  const keys = { search: '/  Ctrl K', time: 't', now: 'n', rows: '↑ ↓', help: '?', close: 'Esc' } as const;
  return (
    <Dialog open={open} title={t('shell.keys.title')} onClose={onClose}>
      <dl className="keys">
        {general.map((key) => (
          <div key={key}>
            <dt>
              <kbd>{keys[key]}</kbd>
            </dt>
            <dd>{t(`shell.keys.${key}`)}</dd>
          </div>
        ))}
        {navFor(person.role).map((entry) => (
          <div key={entry.key}>
            <dt>
              <kbd>g</kbd> <kbd>{entry.letter}</kbd>
            </dt>
            <dd>{t(`shell.nav.${entry.key}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
