import { useState } from 'react';
import { ApiFailure } from '../../../api/errors.ts';
import type { Script } from '../../../api/scripts.ts';
import { useStale } from '../../../components/act.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Code, Notice } from '../../../ui/index.ts';

/** What a request says of the script's revision that was read. */
interface Named {
  readonly stackscript_revision?: number;
}

interface Reading {
  /** Part of the request; of one's own scripts, whose text is not shown, nothing. */
  readonly named: Named;
  /** Runs a request; refused for a revision that is not the script's any more, the script is read anew. */
  readonly watch: <R>(run: Promise<R>) => Promise<R>;
  readonly shown: {
    readonly script: Script | undefined;
    readonly changed: boolean;
    readonly onRead: () => void;
  };
}

/** Keeps which revision of another account's script was in sight when it was chosen; its author may change it meanwhile. */
export function useReading(script: Script | undefined): Reading {
  const stale = useStale();
  const theirs = script?.mine === false ? script : undefined;
  const [read, setRead] = useState<Pick<Script, 'id' | 'revision'>>();
  if (theirs !== undefined && read?.id !== theirs.id) setRead(theirs);
  const revision = read?.id === theirs?.id ? read?.revision : theirs?.revision;
  return {
    named: theirs === undefined || revision === undefined ? {} : { stackscript_revision: revision },
    watch: (run) =>
      run.catch((error: unknown) => {
        if (error instanceof ApiFailure && error.facts.code === 'compute.STACKSCRIPT_REVISED')
          void stale('/v4/linode/stackscripts');
        throw error;
      }),
    shown: {
      script: theirs,
      changed: theirs !== undefined && revision !== theirs.revision,
      onRead: () => setRead(theirs),
    },
  };
}

/** The text of another account's script, to be read before it runs; and again when it was changed since. */
export function ReadScript({ script, changed, onRead }: Reading['shown']) {
  const { t } = useWords();
  if (script === undefined) return null;
  return (
    <>
      <Notice kind="warn" title={t('scripts.ofOthers')} />
      {changed ? (
        <Notice kind="bad" title={t('scripts.changedSince')}>
          {script.rev_note === '' ? null : <p>{script.rev_note}</p>}
          <Button onClick={onRead}>{t('scripts.readAgain')}</Button>
        </Notice>
      ) : null}
      <Code text={script.script} />
    </>
  );
}
