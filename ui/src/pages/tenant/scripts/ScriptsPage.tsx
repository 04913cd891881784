import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { scriptQueries, type Script } from '../../../api/scripts.ts';
import { tenantQueries } from '../../../api/tenant.ts';
import { useReason } from '../../../components/act.tsx';
import { useAskedFor } from '../../../components/asked.ts';
import { useSearchState } from '../../../components/asOf.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Button, Code, Empty, Icon, Pick, Tabs } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { ScriptForm } from './ScriptForm.tsx';

/** Scripts for the first start of machines: one's own, and what everybody shows to all. */
export default function ScriptsPage() {
  const { t } = useWords();
  const reason = useReason();
  const [params, change] = useSearchState();
  const [creating, setCreating] = useState(useAskedFor() && reason('own') === undefined);
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
      <Tabs
        active={params.get('tab') ?? 'own'}
        onChange={(key) => change({ tab: key === 'own' ? undefined : key })}
        tabs={[
          { key: 'own', label: t('scripts.own'), content: <OwnScripts /> },
          { key: 'community', label: t('scripts.community'), content: <Community /> },
        ]}
      />
      {creating ? <ScriptForm onClose={() => setCreating(false)} /> : null}
    </>
  );
}

function OwnScripts() {
  const { t } = useWords();
  const query = useQuery({ ...scriptQueries.own(usePaging('scripts')), placeholderData: keepPreviousData });
  const columns = useColumns();
  return (
    <QueryTable<Script>
      name="scripts"
      label={t('scripts.title')}
      query={query}
      columns={[
        ...columns,
        {
          key: 'shown',
          title: t('scripts.shown'),
          text: (row) => t(row.is_public ? 'scripts.toAll' : 'scripts.toNobody'),
          render: (row) => t(row.is_public ? 'scripts.toAll' : 'scripts.toNobody'),
        },
      ]}
      paged
      rowKey={(row) => String(row.id)}
      empty={
        <Empty title={t('scripts.empty')}>
          <p>{t('scripts.emptyNext')}</p>
          <Code text="linode-cli stackscripts create --label setup --images any/all --script '#!/bin/bash'" />
        </Empty>
      }
    />
  );
}

function Community() {
  const { t } = useWords();
  const [image, setImage] = useState<string>();
  const images = useQuery(tenantQueries.images());
  const query = useQuery({
    ...scriptQueries.community(usePaging('community'), image),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns();
  return (
    <QueryTable<Script>
      name="community"
      label={t('scripts.community')}
      query={query}
      columns={[
        {
          key: 'author',
          title: t('scripts.author'),
          text: (row) => row.username,
          order: byText((row) => row.username),
          render: (row) => row.username || '–',
        },
        ...columns,
      ]}
      paged
      rowKey={(row) => String(row.id)}
      filters={
        <Pick
          label={t('scripts.forImage')}
          value={image}
          choices={(images.data?.data ?? []).map((each) => ({ value: each.id, label: each.label }))}
          onChange={setImage}
        />
      }
      empty={
        <Empty title={t('scripts.noCommunity')}>
          <p>{t('scripts.noCommunityNext')}</p>
        </Empty>
      }
    />
  );
}

function useColumns(): readonly Column<Script>[] {
  const { t } = useWords();
  return [
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
      key: 'active',
      title: t('scripts.active'),
      numeric: true,
      text: (row) => String(row.deployments_active),
      order: byNumber((row) => row.deployments_active),
      render: (row) => row.deployments_active,
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
}
