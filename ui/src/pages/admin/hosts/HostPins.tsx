import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { adminQueries } from '../../../api/admin.ts';
import type { Host } from '../../../api/admin-types.ts';
import { hostPin, type HostPin, type MisplacedGuest } from '../../../api/hosts.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { usePace } from '../../../components/session.tsx';
import { useWords } from '../../../components/words.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { Button, Empty, Facts, Panel, TableSkeleton, useSay } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

const STALE = ['/admin/v1/host-pins', '/admin/v1/hosts', '/admin/v1/history', '/admin/v1/placement'];

/** For which tenants a host is kept, and which guests are not where they would be placed by that. */
export function HostPins({ host }: { readonly host: Host }) {
  const { t } = useWords();
  const say = useSay();
  const reason = useReason();
  const past = useAsOf();
  const [changing, setChanging] = useState(false);
  const query = useQuery({ ...hostPin.of(host.id, past), refetchInterval: usePace(false) });
  const open = useDeed({ run: () => hostPin.open(host.id), stale: STALE, done: t('placing.pins.opened') });
  const pin = query.data;
  const kept = pin !== undefined && pin.tenants.length > 0;
  const ask = () =>
    say.ask({
      title: t('placing.pins.askOpen', { name: host.name }),
      text: t('placing.pins.askOpenText'),
      yes: t('placing.pins.open'),
      no: t('common.cancel'),
      run: () => open.mutateAsync(),
    });
  return (
    <Panel
      title={t('placing.pins.title')}
      extra={
        <>
          <Button reason={reason('inventory')} testId="pin-host" onClick={() => setChanging(true)}>
            {t(kept ? 'placing.pins.change' : 'placing.pins.keep')}
          </Button>
          {kept ? (
            <Button reason={reason('inventory')} onClick={ask}>
              {t('placing.pins.open')}
            </Button>
          ) : null}
        </>
      }
    >
      {query.error ? <FailureNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <TableSkeleton columns={2} label={t('placing.pins.title')} /> : null}
      {pin && !kept ? <Empty title={t('placing.pins.none')}>{t('placing.pins.noneNext')}</Empty> : null}
      {pin && kept ? <Kept pin={pin} /> : null}
      {changing ? <Change host={host} pin={pin} onClose={() => setChanging(false)} /> : null}
    </Panel>
  );
}

function Kept({ pin }: { readonly pin: HostPin }) {
  const { t, number } = useWords();
  const misplaced = pin.misplacedCount ?? 0;
  return (
    <div className="stack">
      <Facts
        facts={[
          {
            label: t('placing.pins.tenants'),
            value: pin.tenants.map((tenant) => (
              <div key={tenant.id}>
                <Link to={paths.tenant(tenant.id)}>{tenant.name ?? tenant.id}</Link>
              </div>
            )),
          },
          { label: t('placing.pins.elsewhere'), value: t(pin.onlyThere ? 'placing.pins.never' : 'placing.pins.too') },
          { label: t('placing.reason'), value: pin.reason ?? '–' },
        ]}
      />
      {misplaced > 0 ? (
        <>
          <p>{t('placing.pins.misplaced', { count: misplaced, shown: number(misplaced) })}</p>
          <PlainTable<MisplacedGuest>
            name="misplaced-guests"
            label={t('placing.pins.misplacedTable')}
            rows={pin.misplaced}
            rowKey={(guest) => String(guest.instanceId)}
            columns={[
              {
                key: 'guest',
                title: t('placing.approvals.guest'),
                text: (guest) => guest.label,
                render: (guest) => <Link to={paths.guest(guest.instanceId)}>{guest.label || guest.instanceId}</Link>,
              },
              {
                key: 'tenant',
                title: t('prices.tenant'),
                text: (guest) => guest.tenantName ?? String(guest.tenantId),
                render: (guest) => <Link to={paths.tenant(guest.tenantId)}>{guest.tenantName ?? guest.tenantId}</Link>,
              },
              {
                key: 'host',
                title: t('hosts.name'),
                text: (guest) => guest.host,
                render: (guest) => <Link to={paths.host(guest.hostId)}>{guest.host}</Link>,
              },
            ]}
          />
        </>
      ) : null}
    </div>
  );
}

interface ChangeProps {
  readonly host: Host;
  readonly pin: HostPin | undefined;
  readonly onClose: () => void;
}

function Change({ host, pin, onClose }: ChangeProps) {
  const { t } = useWords();
  const tenants = useQuery(adminQueries.tenants());
  return (
    <FormDialog<HostPin>
      title={t('placing.pins.keep')}
      submit={t('common.save')}
      fields={[
        {
          name: 'tenantIds',
          label: t('placing.pins.tenants'),
          hint: t('placing.pins.tenantsHint'),
          kind: 'many',
          loading: tenants.isPending,
          choices: (tenants.data?.data ?? []).map((tenant) => ({ value: tenant.id, label: tenant.name })),
          wide: true,
        },
        {
          name: 'onlyThere',
          label: t('placing.pins.onlyThere'),
          hint: t('placing.pins.onlyThereHint'),
          kind: 'switch',
        },
        { name: 'reason', label: t('placing.reason'), maxLength: 200, wide: true },
      ]}
      initial={{
        tenantIds: pin?.tenants.map((tenant) => tenant.id) ?? [],
        onlyThere: pin?.onlyThere ?? false,
        reason: pin?.reason ?? '',
      }}
      run={(values) => hostPin.keep(host.id, values)}
      stale={STALE}
      done={t('placing.pins.kept', { name: host.name })}
      onClose={onClose}
    />
  );
}
