import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { staffScriptQueries, type PublicScript } from '../../../api/scripts.ts';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Empty, Tag } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

/** What tenants show to all others, and what was taken down of it. */
export default function CommunityPage() {
  const { t } = useWords();
  const query = useQuery({ ...staffScriptQueries.all(usePaging('community')), placeholderData: keepPreviousData });
  const state = (row: PublicScript) => t(row.takenDown ? 'scripts.isTakenDown' : 'scripts.isPublic');
  const columns: readonly Column<PublicScript>[] = [
    {
      key: 'label',
      title: t('scripts.label'),
      text: (row) => row.label,
      order: byText((row) => row.label),
      render: (row) => <Link to={paths.script(row.id)}>{row.label}</Link>,
    },
    {
      key: 'state',
      title: t('scripts.state'),
      text: state,
      order: byText(state),
      render: (row) => (row.takenDown ? <Tag kind="warn">{state(row)}</Tag> : state(row)),
    },
    {
      key: 'tenant',
      title: t('scripts.tenant'),
      text: (row) => row.tenantName ?? '',
      order: byText((row) => row.tenantName ?? ''),
      render: (row) => <Link to={paths.tenant(row.tenantId)}>{row.tenantName ?? String(row.tenantId)}</Link>,
    },
    {
      key: 'author',
      title: t('scripts.author'),
      text: (row) => row.author,
      render: (row) => row.author || '–',
    },
    {
      key: 'deployments',
      title: t('scripts.deployments'),
      numeric: true,
      text: (row) => String(row.deployments),
      order: byNumber((row) => row.deployments),
      render: (row) => row.deployments,
    },
    {
      key: 'active',
      title: t('scripts.active'),
      numeric: true,
      text: (row) => String(row.deploymentsActive),
      order: byNumber((row) => row.deploymentsActive),
      render: (row) => row.deploymentsActive,
    },
    {
      key: 'updated',
      title: t('scripts.updated'),
      text: (row) => row.updatedAt,
      order: byText((row) => row.updatedAt),
      render: (row) => <When at={row.updatedAt} />,
    },
  ];
  return (
    <>
      <PageHead title={t('scripts.staffTitle')} />
      <QueryTable<PublicScript>
        name="community"
        label={t('scripts.staffTitle')}
        query={query}
        columns={columns}
        paged
        rowKey={(row) => String(row.id)}
        empty={
          <Empty title={t('scripts.staffEmpty')}>
            <p>{t('scripts.staffEmptyNext')}</p>
          </Empty>
        }
      />
    </>
  );
}
