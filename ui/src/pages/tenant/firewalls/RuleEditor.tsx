import { useState } from 'react';
import { firewall, type Firewall, type FirewallRules, type Way } from '../../../api/firewalls.ts';
import { useDeed } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Notice } from '../../../ui/index.ts';
import { isSame } from './draft.ts';
import { STALE } from './FirewallPage.tsx';
import { Rules } from './Rules.tsx';

const WAYS: readonly Way[] = ['inbound', 'outbound'];
const STEPS_MAX = 50;

interface Draft {
  /** The version that was changed, to see when somebody else has saved another. */
  readonly of: number;
  /** What it was before each change; the last one is what is shown. */
  readonly steps: readonly FirewallRules[];
}

/** The rules as a draft: changes are seen and undone here, and hold for the machines only once they are saved. */
export function RuleEditor({ row, off }: { readonly row: Firewall; readonly off: string | undefined }) {
  const { t } = useWords();
  const [draft, setDraft] = useState<Draft>();
  const shown = draft?.steps.at(-1) ?? row.rules;
  const isChanged = draft !== undefined && !isSame(shown, row.rules);
  const save = useDeed({
    run: () => firewall.setRules(row.id, shown),
    stale: STALE,
    done: t('firewalls.rulesKept'),
    after: () => setDraft(undefined),
  });
  const change = (next: FirewallRules) =>
    setDraft((before) => ({
      of: before?.of ?? row.rules.version,
      steps: [...(before?.steps ?? [row.rules]), next].slice(-STEPS_MAX),
    }));
  const undo = () =>
    setDraft((before) =>
      before === undefined || before.steps.length <= 2 ? undefined : { ...before, steps: before.steps.slice(0, -1) },
    );
  return (
    <>
      {isChanged ? (
        <Notice
          kind={draft.of === row.rules.version ? 'info' : 'warn'}
          title={t('console.draft', { count: draft.steps.length - 1 })}
          action={
            <span className="row">
              <Button testId="rules-undo" onClick={undo}>
                {t('console.undo')}
              </Button>
              <Button testId="rules-discard" onClick={() => setDraft(undefined)}>
                {t('console.discard')}
              </Button>
              <Button
                kind="primary"
                testId="rules-save"
                busy={save.isPending}
                reason={off}
                onClick={() => save.mutate()}
              >
                {t('common.save')}
              </Button>
            </span>
          }
        >
          {draft.of === row.rules.version ? t('console.draftText') : t('console.draftOld')}
        </Notice>
      ) : null}
      {save.error ? <FailureNotice error={save.error} /> : null}
      {WAYS.map((way) => (
        <Rules key={way} way={way} rules={shown} off={off} onChange={change} />
      ))}
    </>
  );
}
