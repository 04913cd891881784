import { contents } from '../../../api/contents.ts';
import { otherPolicy } from '../../../api/policies.ts';
import type { Machine } from '../../../api/tenant.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button } from '../../../ui/index.ts';

/** What becomes of a machine while its host is worked on, and the choice of it. */
export function Upkeep({ machine }: { readonly machine: Machine }) {
  const { t } = useWords();
  const reason = useReason();
  const other = otherPolicy(machine.maintenance_policy);
  const deed = useDeed({
    run: () => contents.change(machine.id, { maintenance_policy: other }),
    stale: ['/v4/linode/instances', '/v4/account/maintenance', '/portal/v1'],
    done: t('console.policyKept'),
  });
  return (
    <div className="stack">
      <span className="row">
        {t(`console.policies.${machine.maintenance_policy}`)}
        <Button
          kind="quiet"
          reason={reason('own', undefined)}
          busy={deed.isPending}
          testId="upkeep"
          onClick={() => deed.mutate()}
        >
          {t(`console.choosePolicy.${other}`)}
        </Button>
      </span>
      <span className="muted">{t('console.policyWhy')}</span>
    </div>
  );
}
