import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { admin, adminQueries } from '../../../api/admin.ts';
import type { Tenant, User } from '../../../api/admin-types.ts';
import { useDeed, useFormDeed, useReason } from '../../../components/act.tsx';
import { useSearchState } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { HistoryOf } from '../../../components/HistoryList.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { Status } from '../../../components/Status.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import {
  Button,
  CheckField,
  Dialog,
  Empty,
  FormBox,
  Facts,
  Icon,
  Panel,
  PasswordField,
  TableSkeleton,
  Tabs,
  TextField,
  useForm,
  useSay,
} from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { stateOf } from './TenantsPage.tsx';
import { GuestTable } from '../guests/GuestTable.tsx';
import { InvoiceTable } from '../invoices/InvoiceTable.tsx';
import { CloseTenant } from './CloseTenant.tsx';
import { TenantMoney } from './TenantMoney.tsx';
import { TenantQuota } from './TenantQuota.tsx';

const STALE = ['/admin/v1/tenants', '/admin/v1/history'] as const;

export default function TenantPage() {
  const id = Number(useParams()['id']);
  const { t } = useWords();
  const reason = useReason();
  const [params, change] = useSearchState();
  const query = useQuery(adminQueries.tenant(id));
  const history = useQuery(adminQueries.history(`tenant-${id}`));
  const [suspending, setSuspending] = useState(false);
  const [closing, setClosing] = useState(false);
  const reinstate = useDeed({
    run: () => admin.reinstate(id),
    stale: STALE,
    done: t('tenants.did.reinstate', { name: query.data?.name ?? '' }),
  });
  const reopen = useDeed({
    run: () => admin.reopen(id),
    stale: STALE,
    done: t('closing.reopened', { name: query.data?.name ?? '' }),
  });
  const say = useSay();
  const ask = (name: string) =>
    say.ask({
      title: t('closing.askReopen', { name }),
      text: t('closing.askReopenText'),
      yes: t('closing.reopen'),
      no: t('common.cancel'),
      run: () => reopen.mutateAsync(),
    });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const tenant = query.data;
  const { suspended } = tenant;
  return (
    <>
      <PageHead
        title={tenant.name}
        crumbs={[{ text: t('shell.nav.tenants'), to: paths.tenants() }]}
        beside={<Status state={stateOf(tenant)} trace={{ kind: 'history', id: `tenant-${tenant.id}` }} />}
        actions={
          <>
            <Button
              kind="danger"
              reason={reason('tenants', suspended ? 'suspended' : undefined)}
              onClick={() => setSuspending(true)}
            >
              {t('tenants.suspend')}
            </Button>
            {tenant.closedAt ? (
              <Button reason={reason('tenants')} testId="reopen" onClick={() => ask(tenant.name)}>
                {t('closing.reopen')}
              </Button>
            ) : (
              <Button kind="danger" reason={reason('tenants')} testId="close-tenant" onClick={() => setClosing(true)}>
                {t('closing.title')}
              </Button>
            )}
            <Button reason={reason('tenants', suspended ? undefined : 'active')} onClick={() => reinstate.mutate()}>
              {t('tenants.reinstate')}
            </Button>
          </>
        }
      />
      <Tabs
        active={params.get('tab') ?? 'summary'}
        onChange={(key) => change({ tab: key === 'summary' ? undefined : key })}
        tabs={[
          { key: 'summary', label: t('machines.tabs.summary'), content: <Summary tenant={tenant} /> },
          { key: 'users', label: t('tenants.users'), content: <Users id={id} /> },
          { key: 'machines', label: t('shell.nav.guests'), content: <GuestTable tenantId={id} /> },
          { key: 'money', label: t('billing.wallet.title'), content: <TenantMoney id={id} /> },
          { key: 'invoices', label: t('shell.nav.invoices'), content: <InvoiceTable tenantId={id} /> },
          {
            key: 'history',
            label: t('trace.history'),
            content: (
              <Panel>
                <HistoryOf query={history} />
              </Panel>
            ),
          },
        ]}
      />
      {closing ? <CloseTenant tenant={tenant} stale={STALE} onClose={() => setClosing(false)} /> : null}
      <Suspend tenant={tenant} open={suspending} onClose={() => setSuspending(false)} />
    </>
  );
}

function Summary({ tenant }: { readonly tenant: Tenant }) {
  const { t } = useWords();
  return (
    <div className="reading stack">
      <Panel>
        <Facts
          facts={[
            { label: t('tenants.currency'), value: tenant.currency },
            { label: t('common.timeZone'), value: tenant.timeZone },
            { label: t('tenants.email'), value: tenant.email ?? '–' },
            ...(tenant.suspendedReason ? [{ label: t('tenants.suspendReason'), value: tenant.suspendedReason }] : []),
            { label: t('tenants.opened'), value: <When at={tenant.openedAt} style="exact" /> },
            ...(tenant.closedAt
              ? [
                  { label: t('closing.closed'), value: <When at={tenant.closedAt} style="exact" /> },
                  tenant.closedReason
                    ? { label: t('closing.closedBy'), value: tenant.closedReason }
                    : { label: t('closing.words'), value: tenant.closedComments || '–' },
                ]
              : []),
          ]}
        />
      </Panel>
      <TenantQuota id={tenant.id} />
    </div>
  );
}

