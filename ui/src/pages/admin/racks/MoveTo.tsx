import type { Elevation, RackedDevice } from '../../../api/admin-types.ts';
import { useWords } from '../../../components/words.tsx';
import { Pick } from '../../../ui/index.ts';
import { whyNot } from '../../../util/rack.ts';

interface MoveToProps {
  readonly elevation: Elevation;
  readonly device: RackedDevice;
  /** Why nothing can be moved now. */
  readonly reason: string | undefined;
  readonly onMove: (positionU: number) => void;
}

/** Moves a device to another unit of its rack without a pointer: what dragging does, as a list of places with room. */
export function MoveTo({ elevation, device, reason, onMove }: MoveToProps) {
  const { t } = useWords();
  const places = Array.from({ length: elevation.rack.heightU }, (_, index) => elevation.rack.heightU - index).filter(
    (unit) =>
      unit !== device.positionU &&
      whyNot(elevation.devices, elevation.rack.heightU, device, unit, elevation.reservations) === undefined,
  );
  if (reason !== undefined) return <p className="muted small">{reason}</p>;
  if (places.length === 0) return <p className="muted small">{t('racks.noRoom')}</p>;
  return (
    <Pick
      label={t('racks.moveTo')}
      value={undefined}
      choices={places.map((unit) => ({ value: unit, label: `U${unit}` }))}
      onChange={(unit) => {
        if (unit !== undefined) onMove(unit);
      }}
    />
  );
}
