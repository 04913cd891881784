import { machineCan } from '../../../api/can.ts';
import { contents } from '../../../api/contents.ts';
import { newKey } from '../../../api/http.ts';
import type { Machine } from '../../../api/tenant.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, State, useSay } from '../../../ui/index.ts';

/** Whether a machine can be deleted, and the switch for it. */
export function Protection({ machine }: { readonly machine: Machine }) {
  const { t } = useWords();
  const say = useSay();
  const reason = useReason();
  const on = machine.locks.length > 0;
  const deed = useDeed({
    run: () => (on ? contents.unlock(machine.id) : contents.lock(machine.id, newKey()).then(() => undefined)),
    stale: ['/v4/linode/instances', '/v4/locks', '/portal/v1'],
    done: on ? t('console.unprotectedNow') : t('console.protectedNow'),
  });
  return (
    <span className="row">
      <State shape={on ? 'reserved' : 'off'} text={t(on ? 'console.protected' : 'console.unprotected')} />
      <Button
        kind="quiet"
        reason={reason('own', on ? undefined : machineCan.lock(machine))}
        busy={deed.isPending}
        testId="protection"
        onClick={() =>
          on
            ? say.ask({
                title: t('console.askUnprotect', { label: machine.label }),
                text: t('console.askUnprotectText'),
                yes: t('console.unprotect'),
                no: t('common.cancel'),
                danger: true,
                run: () => deed.mutateAsync(),
              })
            : deed.mutate()
        }
      >
        {t(on ? 'console.unprotect' : 'console.protect')}
      </Button>
    </span>
  );
}