function Users({ id }: { readonly id: number }) {
  const { t } = useWords();
  const reason = useReason();
  const [adding, setAdding] = useState(false);
  const query = useQuery(adminQueries.tenantUsers(id));
  const say = useSay();
  const factorOff = useDeed<User>({
    run: (user) => admin.disableSecondFactor(user.id),
    stale: ['/admin/v1/tenants'],
    done: (_, user) => t('console.factorGone', { name: user.username }),
  });
  const ask = (user: User) =>
    say.ask({
      title: t('console.askFactor', { name: user.username }),
      text: t('console.askFactorText'),
      yes: t('console.factorOff'),
      no: t('common.cancel'),
      danger: true,
      run: () => factorOff.mutateAsync(user),
    });
  const free = useDeed<User>({
    run: (user) => admin.unlimitSignIn(user.id),
    stale: ['/admin/v1/tenants'],
    done: (_, user) => t('console.signInFreed', { name: user.username }),
  });
  const askFree = (user: User) =>
    say.ask({
      title: t('console.askFree', { name: user.username }),
      text: t('console.askFreeText'),
      yes: t('console.freeSignIn'),
      no: t('common.cancel'),
      danger: true,
      run: () => free.mutateAsync(user),
    });
  const columns: readonly Column<User>[] = [
    {
      key: 'username',
      title: t('shell.username'),
      text: (user) => user.username,
      order: byText((user) => user.username),
      render: (user) => user.username,
    },
    { key: 'email', title: t('tenants.email'), text: (user) => user.email ?? '', render: (user) => user.email ?? '–' },
    {
      key: 'access',
      title: t('tenants.access'),
      text: (user) => (user.restricted ? t('tenants.restricted') : t('tenants.full')),
      render: (user) => (user.restricted ? t('tenants.restricted') : t('tenants.full')),
    },
    {
      key: 'factor',
      title: t('console.secondFactor'),
      text: (user) => t(user.secondFactor ? 'firewalls.on' : 'firewalls.off'),
      render: (user) =>
        user.secondFactor ? (
          <Button reason={reason('tenants')} onClick={() => ask(user)}>
            {t('console.factorOff')}
          </Button>
        ) : (
          t('firewalls.off')
        ),
    },
    {
      key: 'from',
      title: t('console.signInFrom'),
      text: (user) => t(user.signInLimited ? 'console.someAddresses' : 'console.fromAnywhere'),
      render: (user) =>
        user.signInLimited ? (
          <Button reason={reason('tenants')} onClick={() => askFree(user)}>
            {t('console.freeSignIn')}
          </Button>
        ) : (
          t('console.fromAnywhere')
        ),
    },
  ];
  return (
    <>
      <QueryTable<User>
        name="users"
        label={t('tenants.users')}
        query={query}
        columns={columns}
        rowKey={(user) => String(user.id)}
        actions={
          <Button icon={<Icon name="plus" />} reason={reason('tenants')} onClick={() => setAdding(true)}>
            {t('tenants.addUser')}
          </Button>
        }
        empty={<Empty title={t('tenants.noUsers')} />}
      />
      <NewUser id={id} open={adding} onClose={() => setAdding(false)} />
    </>
  );
}

interface SuspendProps {
  readonly tenant: Tenant;
  readonly open: boolean;
  readonly onClose: () => void;
}

function Suspend({ tenant, open, onClose }: SuspendProps) {
  const { t } = useWords();
  const handle = useForm<{ reason: string }>();
  const deed = useFormDeed<{ reason: string }>({
    handle,
    run: ({ reason }) => admin.suspend(tenant.id, reason),
    stale: STALE,
    done: t('tenants.did.suspend', { name: tenant.name }),
    after: onClose,
  });
  return (
    <Dialog open={open} title={t('tenants.askSuspend', { name: tenant.name })} onClose={onClose}>
      <p>{t('tenants.askSuspendText')}</p>
      <FormBox handle={handle} onSubmit={deed.submit}>
        <TextField name="reason" label={t('tenants.suspendReason')} required={t('common.required')} maxLength={500} />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="danger" submit busy={deed.busy}>
          {t('tenants.suspend')}
        </Button>
      </FormBox>
    </Dialog>
  );
}

interface Wish {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly restricted: boolean;
}

function NewUser({ id, open, onClose }: { readonly id: number; readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  const handle = useForm<Wish>();
  const deed = useFormDeed<Wish>({
    handle,
    run: (values, key) => admin.createUser(id, values, key),
    stale: ['/admin/v1/tenants'],
    done: t('tenants.userAdded'),
    after: onClose,
  });
  return (
    <Dialog open={open} title={t('tenants.addUser')} onClose={onClose}>
      <FormBox<Wish> handle={handle} initial={{ restricted: false }} onSubmit={deed.submit}>
        <TextField name="username" label={t('shell.username')} required={t('common.required')} maxLength={64} />
        <TextField
          name="email"
          label={t('tenants.email')}
          required={t('common.required')}
          type="email"
          maxLength={254}
        />
        <PasswordField
          name="password"
          label={t('shell.password')}
          required={t('common.required')}
          hint={t('tenants.passwordHint')}
        />
        <CheckField name="restricted" label={t('tenants.access')} text={t('tenants.restricted')} />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('tenants.addUser')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
