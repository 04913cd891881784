import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiFailure } from '../api/errors.ts';
import { newKey } from '../api/http.ts';
import { pathOf } from '../api/live.ts';
import { roleCan, type Reason, type Right } from '../api/can.ts';
import { useSay, type FieldError, type FormHandle } from '../ui/index.ts';
import { useAsOf } from './asOf.tsx';
import { RequestId, sentenceOf } from './failure.tsx';
import { useLack } from './rights.tsx';
import { usePresent } from './session.tsx';
import { useWords } from './words.tsx';

/** Makes every query stale whose path starts with one of these. */
export function useStale(): (...prefixes: readonly string[]) => Promise<void> {
  const client = useQueryClient();
  return (...prefixes) =>
    client.invalidateQueries({
      predicate: (query) => prefixes.some((prefix) => pathOf(query.queryKey).startsWith(prefix)),
    });
}

interface Deed<V, R> {
  readonly run: (values: V) => Promise<R>;
  /** Paths whose queries are stale afterwards. */
  readonly stale: readonly string[];
  readonly done?: string | ((result: R, values: V) => string);
  readonly after?: (result: R, values: V) => void;
}

/** A deed outside a form: says when it is done, and on failure why, with the request id. */
export function useDeed<V = void, R = unknown>(deed: Deed<V, R>) {
  const say = useSay();
  const stale = useStale();
  return useMutation<R, unknown, V>({
    mutationFn: deed.run,
    onSuccess: (result, values) => {
      void stale(...deed.stale);
      const text = typeof deed.done === 'function' ? deed.done(result, values) : deed.done;
      if (text) say.done(text);
      deed.after?.(result, values);
    },
    onError: (error) => {
      say.failed(sentenceOf(error), error instanceof ApiFailure ? <RequestId facts={error.facts} /> : null);
    },
  });
}

interface FormDeed<V extends object, R> extends Omit<Deed<V, R>, 'run'> {
  readonly handle: FormHandle<V>;
  readonly run: (values: V, key: string) => Promise<R>;
  /** The form's name of a field that the wire calls otherwise. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** A form that creates or changes: errors go to their fields, the idempotency key lives as long as the same wish. */
export function useFormDeed<V extends object, R = unknown>(deed: FormDeed<V, R>) {
  const say = useSay();
  const stale = useStale();
  const [general, setGeneral] = useState<unknown>(undefined);
  const wish = useRef({ text: '', key: '' });
  const mutation = useMutation<R, unknown, V>({
    mutationFn: (values) => {
      const text = JSON.stringify(values);
      if (wish.current.text !== text) wish.current = { text, key: newKey() };
      return deed.run(values, wish.current.key);
    },
    onMutate: () => setGeneral(undefined),
    onSuccess: (result, values) => {
      wish.current = { text: '', key: '' };
      void stale(...deed.stale);
      const text = typeof deed.done === 'function' ? deed.done(result, values) : deed.done;
      if (text) say.done(text);
      deed.after?.(result, values);
    },
    onError: (error) => {
      const left = deed.handle.show(fieldErrors(error, deed.fields ?? {}));
      if (left.length > 0 || !(error instanceof ApiFailure) || error.facts.field === undefined) setGeneral(error);
    },
  });
  return {
    submit: (values: V) => mutation.mutate(values),
    busy: mutation.isPending,
    failure: general,
    result: mutation.data,
  };
}

function fieldErrors(error: unknown, names: Readonly<Record<string, string>>): readonly FieldError[] {
  if (!(error instanceof ApiFailure) || error.facts.field === undefined) return [];
  const own = (field: string) => names[field] ?? field;
  const first: FieldError = { name: own(error.facts.field), text: sentenceOf(error) };
  const others = (error.facts.others ?? []).flatMap((other) =>
    other.field === undefined ? [] : [{ name: own(other.field), text: other.reason }],
  );
  return [first, ...others];
}

/** The first reason that forbids an action on this page, in words: the past, the role, what is not granted, the thing's state. */
export function useReason(): (right: Right | 'own', reason?: Reason) => string | undefined {
  const asOf = useAsOf();
  const lack = useLack();
  const { person } = usePresent();
  const { t } = useWords();
  return (right, reason) => {
    if (asOf === undefined && right === 'own' && lack !== undefined) return lack;
    const first = asOf !== undefined ? 'asOf' : ((right === 'own' ? undefined : roleCan(person.role, right)) ?? reason);
    return first === undefined ? undefined : t(`states.reasons.${first}`);
  };
}
