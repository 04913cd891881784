import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { numberQueries, numbers, type Vrf } from '../../../api/numbers.ts';
import { useReason } from '../../../components/act.tsx';
import { useAsOf } from '../../../components/asOf.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';
import { byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty } from '../../../ui/index.ts';
import { AddButton, useRetireColumn } from './parts.tsx';

export function Vrfs() {
  const { t } = useWords();
  const asOf = useAsOf();
  const reason = useReason();
  const [editing, setEditing] = useState<Vrf | 'new'>();
  const query = useQuery({ ...numberQueries.vrfs(asOf, usePaging('vrfs')), placeholderData: keepPreviousData });
  const acts = useRetireColumn<Vrf>(
    'vrfs',
    (vrf) => vrf.name,
    (vrf) => (
      <Button reason={reason('inventory')} onClick={() => setEditing(vrf)}>
        {t('numbers.describe')}
      </Button>
    ),
  );
  const columns: readonly Column<Vrf>[] = [
    {
      key: 'name',
      title: t('devices.name'),
      text: (vrf) => vrf.name,
      order: byText((vrf) => vrf.name),
      render: (vrf) => vrf.name,
    },
    {
      key: 'rd',
      title: t('numbers.rd'),
      text: (vrf) => vrf.routeDistinguisher ?? '',
      order: byText((vrf) => vrf.routeDistinguisher ?? ''),
      render: (vrf) => <span className="mono">{vrf.routeDistinguisher ?? '–'}</span>,
    },
    {
      key: 'duplicates',
      title: t('numbers.duplicates'),
      text: (vrf) => t(vrf.duplicates ? 'common.yes' : 'common.no'),
      render: (vrf) => t(vrf.duplicates ? 'common.yes' : 'common.no'),
    },
    {
      key: 'description',
      title: t('numbers.description'),
      text: (vrf) => vrf.description ?? '',
      render: (vrf) => vrf.description ?? '–',
    },
    acts,
  ];
  const known = editing === 'new' ? undefined : editing;
  return (
    <>
      <QueryTable<Vrf>
        name="vrfs"
        label={t('numbers.tabs.vrfs')}
        query={query}
        columns={columns}
        paged
        rowKey={(vrf) => String(vrf.id)}
        actions={<AddButton text={t('numbers.addVrf')} onClick={() => setEditing('new')} />}
        empty={
          <Empty title={t('numbers.noVrfs')}>
            <p>{t('numbers.noVrfsNext')}</p>
          </Empty>
        }
      />
      {editing ? (
        <FormDialog
          title={known ? t('numbers.describeOf', { name: known.name }) : t('numbers.addVrf')}
          submit={t('common.save')}
          fields={[
            { name: 'name', label: t('devices.name'), maxLength: 60 },
            {
              name: 'routeDistinguisher',
              label: t('numbers.rd'),
              kind: 'mono',
              optional: true,
              hint: t('numbers.rdHint'),
              maxLength: 30,
            },
            { name: 'description', label: t('numbers.description'), optional: true, maxLength: 200 },
            ...(known
              ? []
              : [
                  {
                    name: 'duplicates',
                    label: t('numbers.duplicates'),
                    kind: 'switch' as const,
                    hint: t('numbers.duplicatesHint'),
                  },
                ]),
          ]}
          initial={
            known
              ? {
                  name: known.name,
                  routeDistinguisher: known.routeDistinguisher ?? '',
                  description: known.description ?? '',
                }
              : {}
          }
          run={(values, key) => (known ? numbers.describeVrf(known.id, values) : numbers.defineVrf(values, key))}
          stale={['/admin/v1/vrfs']}
          done={t('numbers.described')}
          onClose={() => setEditing(undefined)}
        />
      ) : null}
    </>
  );
}
