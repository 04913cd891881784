import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ANNOUNCED, UPKEEP, upkeep, upkeepQueries, type Upkeep } from '../../../api/upkeep.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { usePace } from '../../../components/session.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Icon } from '../../../ui/index.ts';

const STALE = [UPKEEP, ANNOUNCED];

/** When the portal itself is worked on; everybody who is signed in is told. */
export function Upkeeps() {
  const { t } = useWords();
  const reason = useReason();
  const [announcing, setAnnouncing] = useState(false);
  const query = useQuery({
    ...upkeepQueries.all(usePaging('upkeep')),
    placeholderData: keepPreviousData,
    refetchInterval: usePace(false),
  });
  const end = useDeed<Upkeep>({ run: (row) => upkeep.end(row.id), stale: STALE, done: t('operations.upkeep.ended') });
  const state = (row: Upkeep) => t(`operations.upkeep.states.${row.state}`);
  const columns: readonly Column<Upkeep>[] = [
    {
      key: 'from',
      title: t('operations.upkeep.from'),
      text: (row) => row.from,
      order: byText((row) => row.from),
      render: (row) => <When at={row.from} style="exact" />,
    },
    {
      key: 'until',
      title: t('operations.upkeep.until'),
      text: (row) => row.endedAt ?? row.until,
      render: (row) => <When at={row.endedAt ?? row.until} style="exact" />,
    },
    { key: 'state', title: t('operations.upkeep.state'), text: state, render: state },
    {
      key: 'readOnly',
      title: t('operations.upkeep.writes'),
      text: (row) => t(row.readOnly ? 'operations.upkeep.refused' : 'operations.upkeep.taken'),
      render: (row) => t(row.readOnly ? 'operations.upkeep.refused' : 'operations.upkeep.taken'),
    },
    {
      key: 'textEn',
      title: t('operations.upkeep.textEn'),
      text: (row) => row.textEn,
      render: (row) => <span className="wrap">{row.textEn}</span>,
    },
    {
      key: 'textZh',
      title: t('operations.upkeep.textZh'),
      text: (row) => row.textZh,
      render: (row) => (
        <span className="wrap" lang="zh-CN">
          {row.textZh}
        </span>
      ),
    },
    {
      key: 'actions',
      title: t('common.actions'),
      render: (row) =>
        row.state === 'OVER' ? null : (
          <Button reason={reason('operations')} busy={end.isPending} onClick={() => end.mutate(row)}>
            {t('operations.upkeep.end')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <QueryTable<Upkeep>
        name="upkeep"
        label={t('operations.upkeep.title')}
        query={query}
        columns={columns}
        paged
        rowKey={(row) => String(row.id)}
        actions={
          <Button
            kind="primary"
            icon={<Icon name="plus" />}
            reason={reason('operations')}
            onClick={() => setAnnouncing(true)}
          >
            {t('operations.upkeep.announce')}
          </Button>
        }
        empty={
          <Empty title={t('operations.upkeep.none')}>
            <p>{t('operations.upkeep.noneNext')}</p>
          </Empty>
        }
      />
      {announcing ? (
        <FormDialog<Upkeep>
          title={t('operations.upkeep.announce')}
          fields={[
            {
              name: 'from',
              label: t('operations.upkeep.from'),
              kind: 'instant',
              optional: true,
              hint: t('operations.upkeep.fromHint'),
            },
            { name: 'until', label: t('operations.upkeep.until'), kind: 'instant' },
            { name: 'textEn', label: t('operations.upkeep.textEn'), kind: 'area', wide: true, maxLength: 500 },
            { name: 'textZh', label: t('operations.upkeep.textZh'), kind: 'area', wide: true, maxLength: 500 },
            {
              name: 'readOnly',
              label: t('operations.upkeep.readOnly'),
              kind: 'switch',
              wide: true,
              hint: t('operations.upkeep.readOnlyHint'),
            },
          ]}
          run={upkeep.announce}
          stale={STALE}
          done={t('operations.upkeep.announced')}
          onClose={() => setAnnouncing(false)}
        />
      ) : null}
    </>
  );
}
