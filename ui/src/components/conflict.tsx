import { useEffect, useRef, useState } from 'react';
import { ApiFailure } from '../api/errors.ts';
import type { Answer } from '../api/http.ts';
import { Button, Notice, type FormHandle } from '../ui/index.ts';
import { useWords } from './words.tsx';

interface Guard<V extends object, T> {
  readonly handle: FormHandle<V>;
  readonly read: () => Promise<Answer<T>>;
  readonly values: (body: T) => V;
  readonly save: (values: V, etag: string | null) => Promise<T>;
}

interface Theirs<V> {
  readonly values: V;
  readonly etag: string | null;
}

/**
 * A form that saves only over what it showed when it was opened. Where somebody saved meanwhile it keeps what is typed and
 * reads theirs, so that both can be seen and one chosen.
 */
export function useGuarded<V extends object, T>(guard: Guard<V, T>) {
  const seen = useRef<string | null | undefined>(undefined);
  const [theirs, setTheirs] = useState<Theirs<V>>();
  const { handle, read, values } = guard;
  const begin = useRef({ read, values, form: handle.form });
  useEffect(() => {
    let gone = false;
    const { read: first, values: shown, form } = begin.current;
    void first().then(
      ({ body, etag }) => {
        if (gone) return;
        seen.current = etag;
        if (!form.isFieldsTouched()) form.setFieldsValue(shown(body));
      },
      // Without a version the save itself reads one, and says what is wrong.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);
  const run = async (typed: V): Promise<T> => {
    seen.current ??= (await read()).etag;
    try {
      return await guard.save(typed, seen.current);
    } catch (error) {
      if (error instanceof ApiFailure && error.status === 412) {
        const { body, etag } = await read();
        setTheirs({ values: values(body), etag });
      }
      throw error;
    }
  };
  const keepMine = () => {
    seen.current = theirs?.etag;
    setTheirs(undefined);
    handle.form.submit();
  };
  const takeTheirs = () => {
    if (theirs === undefined) return;
    seen.current = theirs.etag;
    handle.form.setFieldsValue(theirs.values);
    setTheirs(undefined);
  };
  return { run, theirs: theirs?.values, keepMine, takeTheirs };
}

interface ConflictProps<V extends object> {
  readonly handle: FormHandle<V>;
  readonly guard: Pick<ReturnType<typeof useGuarded<V, unknown>>, 'theirs' | 'keepMine' | 'takeTheirs'>;
  readonly labels: Readonly<Partial<Record<keyof V, string>>>;
  /** A field's value in words, where it is not told by itself. */
  readonly tell?: (field: keyof V, value: unknown) => string | undefined;
}

type Scalar = string | number | boolean;

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** A field's value in words; what forms hold is plain or a list of what is plain. */
const told = (value: unknown): string => {
  const all = (Array.isArray(value) ? value : [value]).filter(isScalar).filter((each) => each !== '');
  return all.length === 0 ? '–' : all.join(', ');
};

/** What is typed beside what another person saved meanwhile, field by field, and the choice between them. */
export function Conflict<V extends object>({ handle, guard, labels, tell }: ConflictProps<V>) {
  const { t } = useWords();
  const { theirs } = guard;
  if (theirs === undefined) return null;
  const mine = handle.form.getFieldsValue(true) as V;
  const differing = (Object.keys(labels) as (keyof V)[]).filter((name) => told(mine[name]) !== told(theirs[name]));
  return (
    <Notice kind="warn" title={t('common.conflict.title')}>
      <table className="plain" data-testid="conflict">
        <caption className="sr-only">{t('common.conflict.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('common.conflict.field')}</th>
            <th scope="col">{t('common.conflict.mine')}</th>
            <th scope="col">{t('common.conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {differing.map((name) => (
            <tr key={String(name)}>
              <th scope="row">{labels[name]}</th>
              <td>{tell?.(name, mine[name]) ?? told(mine[name])}</td>
              <td>{tell?.(name, theirs[name]) ?? told(theirs[name])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="pick-line">
        <Button onClick={guard.takeTheirs}>{t('common.conflict.takeTheirs')}</Button>
        <Button kind="primary" onClick={guard.keepMine}>
          {t('common.conflict.keepMine')}
        </Button>
      </div>
    </Notice>
  );
}
