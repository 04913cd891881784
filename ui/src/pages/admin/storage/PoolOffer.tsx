import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { admin, adminQueries } from '../../../api/admin.ts';
import type { Pool } from '../../../api/admin-types.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { Conflict, useGuarded } from '../../../components/conflict.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Dialog, FormBox, Panel, SelectField, SwitchField, useForm } from '../../../ui/index.ts';

interface Wish {
  readonly wholeSite: boolean;
  readonly hostIds: readonly number[];
}

const wishOf = (pool: Pool): Wish => ({ wholeSite: pool.wholeSite ?? false, hostIds: pool.hostIds ?? [] });

/** Whose disks a pool takes, and the form to change that. */
export function PoolOffer({ pool }: { readonly pool: Pool }) {
  const { t } = useWords();
  const reason = useReason();
  const [changing, setChanging] = useState(false);
  const hosts = pool.hostIds ?? [];
  const parts = [
    ...(pool.wholeSite ? [t('storage.offerWholeSite')] : []),
    ...(hosts.length > 0 ? [t('storage.offerHostCount', { count: hosts.length })] : []),
  ];
  return (
    <Panel
      title={t('storage.offer')}
      extra={
        <Button reason={reason('inventory')} onClick={() => setChanging(true)}>
          {t('storage.offerChange')}
        </Button>
      }
    >
      <p>{parts.join(' · ') || <span className="muted">{t('storage.offerNobody')}</span>}</p>
      {changing ? <ChangeOffer pool={pool} onClose={() => setChanging(false)} /> : null}
    </Panel>
  );
}

function ChangeOffer({ pool, onClose }: { readonly pool: Pool; readonly onClose: () => void }) {
  const { t } = useWords();
  const handle = useForm<Wish>();
  const hosts = useQuery(adminQueries.hosts(undefined, pool.siteId));
  const nameOf = (id: number) => hosts.data?.data.find((host) => host.id === id)?.name ?? String(id);
  const guard = useGuarded<Wish, Pool>({
    handle,
    read: () => admin.readPool(pool.id),
    values: wishOf,
    save: (values, etag) =>
      admin.offerPool(pool.id, { wholeSite: values.wholeSite ?? false, hostIds: values.hostIds ?? [] }, etag),
  });
  const deed = useFormDeed<Wish>({
    handle,
    run: guard.run,
    stale: ['/admin/v1/pools', '/admin/v1/history'],
    done: t('storage.offerDone'),
    after: onClose,
  });
  return (
    <Dialog open title={t('storage.offer')} onClose={onClose}>
      <FormBox<Wish> handle={handle} initial={wishOf(pool)} onSubmit={deed.submit}>
        <SwitchField name="wholeSite" label={t('storage.offerSite')} />
        <SelectField
          name="hostIds"
          label={t('storage.offerHosts')}
          many
          loading={hosts.isPending}
          choices={(hosts.data?.data ?? []).map((host) => ({ value: host.id, label: host.name }))}
        />
        <Conflict
          handle={handle}
          guard={guard}
          labels={{ wholeSite: t('storage.offerSite'), hostIds: t('storage.offerHosts') }}
          tell={(field, value) =>
            field === 'wholeSite'
              ? t(value === true ? 'common.yes' : 'common.no')
              : (value as readonly number[]).map(nameOf).join(', ') || undefined
          }
        />
        {deed.failure && guard.theirs === undefined ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('storage.offerChange')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
