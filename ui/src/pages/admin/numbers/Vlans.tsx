import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { numberQueries, numbers, type Vlan } from '../../../api/numbers.ts';
import { useReason } from '../../../components/act.tsx';
import { useAsOf, useSearchState } from '../../../components/asOf.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { useWords } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Pick } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { AddButton, useRetireColumn, useTenantChoices } from './parts.tsx';

export function Vlans() {
  const { t } = useWords();
  const asOf = useAsOf();
  const reason = useReason();
  const [params, change] = useSearchState();
  const [taking, setTaking] = useState(false);
  const [naming, setNaming] = useState<Vlan>();
  const paging = usePaging('vlans');
  const groups = useQuery(numberQueries.vlanGroups(asOf));
  const groupId = Number(params.get('group')) || undefined;
  const query = useQuery({ ...numberQueries.vlans(groupId, asOf, paging), placeholderData: keepPreviousData });
  const tenants = useTenantChoices();
  const group = (vlan: Vlan) => groups.data?.data.find((each) => each.id === vlan.groupId)?.name ?? `#${vlan.groupId}`;
  const tenant = (vlan: Vlan) => tenants.find((each) => each.value === vlan.tenantId)?.label ?? '';
  const acts = useRetireColumn<Vlan>(
    'vlans',
    (vlan) => `VLAN ${vlan.number}`,
    (vlan) => (
      <Button reason={reason('inventory')} onClick={() => setNaming(vlan)}>
        {t('numbers.describe')}
      </Button>
    ),
  );
  const columns: readonly Column<Vlan>[] = [
    {
      key: 'number',
      title: 'VLAN ID',
      numeric: true,
      text: (vlan) => String(vlan.number),
      order: byNumber((vlan) => vlan.number),
      render: (vlan) => vlan.number,
    },
    {
      key: 'name',
      title: t('devices.name'),
      text: (vlan) => vlan.name,
      order: byText((vlan) => vlan.name),
      render: (vlan) => vlan.name,
    },
    { key: 'group', title: t('numbers.group'), text: group, order: byText(group), render: group },
    {
      key: 'tenant',
      title: t('addresses.tenant'),
      text: tenant,
      order: byText(tenant),
      render: (vlan) => (vlan.tenantId ? <Link to={paths.tenant(vlan.tenantId)}>{tenant(vlan)}</Link> : '–'),
    },
    {
      key: 'description',
      title: t('numbers.description'),
      text: (vlan) => vlan.description ?? '',
      render: (vlan) => vlan.description ?? '–',
    },
    acts,
  ];
  const choices = (groups.data?.data ?? []).map((each) => ({ value: each.id, label: each.name }));
  return (
    <>
      <QueryTable<Vlan>
        name="vlans"
        label={t('numbers.tabs.vlans')}
        query={query}
        columns={columns}
        paged
        rowKey={(vlan) => String(vlan.id)}
        filters={
          <Pick
            label={t('numbers.group')}
            value={groupId}
            choices={choices}
            onChange={(value) => change({ group: value?.toString(), 'vlans.page': undefined })}
          />
        }
        actions={<AddButton text={t('numbers.takeVlans')} onClick={() => setTaking(true)} />}
        empty={
          <Empty title={t('numbers.noVlans')}>
            <p>{t('numbers.noVlansNext')}</p>
          </Empty>
        }
      />
      {taking ? (
        <FormDialog
          title={t('numbers.takeVlans')}
          fields={[
            { name: 'groupId', label: t('numbers.group'), kind: 'choice', choices },
            { name: 'name', label: t('devices.name'), maxLength: 60, hint: t('numbers.namesHint') },
            {
              name: 'number',
              label: t('numbers.oneNumber'),
              kind: 'number',
              min: 1,
              max: 4094,
              optional: true,
              hint: t('numbers.nextFree'),
            },
            { name: 'count', label: t('addresses.count'), kind: 'number', min: 1, max: 256, optional: true },
            { name: 'tenantId', label: t('addresses.tenant'), kind: 'choice', choices: tenants, optional: true },
            { name: 'description', label: t('numbers.description'), optional: true, maxLength: 200 },
          ]}
          initial={groupId === undefined ? {} : { groupId }}
          run={({ groupId: taken, ...values }, key) => numbers.takeVlans(Number(taken), values, key)}
          stale={['/admin/v1/vlans', '/admin/v1/vlan-groups']}
          done={t('numbers.vlansTaken')}
          onClose={() => setTaking(false)}
        />
      ) : null}
      {naming ? (
        <FormDialog
          title={t('numbers.describeOf', { name: `VLAN ${naming.number}` })}
          submit={t('common.save')}
          fields={[
            { name: 'name', label: t('devices.name'), maxLength: 60 },
            { name: 'tenantId', label: t('addresses.tenant'), kind: 'choice', choices: tenants, optional: true },
            { name: 'description', label: t('numbers.description'), optional: true, maxLength: 200, wide: true },
          ]}
          initial={{
            name: naming.name,
            description: naming.description ?? '',
            ...(naming.tenantId ? { tenantId: naming.tenantId } : {}),
          }}
          run={(values) => numbers.describeVlan(naming.id, values)}
          stale={['/admin/v1/vlans']}
          done={t('numbers.described')}
          onClose={() => setNaming(undefined)}
        />
      ) : null}
    </>
  );
}
