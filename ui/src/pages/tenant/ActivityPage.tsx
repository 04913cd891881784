import { useQuery } from '@tanstack/react-query';
import { tenantQueries, type AccountEvent } from '../../api/tenant.ts';
import { EventLine, useEventWords } from '../../components/EventLine.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { usePace } from '../../components/session.tsx';
import { useWords, When } from '../../components/words.tsx';
import { QueryTable, usePaging, type Column } from '../../table/QueryTable.tsx';
import { Empty } from '../../ui/index.ts';

export default function ActivityPage() {
  const { t, number } = useWords();
  const words = useEventWords();
  const { page } = usePaging('activity');
  const pace = usePace(false);
  const quick = usePace(true);
  const query = useQuery({
    ...tenantQueries.events(page),
    refetchInterval: (now) =>
      now.state.data?.data.some((event) => event.status === 'started' || event.status === 'scheduled') ? quick : pace,
  });
  const columns: readonly Column<AccountEvent>[] = [
    {
      key: 'what',
      title: t('activity.what'),
      text: (event) => `${words(event)} ${event.entity?.label ?? ''} ${event.action}`,
      render: (event) => <EventLine event={event} />,
    },
    {
      key: 'status',
      title: t('activity.status'),
      text: (event) => t(`activity.statuses.${event.status}`),
      render: (event) => t(`activity.statuses.${event.status}`),
    },
    {
      key: 'duration',
      title: t('activity.duration'),
      numeric: true,
      text: (event) => String(event.duration ?? ''),
      render: (event) =>
        event.duration === null ? '–' : t('activity.seconds', { seconds: number(event.duration, 1) }),
    },
    {
      key: 'who',
      title: t('activity.who'),
      text: (event) => event.username ?? '',
      render: (event) => event.username ?? t('trace.byPortal'),
    },
    {
      key: 'at',
      title: t('activity.at'),
      text: (event) => event.created,
      render: (event) => <When at={event.created} style="exact" />,
    },
  ];
  return (
    <>
      <PageHead title={t('shell.nav.activity')} />
      <QueryTable<AccountEvent>
        name="activity"
        label={t('shell.nav.activity')}
        query={query}
        columns={columns}
        paged
        rowKey={(event) => String(event.id)}
        empty={
          <Empty title={t('activity.empty')}>
            <p>{t('activity.emptyNext')}</p>
          </Empty>
        }
      />
    </>
  );
}
