import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Elevation, Face, RackedDevice } from '../../../api/admin-types.ts';
import { useStateWord } from '../../../components/Status.tsx';
import { useWords } from '../../../components/words.tsx';
import type { Change } from '../../../util/difference.ts';
import { labelOf, type LabelMode } from '../../../util/rackLabels.ts';
import { takes } from '../../../util/rack.ts';
import { Bays } from './Bays.tsx';
import { KeptSpace } from './KeptSpace.tsx';
import { useRackDrag } from './useRackDrag.ts';

/** One unit is 44.45 mm high, the mounting width 482.6 mm: the drawing keeps that proportion. */
const UNIT = 20;
const WIDTH = Math.round((482.6 / 44.45) * UNIT);
const GUTTER = 26;
const RAIL = 6;

interface DrawingProps {
  readonly elevation: Elevation;
  readonly face: Face;
  readonly labels: LabelMode;
  readonly changes: ReadonlyMap<number, Change>;
  readonly gone: readonly RackedDevice[];
  readonly chosen: number | undefined;
  /** The unit that the address names: marked, and brought into view. */
  readonly markedU?: number | undefined;
  readonly onChoose: (deviceId: number | undefined) => void;
  readonly onOpen: (deviceId: number) => void;
  /** Undefined where devices cannot be moved: in the past, or without the right. */
  readonly onMove?: ((device: RackedDevice, positionU: number) => void) | undefined;
}

const STATE_CLASS: Readonly<Record<string, string>> = {
  retired: 'faded',
  drained: 'faded',
  draining: 'faded',
  racked: 'idle',
  registered: 'idle',
};

