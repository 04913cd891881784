import type { TicketState as Name } from '../api/tickets.ts';
import { State, type Shape } from '../ui/index.ts';
import { Traced } from './trace.tsx';
import { useWords } from './words.tsx';

const shapes: Readonly<Record<Name, Shape>> = { new: 'reserved', open: 'running', closed: 'done' };

/** Where a ticket stands; the word opens the events that made it so. */
export function TicketState({ id, state }: { readonly id: number; readonly state: Name }) {
  const { t } = useWords();
  return (
    <Traced to={{ kind: 'history', id: `ticket-${id}` }}>
      <State shape={shapes[state]} text={t(`tickets.states.${state}`)} />
    </Traced>
  );
}
