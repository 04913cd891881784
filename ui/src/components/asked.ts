import { useEffect, useState } from 'react';
import { useSearchState } from './asOf.tsx';

/** Whether a link asked for the page's form at once, as the menu of what can be created does; true once. */
export function useAskedFor(): boolean {
  const [params, change] = useSearchState();
  const [asked] = useState(() => params.has('new'));
  useEffect(() => {
    if (asked) change({ new: undefined });
    // Taken out of the address once: whoever goes back to it does not mean the form.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return asked;
}
