import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { adminQueries } from '../../../api/admin.ts';
import { moneyDeeds, moneyQueries, type Lease } from '../../../api/money.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { usePortalNow } from '../../../components/now.ts';
import { PageHead } from '../../../components/PageHead.tsx';
import { usePresent } from '../../../components/session.tsx';
import { Traced } from '../../../components/trace.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import {
  Button,
  DecimalField,
  Dialog,
  Empty,
  FormBox,
  Icon,
  SelectField,
  TextField,
  useForm,
} from '../../../ui/index.ts';
import { fromLocalInput, instantOf, isoInstant, localInput } from '../../../util/dates.ts';
import { paths } from '../../../util/paths.ts';

const STALE = ['/admin/v1/leases'] as const;

/** Racks, units, power and whatever else is there for a tenant by contract. */
export default function LeasesPage() {
  const { t } = useWords();
  const reason = useReason();
  const [beginning, setBeginning] = useState(false);
  const [changing, setChanging] = useState<Lease>();
  const [ending, setEnding] = useState<Lease>();
  const query = useQuery(moneyQueries.leases());
  const tenants = useQuery(adminQueries.tenants());
  const nameOf = (id: number) => tenants.data?.data.find((tenant) => tenant.id === id)?.name ?? `tenant-${id}`;
  const over = (lease: Lease) => (lease.until ? 'ended' : undefined);
  const columns: readonly Column<Lease>[] = [
    {
      key: 'name',
      title: t('leases.name'),
      text: (lease) => lease.name,
      order: byText((lease) => lease.name),
      render: (lease) => <Traced to={{ kind: 'history', id: `lease-${lease.id}` }}>{lease.name}</Traced>,
    },
    {
      key: 'tenant',
      title: t('prices.tenant'),
      text: (lease) => nameOf(lease.tenantId),
      order: byText((lease) => nameOf(lease.tenantId)),
      render: (lease) => <Link to={paths.tenant(lease.tenantId)}>{nameOf(lease.tenantId)}</Link>,
    },
    {
      key: 'charge',
      title: t('prices.charge'),
      text: (l) => l.charge,
      order: byText((l) => l.charge),
      render: (l) => <span className="mono">{l.charge}</span>,
    },
    {
      key: 'quantity',
      title: t('leases.quantity'),
      numeric: true,
      text: (lease) => `${lease.quantity} ${lease.unit}`,
      order: byNumber((lease) => Number(lease.quantity)),
      render: (lease) => `${lease.quantity} ${lease.unit}`,
    },
    { key: 'contract', title: t('prices.contract'), text: (l) => l.contract ?? '', render: (l) => l.contract ?? '–' },
    {
      key: 'from',
      title: t('prices.from'),
      text: (l) => l.from,
      order: byText((l) => l.from),
      render: (l) => <When at={l.from} />,
    },
    { key: 'changed', title: t('leases.changed'), text: (l) => l.changedAt, render: (l) => <When at={l.changedAt} /> },
    {
      key: 'until',
      title: t('prices.until'),
      text: (lease) => lease.until ?? '',
      render: (lease) => (lease.until ? <When at={lease.until} /> : t('prices.open')),
    },
    {
      key: 'actions',
      title: t('common.actions'),
      render: (lease) => (
        <div className="row">
          <Button reason={reason('prices', over(lease))} onClick={() => setChanging(lease)}>
            {t('leases.change')}
          </Button>
          <Button reason={reason('prices', over(lease))} onClick={() => setEnding(lease)}>
            {t('leases.end')}
          </Button>
        </div>
      ),
    },
  ];
  return (
    <>
      <PageHead
        title={t('shell.nav.leases')}
        sub={t('leases.sub')}
        actions={
          <Button
            kind="primary"
            icon={<Icon name="plus" />}
            reason={reason('prices')}
            testId="begin-lease"
            onClick={() => setBeginning(true)}
          >
            {t('leases.begin')}
          </Button>
        }
      />
      <QueryTable<Lease>
        name="leases"
        label={t('shell.nav.leases')}
        query={query}
        columns={columns}
        rowKey={(lease) => String(lease.id)}
        empty={
          <Empty title={t('leases.none')}>
            <p>{t('leases.noneNext')}</p>
          </Empty>
        }
      />
      <Begin open={beginning} onClose={() => setBeginning(false)} />
      <Change lease={changing} onClose={() => setChanging(undefined)} />
      <End lease={ending} onClose={() => setEnding(undefined)} />
    </>
  );
}

interface Wish {
  readonly tenantId: number;
  readonly charge: string;
  readonly name: string;
  readonly quantity: string;
  readonly unit: string;
  readonly region?: string;
  readonly contract?: string;
  readonly from: string;
}

