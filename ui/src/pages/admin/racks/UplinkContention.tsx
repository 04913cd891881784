import { useQuery } from '@tanstack/react-query';
import { isLost } from '../../../api/again.ts';
import { roomQueries } from '../../../api/room.ts';
import { useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords } from '../../../components/words.tsx';
import { Panel } from '../../../ui/index.ts';

/** The sum of cabled access speeds over the sum of cabled uplink speeds of the switches here; only the present is known. */
export function UplinkContention({ rackId }: { readonly rackId: number }) {
  const { t, number } = useWords();
  const asOf = useAsOf();
  const query = useQuery({ ...roomQueries.contention(rackId), enabled: asOf === undefined });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  const { data } = query;
  if (asOf !== undefined || data === undefined || (data.accessMbps === 0 && data.uplinkMbps === 0)) return null;
  const unknown = data.accessUnknown + data.uplinkUnknown;
  return (
    <Panel title={t('room.contention')}>
      <p>
        <strong>{typeof data.ratio === 'number' ? `${number(data.ratio, 2)} : 1` : t('room.noUplink')}</strong>{' '}
        <span className="muted small">
          {t('room.contentionOf', { access: number(data.accessMbps), uplink: number(data.uplinkMbps) })}
          {unknown > 0 ? ` · ${t('room.contentionUnknown', { count: unknown })}` : ''}
        </span>
      </p>
    </Panel>
  );
}
