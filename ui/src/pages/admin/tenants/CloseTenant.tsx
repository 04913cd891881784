import { useQuery } from '@tanstack/react-query';
import { admin, adminQueries } from '../../../api/admin.ts';
import type { Tenant } from '../../../api/admin-types.ts';
import { FailureNotice } from '../../../components/failure.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { notTheName } from '../../../components/typing.ts';
import { useWords } from '../../../components/words.tsx';
import { Notice } from '../../../ui/index.ts';

const KINDS = ['machines', 'volumes', 'images', 'leases'] as const;

interface CloseTenantProps {
  readonly tenant: Tenant;
  readonly stale: readonly string[];
  readonly onClose: () => void;
}

/** Closes an account in its tenant's place: with a reason, its name typed, and once nothing is left in it. */
export function CloseTenant({ tenant, stale, onClose }: CloseTenantProps) {
  const { t } = useWords();
  const left = useQuery(adminQueries.leftBehind(tenant.id));
  const kinds = KINDS.flatMap((kind) => {
    const count = left.data?.[kind] ?? 0;
    return count === 0 ? [] : [{ kind, count }];
  });
  return (
    <FormDialog
      title={t('closing.staffAsk', { name: tenant.name })}
      submit={t('closing.title')}
      fields={[
        {
          name: 'reason',
          label: t('closing.reason'),
          kind: 'area',
          wide: true,
          maxLength: 500,
          hint: t('closing.reasonHint'),
        },
        {
          name: 'sure',
          label: t('machines.typeBefore', { text: tenant.name }),
          kind: 'mono',
          wide: true,
          maxLength: 100,
        },
      ]}
      run={({ sure, reason }) =>
        sure === tenant.name
          ? admin.closeTenant(tenant.id, reason)
          : Promise.reject(notTheName(t('closing.notTheName')))
      }
      stale={stale}
      done={t('closing.staffDone', { name: tenant.name })}
      onClose={onClose}
      renderBeside={() => (
        <>
          {left.error ? <FailureNotice error={left.error} onRetry={() => void left.refetch()} /> : null}
          {kinds.length > 0 ? (
            <Notice kind="bad" title={t('closing.staffLeft')}>
              <ul>
                {kinds.map(({ kind, count }) => (
                  <li key={kind}>{t(`closing.kinds.${kind}`, { count })}</li>
                ))}
              </ul>
            </Notice>
          ) : null}
          <Notice kind="warn" title={t('closing.everybody')}>
            {t('closing.lastInvoice')}
          </Notice>
        </>
      )}
    />
  );
}
