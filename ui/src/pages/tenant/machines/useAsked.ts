import type { ActionAnswer, Machine } from '../../../api/tenant.ts';
import { useWords } from '../../../components/words.tsx';

/** What is said of a deed: that it has begun, or its place in the queue of a machine that is busy. */
export function useAsked(machine: Machine): (begun: string) => (answer: ActionAnswer) => string {
  const { t } = useWords();
  return (begun) =>
    ({ queued }) =>
      queued ? t('machines.queuedNow', { label: machine.label, place: queued.place }) : begun;
}