function useInstant() {
  const { zone } = usePresent();
  return { zone, instant: (text: string) => isoInstant(fromLocalInput(text, zone) ?? instantOf(text)) };
}

function Begin({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  const now = usePortalNow();
  const { zone, instant } = useInstant();
  const handle = useForm<Wish>();
  const tenants = useQuery({ ...adminQueries.tenants(), enabled: open });
  const deed = useFormDeed<Wish>({
    handle,
    run: ({ region, contract, from, ...rest }, key) =>
      moneyDeeds.beginLease(
        { ...rest, from: instant(from), ...(region ? { region } : {}), ...(contract ? { contract } : {}) },
        key,
      ),
    stale: STALE,
    done: t('leases.begun'),
    after: onClose,
  });
  const required = t('common.required');
  return (
    <Dialog open={open} title={t('leases.begin')} onClose={onClose} width={620}>
      {open ? (
        <FormBox<Wish>
          handle={handle}
          initial={{ unit: 'U', from: localInput(now, zone).slice(0, 16) }}
          onSubmit={deed.submit}
        >
          <div className="two">
            <SelectField
              name="tenantId"
              label={t('prices.tenant')}
              required={required}
              loading={tenants.isPending}
              choices={(tenants.data?.data ?? []).map((tenant) => ({ value: tenant.id, label: tenant.name }))}
            />
            <TextField
              name="charge"
              label={t('prices.charge')}
              hint={t('leases.chargeHint')}
              required={required}
              maxLength={90}
              mono
            />
            <TextField
              name="name"
              label={t('leases.name')}
              hint={t('leases.nameHint')}
              required={required}
              maxLength={100}
            />
            <DecimalField
              name="quantity"
              label={t('leases.quantity')}
              hint={t('leases.quantityHint')}
              required={required}
              wrong={t('common.notDecimal')}
            />
            <TextField name="unit" label={t('billing.usage.unit')} required={required} maxLength={20} />
            <TextField
              name="from"
              label={t('prices.fromIn', { zone })}
              hint={t('leases.fromHint')}
              type="datetime-local"
              required={required}
            />
            <TextField name="region" label={t('machines.region')} maxLength={30} />
            <TextField name="contract" label={t('prices.contract')} maxLength={40} mono />
          </div>
          {deed.failure ? <FailureNotice error={deed.failure} /> : null}
          <Button kind="primary" submit busy={deed.busy}>
            {t('leases.begin')}
          </Button>
        </FormBox>
      ) : null}
    </Dialog>
  );
}

function Change({ lease, onClose }: { readonly lease: Lease | undefined; readonly onClose: () => void }) {
  const { t } = useWords();
  const { zone, instant } = useInstant();
  const handle = useForm<{ quantity: string; from: string }>();
  const deed = useFormDeed<{ quantity: string; from: string }>({
    handle,
    run: ({ quantity, from }) => moneyDeeds.changeLease(lease?.id ?? 0, quantity, instant(from)),
    stale: STALE,
    done: t('leases.changedDone'),
    after: onClose,
  });
  return (
    <Dialog open={lease !== undefined} title={t('leases.changeOf', { name: lease?.name ?? '' })} onClose={onClose}>
      <FormBox<{ quantity: string; from: string }> handle={handle} onSubmit={deed.submit}>
        <DecimalField
          name="quantity"
          label={t('leases.quantity')}
          {...(lease ? { unit: lease.unit } : {})}
          required={t('common.required')}
          wrong={t('common.notDecimal')}
        />
        <TextField
          name="from"
          label={t('prices.fromIn', { zone })}
          type="datetime-local"
          hint={t('leases.fromHint')}
          required={t('common.required')}
        />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('leases.change')}
        </Button>
      </FormBox>
    </Dialog>
  );
}

function End({ lease, onClose }: { readonly lease: Lease | undefined; readonly onClose: () => void }) {
  const { t } = useWords();
  const { zone, instant } = useInstant();
  const handle = useForm<{ until: string }>();
  const deed = useFormDeed<{ until: string }>({
    handle,
    run: ({ until }) => moneyDeeds.endLease(lease?.id ?? 0, instant(until)),
    stale: STALE,
    done: t('leases.ended'),
    after: onClose,
  });
  return (
    <Dialog open={lease !== undefined} title={t('leases.endOf', { name: lease?.name ?? '' })} onClose={onClose}>
      <FormBox<{ until: string }> handle={handle} onSubmit={deed.submit}>
        <TextField
          name="until"
          label={t('prices.untilIn', { zone })}
          type="datetime-local"
          required={t('common.required')}
        />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('leases.end')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
