import { QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isAskedAgain, isKept, isRefusal, pauseBefore, questions } from '../../src/api/again.ts';
import { ApiFailure } from '../../src/api/errors.ts';

const failure = (status: number, retryAfterSeconds?: number) =>
  new ApiFailure({ status, code: `http.${status}`, detail: '', retryAfterSeconds });

describe('asking again before a failure is told', () => {
  test('what may pass is asked again twice, a refusal never', () => {
    expect([0, 429, 502, 503, 504].map((status) => isAskedAgain(1, failure(status)))).not.toContain(false);
    expect(isAskedAgain(2, failure(503))).toBe(false);
    expect([400, 401, 403, 404, 500].map((status) => isAskedAgain(0, failure(status)))).not.toContain(true);
    expect(isAskedAgain(0, new TypeError('of the page itself'))).toBe(false);
  });

  test('the server’s own pause is kept, and a long one is told instead', () => {
    expect(pauseBefore(0, failure(429, 4))).toBe(4_000);
    expect(pauseBefore(1, failure(503))).toBe(2_000);
    expect(isAskedAgain(0, failure(429, 5))).toBe(true);
    expect(isAskedAgain(0, failure(429, 40))).toBe(false);
  });

  test('a refusal ends what was known; a failure, or too many questions, does not', () => {
    expect([401, 403, 404].map((status) => isRefusal(failure(status)))).not.toContain(false);
    expect([0, 429, 500, 503].map((status) => isRefusal(failure(status)))).not.toContain(true);
    expect(isKept({ data: 'read before', error: failure(503) })).toBe(true);
    expect(isKept({ data: 'read before', error: failure(404) })).toBe(false);
    expect(isKept({ data: undefined, error: failure(503) })).toBe(false);
    expect(isKept({ data: 'read before', error: null })).toBe(false);
  });
});

describe('a page in sight', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const asking = (answer: () => Promise<string>) => {
    const client = questions();
    const observer = new QueryObserver(client, { queryKey: ['get', '/v4/images'], queryFn: answer });
    const leave = observer.subscribe(() => {});
    return { client, observer, leave };
  };

  test('keeps what it knew when it is told to wait, and reads on after the wait by itself', async () => {
    const answer = vi.fn<() => Promise<string>>().mockResolvedValueOnce('first');
    const { client, observer, leave } = asking(answer);
    await vi.advanceTimersByTimeAsync(0);
    answer.mockRejectedValueOnce(failure(429, 40)).mockResolvedValueOnce('second');
    await client.invalidateQueries();
    expect(observer.getCurrentResult()).toMatchObject({ status: 'error', data: 'first' });
    await vi.advanceTimersByTimeAsync(39_000);
    expect(answer).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(observer.getCurrentResult()).toMatchObject({ status: 'success', data: 'second' });
    leave();
    client.clear();
  });

  test('asks on for as long as the portal is away, and no more once it is left', async () => {
    const answer = vi.fn<() => Promise<string>>().mockRejectedValue(failure(0));
    const { client, observer, leave } = asking(answer);
    // What asks at its own pace beside does not make the question be asked ever more often.
    for (let second = 0; second < 70; second += 10) {
      await vi.advanceTimersByTimeAsync(10_000);
      void observer.refetch({ cancelRefetch: false });
    }
    const asked = answer.mock.calls.length;
    expect(asked).toBeGreaterThan(6);
    expect(asked).toBeLessThan(36);
    leave();
    await vi.advanceTimersByTimeAsync(200_000);
    expect(answer.mock.calls.length).toBeLessThanOrEqual(asked + 3);
    client.clear();
  });

  test('asks no more after a refusal', async () => {
    const answer = vi.fn<() => Promise<string>>().mockRejectedValue(failure(404));
    const { client, leave } = asking(answer);
    await vi.advanceTimersByTimeAsync(200_000);
    expect(answer).toHaveBeenCalledTimes(1);
    leave();
    client.clear();
  });
});
