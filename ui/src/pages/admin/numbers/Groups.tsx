import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { numberQueries, numbers, type VlanGroup } from '../../../api/numbers.ts';
import { useAsOf } from '../../../components/asOf.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { useWords } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Empty } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { AddButton, useRetireColumn, useSiteChoices, useSiteName } from './parts.tsx';

export function Groups() {
  const { t } = useWords();
  const asOf = useAsOf();
  const [adding, setAdding] = useState(false);
  const query = useQuery({
    ...numberQueries.vlanGroups(asOf, usePaging('groups')),
    placeholderData: keepPreviousData,
  });
  const siteName = useSiteName();
  const sites = useSiteChoices();
  const acts = useRetireColumn<VlanGroup>('vlan-groups', (group) => group.name);
  const columns: readonly Column<VlanGroup>[] = [
    {
      key: 'name',
      title: t('devices.name'),
      text: (group) => group.name,
      order: byText((group) => group.name),
      render: (group) => <Link to={paths.numbers('vlans', group.id)}>{group.name}</Link>,
    },
    {
      key: 'site',
      title: t('racks.site'),
      text: (group) => siteName(group.siteId),
      order: byText((group) => siteName(group.siteId)),
      render: (group) => siteName(group.siteId),
    },
    {
      key: 'first',
      title: t('numbers.span'),
      numeric: true,
      text: (group) => `${group.first}-${group.last}`,
      order: byNumber((group) => group.first),
      render: (group) => `${group.first} – ${group.last}`,
    },
    {
      key: 'description',
      title: t('numbers.description'),
      text: (group) => group.description ?? '',
      render: (group) => group.description ?? '–',
    },
    acts,
  ];
  return (
    <>
      <QueryTable<VlanGroup>
        name="groups"
        label={t('numbers.tabs.groups')}
        query={query}
        columns={columns}
        paged
        rowKey={(group) => String(group.id)}
        actions={<AddButton text={t('numbers.addGroup')} onClick={() => setAdding(true)} />}
        empty={
          <Empty title={t('numbers.noGroups')}>
            <p>{t('numbers.noGroupsNext')}</p>
          </Empty>
        }
      />
      {adding ? (
        <FormDialog
          title={t('numbers.addGroup')}
          fields={[
            { name: 'name', label: t('devices.name'), maxLength: 60 },
            {
              name: 'siteId',
              label: t('racks.site'),
              kind: 'choice',
              choices: sites,
              optional: true,
              hint: t('numbers.siteHint'),
            },
            { name: 'first', label: t('numbers.first'), kind: 'number', min: 1, max: 4094 },
            { name: 'last', label: t('numbers.last'), kind: 'number', min: 1, max: 4094 },
            { name: 'description', label: t('numbers.description'), optional: true, maxLength: 200, wide: true },
          ]}
          initial={{ first: 1, last: 4094 }}
          run={(values, key) => numbers.defineGroup(values, key)}
          stale={['/admin/v1/vlan-groups']}
          done={t('numbers.groupAdded')}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </>
  );
}
