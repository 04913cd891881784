import { moving } from '../api/can.ts';
import { State, type Shape } from '../ui/index.ts';
import { Traced, type TraceOf } from './trace.tsx';
import { useWords } from './words.tsx';

const shapes: Readonly<Record<string, Shape>> = {
  running: 'running',
  active: 'running',
  in_service: 'running',
  enabled: 'running',
  published: 'running',
  open: 'running',
  ok: 'running',
  offline: 'off',
  stopped: 'off',
  registered: 'off',
  ordered: 'off',
  received: 'off',
  in_stock: 'off',
  racked: 'off',
  draft: 'off',
  drafted: 'off',
  deleted: 'off',
  retired: 'off',
  closed: 'off',
  free: 'off',
  drained: 'off',
  failed: 'failed',
  deletion_failed: 'failed',
  awaiting_approval: 'reserved',
  error: 'failed',
  lost: 'failed',
  outage: 'failed',
  provisioning_failed: 'failed',
  partly_failed: 'failed',
  cordoned: 'reserved',
  reserved: 'reserved',
  quarantined: 'reserved',
  quarantine: 'reserved',
  suspended: 'reserved',
  billing_suspension: 'reserved',
  draining: 'moving',
  held: 'reserved',
  assigned: 'running',
  done: 'done',
  finished: 'done',
  completed: 'done',
  issued: 'done',
  sent: 'moving',
  rejected: 'failed',
  paid: 'done',
  working: 'moving',
  started: 'moving',
  queued: 'moving',
  rebuilding: 'moving',
  pending: 'moving',
  drift: 'drift',
};

export function shapeOf(state: string): Shape {
  const name = state.toLowerCase();
  return moving.has(name) ? 'moving' : (shapes[name] ?? 'off');
}

/** A state as shape and word. With `trace` the word opens the events that made it. */
export function Status({ state, trace }: { readonly state: string; readonly trace?: TraceOf }) {
  const text = useStateWord()(state);
  const mark = <State shape={shapeOf(state)} text={text} />;
  return trace === undefined ? mark : <Traced to={trace}>{mark}</Traced>;
}

export function useStateWord(): (state: string) => string {
  const { t } = useWords();
  const say = t as (key: string, options: object) => string;
  return (state) =>
    say(`states.names.${state.toLowerCase()}`, { defaultValue: state.toLowerCase().replaceAll('_', ' ') });
}
