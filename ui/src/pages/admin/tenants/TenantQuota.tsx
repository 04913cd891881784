import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isLost } from '../../../api/again.ts';
import { admin, adminQueries } from '../../../api/admin.ts';
import type { Quota } from '../../../api/admin-types.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { Conflict, useGuarded } from '../../../components/conflict.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords } from '../../../components/words.tsx';
import { Bar, Button, Dialog, FormBox, NumberField, Panel, TableSkeleton, useForm } from '../../../ui/index.ts';
import { share } from '../../../util/units.ts';

const LIMITS = ['instances', 'vcpus', 'memoryMb'] as const;
type Limits = Partial<Record<(typeof LIMITS)[number], number | null>>;

/** What a tenant's machines may take together, what they take, and the form to change it. */
export function TenantQuota({ id }: { readonly id: number }) {
  const { t, number } = useWords();
  const reason = useReason();
  const [changing, setChanging] = useState(false);
  const query = useQuery(adminQueries.quota(id));
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={2} label={t('common.loading')} />;
  const quota = query.data;
  return (
    <Panel
      title={t('tenants.quota')}
      extra={
        <Button reason={reason('tenants')} onClick={() => setChanging(true)}>
          {t('tenants.quotaChange')}
        </Button>
      }
    >
      {LIMITS.map((limit) => {
        const most = quota[limit];
        const label = t(`tenants.quotas.${limit}`);
        return (
          <div className="fill-row" key={limit}>
            <span>{label}</span>
            {most === null ? (
              <span>
                {number(quota.used[limit])} <span className="muted">{t('tenants.noLimit')}</span>
              </span>
            ) : (
              <Bar
                label={label}
                share={share(quota.used[limit], most)}
                text={`${number(quota.used[limit])} / ${number(most)}`}
              />
            )}
          </div>
        );
      })}
      {changing ? <ChangeQuota id={id} quota={quota} onClose={() => setChanging(false)} /> : null}
    </Panel>
  );
}

interface ChangeProps {
  readonly id: number;
  readonly quota: Quota;
  readonly onClose: () => void;
}

function ChangeQuota({ id, quota, onClose }: ChangeProps) {
  const { t } = useWords();
  const handle = useForm<Limits>();
  const guard = useGuarded<Limits, Quota>({
    handle,
    read: async () => {
      const tenant = await admin.readTenant(id);
      return { ...tenant, body: await admin.readQuota(id) };
    },
    values: ({ instances, vcpus, memoryMb }) => ({ instances, vcpus, memoryMb }),
    save: (values, etag) =>
      admin.setQuota(
        id,
        {
          instances: values.instances ?? null,
          vcpus: values.vcpus ?? null,
          memoryMb: values.memoryMb ?? null,
        },
        etag,
      ),
  });
  const deed = useFormDeed<Limits>({
    handle,
    run: guard.run,
    stale: ['/admin/v1/tenants', '/admin/v1/history'],
    done: t('tenants.quotaDone'),
    after: onClose,
  });
  return (
    <Dialog open title={t('tenants.quotaChange')} onClose={onClose}>
      <FormBox<Limits>
        handle={handle}
        initial={{ instances: quota.instances, vcpus: quota.vcpus, memoryMb: quota.memoryMb }}
        onSubmit={deed.submit}
      >
        <p className="muted">{t('tenants.quotaHint')}</p>
        <NumberField name="instances" label={t('tenants.quotas.instances')} max={1_000_000} />
        <NumberField name="vcpus" label={t('tenants.quotas.vcpus')} max={10_000_000} />
        <NumberField name="memoryMb" label={t('tenants.quotas.memoryMb')} unit="MiB" />
        <Conflict
          handle={handle}
          guard={guard}
          labels={{
            instances: t('tenants.quotas.instances'),
            vcpus: t('tenants.quotas.vcpus'),
            memoryMb: t('tenants.quotas.memoryMb'),
          }}
        />
        {deed.failure && guard.theirs === undefined ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('tenants.quotaChange')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
