import { useQuery } from '@tanstack/react-query';
import { roomQueries } from '../../../api/room.ts';
import { useAsOf } from '../../../components/asOf.tsx';
import { DeviceLink, useDeviceNames } from '../../../components/DeviceNames.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Icon, Panel, TableSkeleton } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

interface PathProps {
  readonly deviceId: number;
  readonly port: string;
  readonly onClose?: () => void;
}

/** From a socket along cables and through patch panels to where the path ends, step by step. */
export function CablePathPanel({ deviceId, port, onClose }: PathProps) {
  const { t } = useWords();
  const asOf = useAsOf();
  const path = useQuery(roomQueries.cablePath(deviceId, port, asOf));
  const name = useDeviceNames([
    deviceId,
    ...(path.data?.steps ?? []).flatMap((step) => [step.from.deviceId, step.to.deviceId]),
  ]);
  return (
    <Panel
      title={t('room.pathFrom', { device: name(deviceId), port })}
      extra={
        onClose ? (
          <Button kind="quiet" icon={<Icon name="close" />} label={t('common.close')} onClick={onClose} />
        ) : null
      }
    >
      {path.error ? <FailureNotice error={path.error} onRetry={() => void path.refetch()} /> : null}
      {path.isPending ? <TableSkeleton columns={2} label={t('common.loading')} /> : null}
      {path.data?.steps.length === 0 ? <p className="muted">{t('room.pathEmpty')}</p> : null}
      <ol className="cable-path">
        {(path.data?.steps ?? []).map((step) => (
          <li key={step.cableId}>
            <span>
              <DeviceLink id={step.from.deviceId} name={name} /> <span className="mono">{step.from.port}</span>
            </span>
            <span className="cable-step">
              <Link to={paths.cable(step.cableId)}>{t('room.cableOf', { id: step.cableId })}</Link>
            </span>
            <span>
              <DeviceLink id={step.to.deviceId} name={name} /> <span className="mono">{step.to.port}</span>
            </span>
          </li>
        ))}
      </ol>
      {path.data?.loops ? <p>{t('room.pathLoops')}</p> : null}
    </Panel>
  );
}
