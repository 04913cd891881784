import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { scriptQueries, type Script } from '../../../api/scripts.ts';
import { useReason } from '../../../components/act.tsx';
import { useAskedFor } from '../../../components/asked.ts';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Button, Code, Empty, Icon } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { ScriptForm } from './ScriptForm.tsx';

/** A tenant's scripts for the first start of machines. */
export default function ScriptsPage() {
  const { t } = useWords();
  const reason = useReason();
  const [creating, setCreating] = useState(useAskedFor() && reason('own') === undefined);
  const query = useQuery({ ...scriptQueries.all(usePaging('scripts')), placeholderData: keepPreviousData });
  const columns: readonly Column<Script>[] = [
    {
      key: 'label',
      title: t('scripts.label'),
      text: (row) => row.label,
      order: byText((row) => row.label),
      render: (row) => <Link to={paths.script(row.id)}>{row.label}</Link>,
    },
    {
      key: 'description',
      title: t('scripts.description'),
      text: (row) => row.description,
      render: (row) => row.description || '–',
    },
    {
      key: 'images',
      title: t('scripts.images'),
      text: (row) => row.images.join(' '),
      render: (row) => row.images.join(', '),
    },
    {
      key: 'deployments',
      title: t('scripts.deployments'),
      numeric: true,
      text: (row) => String(row.deployments_total),
      order: byNumber((row) => row.deployments_total),
      render: (row) => row.deployments_total,
    },
    {
      key: 'note',
      title: t('scripts.note'),
      text: (row) => row.rev_note,
      render: (row) => row.rev_note || '–',
    },
    {
      key: 'updated',
      title: t('scripts.updated'),
      text: (row) => row.updated,
      order: byText((row) => row.updated),
      render: (row) => <When at={row.updated} />,
    },
  ];
  return (
    <>
      <PageHead
        title={t('scripts.title')}
        actions={
          <Button kind="primary" icon={<Icon name="plus" />} reason={reason('own')} onClick={() => setCreating(true)}>
            {t('scripts.create')}
          </Button>
        }
      />
      <QueryTable<Script>
        name="scripts"
        label={t('scripts.title')}
        query={query}
        columns={columns}
        paged
        rowKey={(row) => String(row.id)}
        empty={
          <Empty title={t('scripts.empty')}>
            <p>{t('scripts.emptyNext')}</p>
            <Code text="linode-cli stackscripts create --label setup --images any/all --script '#!/bin/bash'" />
          </Empty>
        }
      />
      {creating ? <ScriptForm onClose={() => setCreating(false)} /> : null}
    </>
  );
}
