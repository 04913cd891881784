import { useState } from 'react';
import type { Host } from '../../../api/admin-types.ts';
import { changeOvercommit } from '../../../api/hosts.ts';
import { useReason } from '../../../components/act.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button } from '../../../ui/index.ts';

const STALE = ['/admin/v1/hosts', '/admin/v1/history', '/admin/v1/plan-room'];

/** How many times over a host may be promised, from now on. */
export function HostOvercommit({ host }: { readonly host: Host }) {
  const { t } = useWords();
  const reason = useReason();
  const [changing, setChanging] = useState(false);
  return (
    <>
      <Button reason={reason('inventory')} testId="overcommit" onClick={() => setChanging(true)}>
        {t('placing.overcommit.change')}
      </Button>
      {changing ? (
        <FormDialog
          title={t('placing.overcommit.change')}
          renderBeside={() => <p className="muted">{t('placing.overcommit.sub')}</p>}
          fields={[
            {
              name: 'vcpu',
              label: t('placing.overcommit.vcpu'),
              hint: t('placing.overcommit.limits'),
              kind: 'decimal',
            },
            {
              name: 'memory',
              label: t('placing.overcommit.memory'),
              hint: t('placing.overcommit.limits'),
              kind: 'decimal',
            },
            { name: 'reason', label: t('placing.reason'), maxLength: 200, wide: true },
          ]}
          initial={{ vcpu: String(host.overcommit.vcpu), memory: String(host.overcommit.memory) }}
          run={(values) => changeOvercommit(host.id, values)}
          stale={STALE}
          done={t('placing.overcommit.changed')}
          onClose={() => setChanging(false)}
        />
      ) : null}
    </>
  );
}