/** One face of a rack: U lines and numbers, devices where they are, free space as space. */
export function RackDrawing({
  elevation,
  face,
  labels,
  changes,
  gone,
  chosen,
  markedU,
  onChoose,
  onOpen,
  onMove,
}: DrawingProps) {
  const { t } = useWords();
  const stateWord = useStateWord();
  const { rack, devices } = elevation;
  const drawing = useRef<SVGSVGElement>(null);
  const mark = useRef<SVGGElement>(null);
  useEffect(() => {
    if (markedU !== undefined) mark.current?.scrollIntoView({ block: 'center' });
  }, [markedU]);
  const { drag, obstacle, handlers } = useRackDrag({
    elevation,
    unitPx: () => ((drawing.current?.getBoundingClientRect().height ?? 0) / (rack.heightU * UNIT + 2)) * UNIT || UNIT,
    onMove,
  });
  const dropped =
    drag === undefined
      ? ''
      : obstacle === undefined
        ? t('racks.dropHere', { name: drag.device.name, u: drag.positionU })
        : obstacle.kind === 'outside'
          ? t('racks.dropOutside')
          : obstacle.kind === 'state'
            ? t(`states.reasons.${obstacle.reason}`)
            : t(obstacle.kind === 'taken' ? 'racks.dropTaken' : 'racks.dropKept', {
                u: drag.positionU,
                by: obstacle.by,
              });
  const height = rack.heightU * UNIT;
  const top = (device: RackedDevice) => height - (device.positionU - 1 + device.type.heightU) * UNIT;
  const here = devices
    .filter((device) => typeof device.positionU === 'number' && takes(device, face))
    .toSorted((left, right) => right.positionU - left.positionU);
  const walk = (event: KeyboardEvent<SVGElement>) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const all = [...event.currentTarget.querySelectorAll<SVGElement>('[tabindex="0"]')];
    const at = all.indexOf(document.activeElement as unknown as SVGElement);
    all[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  };
  const label = (device: RackedDevice) =>
    t('racks.deviceLabel', {
      name: device.name,
      model: `${device.type.manufacturer} ${device.type.model}`,
      u: device.positionU,
      height: device.type.heightU,
      state: stateWord(device.state),
    });
  return (
    <figure className="rack-face">
      <figcaption>{t(`racks.faces.${face}`)}</figcaption>
      {/* The arrow keys only add to Tab, which reaches every device. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <svg
        width={WIDTH + GUTTER + 2 * RAIL}
        height={height + 2}
        viewBox={`0 -1 ${WIDTH + GUTTER + 2 * RAIL} ${height + 2}`}
        role="group"
        aria-label={t('racks.faceOf', { rack: rack.name, face: t(`racks.faces.${face}`) })}
        className="rack"
        ref={drawing}
        onKeyDown={walk}
      >
        <defs>
          <pattern
            id={`hatch-${face}`}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="6" height="6" className="hatch-ground" />
            <line x1="0" y1="0" x2="0" y2="6" className="hatch-line" />
          </pattern>
        </defs>
        <rect x={GUTTER} y={0} width={RAIL} height={height} className="rail" />
        <rect x={GUTTER + RAIL + WIDTH} y={0} width={RAIL} height={height} className="rail" />
        <rect x={GUTTER + RAIL} y={0} width={WIDTH} height={height} className="space" />
        {Array.from({ length: rack.heightU }, (_, index) => {
          const y = height - (index + 1) * UNIT;
          return (
            <g key={index} aria-hidden="true">
              <line x1={GUTTER + RAIL} x2={GUTTER + RAIL + WIDTH} y1={y} y2={y} className="u-line" />
              <text x={GUTTER - 6} y={y + UNIT / 2 + 4} textAnchor="end" className="u-number">
                {rack.numberedTopDown ? rack.heightU - index : index + 1}
              </text>
            </g>
          );
        })}
        <KeptSpace elevation={elevation} face={face} unit={UNIT} left={GUTTER + RAIL} width={WIDTH} />
        {here.map((device) => {
          const own = device.face === face;
          const y = top(device) + 1;
          const tall = device.type.heightU * UNIT - 2;
          const change = changes.get(device.deviceId);
          return (
            // A drawn device is a link: Enter or a click opens it, the focus shows its card.
            <a
              key={device.deviceId}
              href={`#device-${device.deviceId}`}
              tabIndex={0}
              className={`device ${own ? '' : 'back'} ${STATE_CLASS[device.state.toLowerCase()] ?? ''} ${change ?? ''} ${chosen === device.deviceId ? 'chosen' : ''}`}
              onFocus={() => onChoose(device.deviceId)}
              onMouseEnter={() => onChoose(device.deviceId)}
              onClick={(event) => {
                event.preventDefault();
                if (drag === undefined) onOpen(device.deviceId);
              }}
              draggable={false}
              {...(own ? handlers(device) : {})}
            >
              <title>{own ? label(device) : t('racks.backOf', { name: device.name })}</title>
              <rect
                x={GUTTER + RAIL + 1}
                y={y}
                width={WIDTH - 2}
                height={tall}
                rx={2}
                {...(own ? {} : { fill: `url(#hatch-${face})` })}
              />
              {own && device.bays ? (
                <Bays
                  chassis={device}
                  devices={devices}
                  at={{ x: GUTTER + RAIL + 4, y: y + UNIT - 2, width: WIDTH - 8, height: tall - UNIT }}
                />
              ) : null}
              {own ? (
                <>
                  <text x={GUTTER + RAIL + 8} y={labelY(device, y, tall)} className={labelClass(device)}>
                    {clip(labelOf(device, labels, elevation.tenants), 20)}
                  </text>
                  <text
                    x={GUTTER + RAIL + WIDTH - 8}
                    y={labelY(device, y, tall)}
                    textAnchor="end"
                    className={`device-height ${labelClass(device)}`}
                  >
                    {change === 'added' ? '+ ' : change === 'changed' ? '~ ' : ''}
                    {device.type.heightU}U
                  </text>
                </>
              ) : null}
            </a>
          );
        })}
        {markedU === undefined || markedU < 1 || markedU > rack.heightU ? null : (
          <g className="marked-u" ref={mark} role="img" aria-label={t('racks.markedU', { u: markedU })}>
            <rect x={1} y={height - Math.floor(markedU) * UNIT + 1} width={GUTTER - 2} height={UNIT - 2} rx={2} />
            <rect
              x={GUTTER + RAIL + 1}
              y={height - Math.floor(markedU) * UNIT + 1}
              width={WIDTH - 2}
              height={UNIT - 2}
              rx={2}
            />
          </g>
        )}
        {drag ? (
          <g className={`ghost ${obstacle ? 'bad' : 'good'}`} aria-hidden="true">
            <rect
              x={GUTTER + RAIL + 1}
              y={height - (drag.positionU - 1 + drag.device.type.heightU) * UNIT + 1}
              width={WIDTH - 2}
              height={drag.device.type.heightU * UNIT - 2}
              rx={2}
            />
          </g>
        ) : null}
        {gone
          .filter((device) => device.face === face)
          .map((device) => (
            <g
              key={`gone-${device.deviceId}`}
              className="device removed"
              role="img"
              aria-label={t('racks.wasHere', { name: device.name })}
            >
              <rect
                x={GUTTER + RAIL + 3}
                y={top(device) + 3}
                width={WIDTH - 6}
                height={device.type.heightU * UNIT - 6}
                rx={2}
              />
              <text
                x={GUTTER + RAIL + WIDTH - 10}
                y={top(device) + (device.type.heightU * UNIT) / 2 + 4}
                textAnchor="end"
                className="device-height"
              >
                − {clip(device.name, 16)}
              </text>
            </g>
          ))}
      </svg>
      <p className={`drop-reason small ${obstacle ? 'bad' : ''}`} role="status">
        {dropped}
      </p>
    </figure>
  );
}

/** A chassis is labelled above its bays, all else in its middle. */
const labelY = (device: RackedDevice, y: number, tall: number): number =>
  device.bays ? y + UNIT / 2 + 3 : y + tall / 2 + (device.type.heightU < 1 ? 3 : 4);

const labelClass = (device: RackedDevice): string => (device.type.heightU < 1 ? 'device-name slim' : 'device-name');

const clip = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);
