import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { storageQueries, type PoolAlert } from '../../../api/storage.ts';
import { useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Empty, Segmented, Tag } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { StorageNav } from './StorageNav.tsx';

/** What is filling up in any pool, and what did. */
export default function AlertsPage() {
  const { t, number } = useWords();
  const asOf = useAsOf();
  useShowsPast();
  const [params, change] = useSearchState();
  const all = params.get('which') === 'all';
  const paging = usePaging('alerts');
  const query = useQuery({ ...storageQueries.alerts({ all, asOf, ...paging }), placeholderData: keepPreviousData });
  const amount = (alert: PoolAlert, value: number) =>
    alert.on === 'FORECAST' ? t('sharing.days', { text: number(value, 1) }) : `${number(value, 1)} %`;
  const columns: readonly Column<PoolAlert>[] = [
    {
      key: 'pool',
      title: t('storage.name'),
      text: (alert) => alert.poolName,
      order: byText((alert) => alert.poolName),
      render: (alert) => <Link to={paths.pool(alert.poolId)}>{alert.poolName}</Link>,
    },
    {
      key: 'on',
      title: t('storage.cap.what'),
      text: (alert) => t(`storage.cap.on_${alert.on}`),
      order: byText((alert) => alert.on),
      render: (alert) => t(`storage.cap.on_${alert.on}`),
    },
    {
      key: 'state',
      title: t('sharing.state'),
      text: (alert) => (alert.clearedAt ? t('sharing.cleared') : t('sharing.open')),
      order: byText((alert) => alert.clearedAt ?? ''),
      render: (alert) => (alert.clearedAt ? t('sharing.cleared') : <Tag kind="warn">{t('sharing.open')}</Tag>),
    },
    {
      key: 'raised',
      title: t('sharing.raisedAt'),
      text: (alert) => alert.raisedAt,
      order: byText((alert) => alert.raisedAt),
      render: (alert) => <When at={alert.raisedAt} style="exact" />,
    },
    {
      key: 'value',
      title: t('sharing.value'),
      numeric: true,
      text: (alert) => String(alert.value),
      order: byNumber((alert) => alert.value),
      render: (alert) => amount(alert, alert.value),
    },
    {
      key: 'threshold',
      title: t('sharing.threshold'),
      numeric: true,
      text: (alert) => String(alert.threshold),
      order: byNumber((alert) => alert.threshold),
      render: (alert) => amount(alert, alert.threshold),
    },
    {
      key: 'cleared',
      title: t('sharing.clearedAt'),
      text: (alert) => alert.clearedAt ?? '',
      order: byText((alert) => alert.clearedAt ?? ''),
      render: (alert) => <When at={alert.clearedAt} style="exact" />,
    },
  ];
  return (
    <>
      <PageHead title={t('sharing.alerts')} crumbs={[{ text: t('shell.nav.storage'), to: paths.pools() }]} />
      <StorageNav />
      <QueryTable<PoolAlert>
        name="alerts"
        label={t('sharing.alerts')}
        query={query}
        columns={columns}
        paged
        rowKey={(alert) => `${alert.poolId}.${alert.on}.${alert.raisedAt}`}
        filters={
          <Segmented
            label={t('sharing.which')}
            value={all ? 'all' : 'open'}
            choices={[
              { value: 'open', label: t('sharing.open') },
              { value: 'all', label: t('sharing.all') },
            ]}
            onChange={(which) => change({ which: which === 'all' ? 'all' : undefined, 'alerts.page': undefined })}
          />
        }
        empty={
          <Empty title={t('sharing.noAlerts')}>
            <p>{t('sharing.noAlertsNext')}</p>
          </Empty>
        }
      />
    </>
  );
}
