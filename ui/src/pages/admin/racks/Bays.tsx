import type { RackedDevice } from '../../../api/admin-types.ts';
import { useWords } from '../../../components/words.tsx';

interface BaysProps {
  readonly chassis: RackedDevice;
  readonly devices: readonly RackedDevice[];
  readonly at: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

const IN_ONE_ROW = 8;
/** Lower than this a bay's number could not be read. */
const NUMBERED = 10;

/** The bays of a chassis: filled where a device sits, which names itself; numbered as far as there is room. */
export function Bays({ chassis, devices, at }: BaysProps) {
  const { t } = useWords();
  const count = chassis.bays ?? 0;
  if (count === 0 || at.height < 6) return null;
  const columns = Math.min(count, IN_ONE_ROW);
  const rows = Math.ceil(count / columns);
  const width = at.width / columns;
  const height = at.height / rows;
  return (
    <g>
      {Array.from({ length: count }, (_, index) => {
        const bay = index + 1;
        const sitting = devices.find((device) => device.chassisId === chassis.deviceId && device.bay === bay);
        const x = at.x + (index % columns) * width;
        const y = at.y + Math.floor(index / columns) * height;
        return (
          <g key={bay}>
            <title>{sitting ? t('racks.bayOf', { bay, name: sitting.name }) : t('racks.bayFree', { bay })}</title>
            <rect
              x={x + 1}
              y={y + 1}
              width={width - 2}
              height={height - 2}
              rx={1}
              className={`bay ${sitting ? 'taken' : ''}`}
            />
            {height >= NUMBERED ? (
              <text
                x={x + width / 2}
                y={y + height / 2 + 3}
                textAnchor="middle"
                className={`bay-number ${sitting ? 'taken' : ''}`}
              >
                {bay}
              </text>
            ) : null}
          </g>
        );
      })}
    </g>
  );
}
