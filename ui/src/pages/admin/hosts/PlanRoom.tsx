import { useQuery } from '@tanstack/react-query';
import { isLost } from '../../../api/again.ts';
import { adminQueries } from '../../../api/admin.ts';
import { useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords } from '../../../components/words.tsx';
import { Empty, Panel, Scroll, TableSkeleton, Tag } from '../../../ui/index.ts';

/** How many more guests of each plan there is room for, host by host, and whether one host may be lost. */
export function PlanRoom({ siteId }: { readonly siteId: number | undefined }) {
  const { t, number } = useWords();
  const query = useQuery(adminQueries.planRoom(siteId, useAsOf()));
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={4} label={t('common.loading')} />;
  const room = query.data;
  return (
    <Panel
      title={t('hosts.room.title')}
      extra={
        room.hosts === 0 ? null : (
          <Tag kind={room.survivesOne ? 'accent' : 'warn'}>
            {t(room.survivesOne ? 'hosts.room.survives' : 'hosts.room.breaks')}
          </Tag>
        )
      }
      flush
    >
      {room.data.length === 0 ? (
        <Empty title={t('hosts.room.none')} />
      ) : (
        <Scroll label={t('hosts.room.title')}>
          <table className="plain">
            <caption className="sr-only">{t('hosts.room.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('hosts.room.plan')}</th>
                <th scope="col" className="numeric">
                  {t('hosts.room.fits')}
                </th>
                <th scope="col" className="numeric">
                  {t('hosts.room.spare')}
                </th>
                <th scope="col">{t('hosts.room.limit')}</th>
              </tr>
            </thead>
            <tbody>
              {room.data.map((plan) => (
                <tr key={plan.id}>
                  <th scope="row">{plan.label}</th>
                  <td className="numeric">{number(plan.fits)}</td>
                  <td className="numeric">{number(plan.keepingSpare)}</td>
                  <td>{plan.limitedBy === null ? '–' : t(`hosts.room.limits.${plan.limitedBy}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Panel>
  );
}
