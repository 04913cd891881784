import {
  QueryCache,
  QueryClient,
  type QueryObserverLoadingErrorResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { ApiFailure } from './errors.ts';

const AT_ONCE_MAX = 2;
const PAUSE_MAX_S = 5;
const LATER_S = 20;

/** A refusal is an answer; only what may pass by itself is asked again. */
const mayPass = (error: unknown): error is ApiFailure =>
  error instanceof ApiFailure && [0, 429, 502, 503, 504].includes(error.status);

/** Whether the server said no to the question itself, so that what it answered before holds no more. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof ApiFailure && error.status >= 400 && error.status < 500 && error.status !== 429;

/** Whether an answer is in sight that could not be read anew, for a reason that may pass. */
export const isKept = (question: { readonly data?: unknown; readonly error: unknown }): boolean =>
  question.error !== null && question.error !== undefined && question.data !== undefined && !isRefusal(question.error);

/** Whether there is nothing to show but the failure. What was read before a mere failure stays in sight, and the frame says so. */
export const isLost = <T>(query: UseQueryResult<T>): query is QueryObserverLoadingErrorResult<T> =>
  query.error !== null && !isKept(query);

/** Whether to ask again before the failure is told: not where the server wants a longer pause. */
export const isAskedAgain = (count: number, error: unknown): boolean =>
  count < AT_ONCE_MAX && mayPass(error) && (error.facts.retryAfterSeconds ?? 0) <= PAUSE_MAX_S;

/** As long as the server wishes, else a little longer each time. */
export const pauseBefore = (count: number, error: unknown): number =>
  1_000 * ((error instanceof ApiFailure ? error.facts.retryAfterSeconds : undefined) ?? 2 ** count);

/** Questions to the server. A failure that may pass is told, and heals by itself: a page in sight asks once more later. */
export function questions(): QueryClient {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        // One wait for each question, however often it failed meanwhile.
        clearTimeout(waiting.get(query.queryHash));
        waiting.delete(query.queryHash);
        if (!mayPass(error)) return;
        const again = () => {
          waiting.delete(query.queryHash);
          if (query.state.status === 'error' && query.isActive())
            void client.refetchQueries(
              { queryKey: query.queryKey, exact: true, type: 'active' },
              { cancelRefetch: false },
            );
        };
        waiting.set(query.queryHash, setTimeout(again, 1_000 * (error.facts.retryAfterSeconds ?? LATER_S)));
      },
    }),
    defaultOptions: {
      queries: { staleTime: 3_000, refetchOnWindowFocus: true, retry: isAskedAgain, retryDelay: pauseBefore },
    },
  });
  return client;
}
