import type { Maintenance } from '../api/people.ts';
import { useWords } from './words.tsx';

/** What becomes of a machine whose host is worked on, in words. */
export function useWhatBecomes(): (due: Maintenance) => string {
  const { t } = useWords();
  return ({ type, status }) => {
    if (type === 'migrate') return t('console.willMove');
    return t(status === 'started' ? 'console.isOff' : 'console.willStop');
  };
}
