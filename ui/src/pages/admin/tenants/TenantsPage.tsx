import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { admin, adminQueries, type TenantWish } from '../../../api/admin.ts';
import type { Tenant } from '../../../api/admin-types.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { Status, useStateWord } from '../../../components/Status.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import {
  Button,
  Dialog,
  Empty,
  FormBox,
  Icon,
  PasswordField,
  SelectField,
  TextField,
  useForm,
} from '../../../ui/index.ts';
import { browserZone } from '../../../util/dates.ts';
import { paths } from '../../../util/paths.ts';

export const CURRENCIES = ['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'SGD'] as const;

export const stateOf = (tenant: Tenant): string =>
  tenant.closedAt ? 'CLOSED' : tenant.suspended ? 'SUSPENDED' : 'ACTIVE';

export default function TenantsPage() {
  const { t } = useWords();
  const reason = useReason();
  const stateWord = useStateWord();
  const [adding, setAdding] = useState(false);
  const query = useQuery(adminQueries.tenants());
  const columns: readonly Column<Tenant>[] = [
    {
      key: 'name',
      title: t('tenants.name'),
      text: (tenant) => tenant.name,
      order: byText((tenant) => tenant.name),
      render: (tenant) => <Link to={paths.tenant(tenant.id)}>{tenant.name}</Link>,
    },
    {
      key: 'state',
      title: t('devices.state'),
      text: (tenant) => stateWord(stateOf(tenant)),
      order: byText(stateOf),
      render: (tenant) => <Status state={stateOf(tenant)} trace={{ kind: 'history', id: `tenant-${tenant.id}` }} />,
    },
    {
      key: 'currency',
      title: t('tenants.currency'),
      text: (tenant) => tenant.currency,
      order: byText((tenant) => tenant.currency),
      render: (tenant) => tenant.currency,
    },
    {
      key: 'zone',
      title: t('common.timeZone'),
      text: (tenant) => tenant.timeZone,
      order: byText((tenant) => tenant.timeZone),
      render: (tenant) => tenant.timeZone,
    },
    {
      key: 'email',
      title: t('tenants.email'),
      text: (tenant) => tenant.email ?? '',
      render: (tenant) => tenant.email ?? '–',
    },
    {
      key: 'opened',
      title: t('tenants.opened'),
      text: (tenant) => tenant.openedAt,
      order: byText((tenant) => tenant.openedAt),
      render: (tenant) => <When at={tenant.openedAt} style="day" />,
    },
  ];
  return (
    <>
      <PageHead
        title={t('shell.nav.tenants')}
        actions={
          <Button
            kind="primary"
            icon={<Icon name="plus" />}
            reason={reason('tenants')}
            testId="open-tenant"
            onClick={() => setAdding(true)}
          >
            {t('tenants.open')}
          </Button>
        }
      />
      <QueryTable<Tenant>
        name="tenants"
        label={t('shell.nav.tenants')}
        query={query}
        columns={columns}
        rowKey={(tenant) => String(tenant.id)}
        empty={
          <Empty title={t('tenants.empty')}>
            <p>{t('tenants.emptyNext')}</p>
          </Empty>
        }
      />
      <OpenTenant open={adding} onClose={() => setAdding(false)} />
    </>
  );
}

function OpenTenant({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  const handle = useForm<TenantWish>();
  const deed = useFormDeed<TenantWish, Tenant>({
    handle,
    run: (values, key) => admin.openTenant(values, key),
    stale: ['/admin/v1/tenants', '/admin/v1/overview'],
    fields: { 'user.username': 'username', 'user.password': 'password', 'user.email': 'email' },
    done: (_, values) => t('tenants.openedDone', { name: values.name }),
    after: onClose,
  });
  return (
    <Dialog open={open} title={t('tenants.open')} onClose={onClose} width={600}>
      <FormBox<TenantWish>
        handle={handle}
        initial={{ currency: 'CNY', timeZone: browserZone() }}
        onSubmit={deed.submit}
      >
        <TextField name="name" label={t('tenants.name')} required={t('common.required')} maxLength={128} />
        <div className="two">
          <SelectField
            name="currency"
            label={t('tenants.currency')}
            required={t('common.required')}
            choices={CURRENCIES.map((value) => ({ value, label: value }))}
          />
          <TextField
            name="timeZone"
            label={t('common.timeZone')}
            required={t('common.required')}
            hint={t('tenants.zoneHint')}
            maxLength={64}
          />
        </div>
        <h2 className="minor">{t('tenants.firstUser')}</h2>
        <div className="two">
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
        </div>
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('tenants.open')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
