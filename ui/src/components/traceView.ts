import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { HistoryEvent } from '../api/billing.ts';
import type { Fact } from '../ui/index.ts';

/** One figure's whole account, whatever kind of figure it is. */
export interface TraceView {
  readonly name: ReactNode;
  readonly figure: ReactNode;
  readonly formula?: ReactNode;
  readonly inputs?: readonly Fact[];
  readonly rule?: readonly Fact[];
  readonly ruleTitle?: string;
  readonly events: readonly HistoryEvent[];
  readonly same?: boolean | undefined;
  readonly recomputed?: ReactNode;
  /** Figures that come out otherwise when they are reckoned again. */
  readonly differs?: readonly Fact[];
  readonly json: unknown;
}

export interface TraceResult {
  readonly view: TraceView | undefined;
  readonly error: unknown;
  readonly again: () => Promise<unknown>;
}

export function resultOf<T>(query: UseQueryResult<T>, view: (data: T) => TraceView): TraceResult {
  return { view: query.data === undefined ? undefined : view(query.data), error: query.error, again: query.refetch };
}
