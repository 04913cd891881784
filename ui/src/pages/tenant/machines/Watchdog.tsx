import { contents } from '../../../api/contents.ts';
import type { Machine } from '../../../api/tenant.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, State } from '../../../ui/index.ts';

/** Whether a machine that stops by itself is started again, and the switch for it. */
export function Watchdog({ machine }: { readonly machine: Machine }) {
  const { t } = useWords();
  const reason = useReason();
  const on = machine.watchdog_enabled;
  const deed = useDeed({
    run: () => contents.watch(machine.id, !on),
    stale: ['/v4/linode/instances', '/portal/v1'],
    done: t(on ? 'console.unwatchedNow' : 'console.watchedNow'),
  });
  return (
    <div className="stack">
      <span className="row">
        <State shape={on ? 'reserved' : 'off'} text={t(on ? 'console.watched' : 'console.unwatched')} />
        <Button
          kind="quiet"
          reason={reason('own', undefined)}
          busy={deed.isPending}
          testId="watchdog"
          onClick={() => deed.mutate()}
        >
          {t(on ? 'console.unwatch' : 'console.watch')}
        </Button>
      </span>
      <span className="muted">{t('console.watchdogWhy')}</span>
    </div>
  );
}
