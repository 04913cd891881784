import { useQueries } from '@tanstack/react-query';
import { adminQueries } from '../../../api/admin.ts';
import type { Elevation, Face, RackedDevice } from '../../../api/admin-types.ts';
import type { Floor, FloorRack } from '../../../api/inventory.ts';
import { useAsOf, useSearchState } from '../../../components/asOf.tsx';
import { Link } from '../../../components/Link.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Icon, Panel, Pick, FilterBox, Segmented } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { takes } from '../../../util/rack.ts';
import { LABEL_MODES, labelOf, type LabelMode } from '../../../util/rackLabels.ts';

const UNIT = 11;
const FACE = 118;
/** Lower than this there is no room for a label. */
const LABELLED = 9;
const SMALL_TEXT = 9;
const LABEL_MOST = 20;
const ROW_MOST = 24;

/** Racks of a row side by side, all at one scale, standing on one floor; their tables are on their own pages. */
export function RowOfRacks({ floor }: { readonly floor: Floor }) {
  const { t } = useWords();
  const asOf = useAsOf();
  const [params, change] = useSearchState();
  const rows = [
    ...floor.locations.filter((place) => floor.racks.some((rack) => rack.locationId === place.id)),
    ...(floor.racks.some((rack) => rack.locationId === null) ? [{ id: null, name: t('inventory.noRow') }] : []),
  ];
  const row = rows.find((each) => String(each.id) === params.get('row')) ?? rows[0];
  const place = (rack: FloorRack) => rack.positionInRow ?? Number.MAX_SAFE_INTEGER;
  const ofRow = floor.racks
    .filter((rack) => rack.locationId === (row?.id ?? null))
    .toSorted((left, right) => place(left) - place(right) || left.name.localeCompare(right.name));
  const from = Math.min(Number(params.get('from')) || 0, Math.max(0, ofRow.length - 1));
  const racks = ofRow.slice(from, from + ROW_MOST);
  const face: Face = params.get('face') === 'REAR' ? 'REAR' : 'FRONT';
  const elevations = useQueries({ queries: racks.map((rack) => adminQueries.elevation(rack.id, asOf)) });
  const tallest = Math.max(1, ...racks.map((rack) => rack.heightU));
  const labels = LABEL_MODES.find((mode) => mode === params.get('labels')) ?? 'name';
  const wanted = (params.get('find') ?? '').trim().toLowerCase();
  const isFound = (device: RackedDevice, elevation: Elevation) =>
    wanted !== '' &&
    LABEL_MODES.some((mode) => labelOf(device, mode, elevation.tenants).toLowerCase().includes(wanted));
  const found = elevations.reduce(
    (sum, { data }) => sum + (data ? data.devices.filter((device) => isFound(device, data)).length : 0),
    0,
  );
  return (
    <Panel>
      <div className="pick-line">
        <Pick
          label={t('inventory.rows')}
          value={String(row?.id ?? null)}
          clear={false}
          choices={rows.map((each) => ({ value: String(each.id), label: each.name }))}
          onChange={(value) => change({ row: value, from: undefined })}
        />
        <Segmented<Face>
          label={t('racks.face')}
          value={face}
          choices={(['FRONT', 'REAR'] as const).map((value) => ({ value, label: t(`racks.faces.${value}`) }))}
          onChange={(value) => change({ face: value === 'FRONT' ? undefined : value })}
        />
        {ofRow.length > ROW_MOST ? (
          <>
            <Button
              icon={<Icon name="back" />}
              label={t('room.racksBefore')}
              reason={from === 0 ? t('room.rowBegins') : undefined}
              onClick={() => change({ from: from > ROW_MOST ? String(from - ROW_MOST) : undefined })}
            />
            <span className="muted">
              {t('room.racksOf', { first: from + 1, last: from + racks.length, all: ofRow.length })}
            </span>
            <Button
              icon={<Icon name="forth" />}
              label={t('room.racksAfter')}
              reason={from + ROW_MOST >= ofRow.length ? t('room.rowEnds') : undefined}
              onClick={() => change({ from: String(from + ROW_MOST) })}
            />
          </>
        ) : null}
        <Pick<LabelMode>
          label={t('inventory.labels')}
          value={labels}
          clear={false}
          choices={LABEL_MODES.map((mode) => ({ value: mode, label: t(`inventory.labelModes.${mode}`) }))}
          onChange={(value) => change({ labels: value === 'name' ? undefined : value })}
        />
        <FilterBox
          label={t('inventory.findInRow')}
          value={params.get('find') ?? ''}
          onChange={(value) => change({ find: value === '' ? undefined : value })}
        />
        <span role="status" className="muted">
          {wanted === '' ? '' : t('inventory.foundInRow', { count: found })}
        </span>
        <Button onClick={() => window.print()}>{t('inventory.print')}</Button>
      </div>
      <div className="scroll row-of-racks">
        {racks.map((rack, index) => (
          <SmallRack
            key={rack.id}
            rack={rack}
            tallest={tallest}
            elevation={elevations[index]?.data}
            face={face}
            labels={labels}
            isFound={isFound}
          />
        ))}
      </div>
    </Panel>
  );
}

interface SmallRackProps {
  readonly rack: FloorRack;
  readonly tallest: number;
  readonly elevation: Elevation | undefined;
  readonly face: Face;
  readonly labels: LabelMode;
  readonly isFound: (device: RackedDevice, elevation: Elevation) => boolean;
}

function SmallRack({ rack, tallest, elevation, face, labels, isFound }: SmallRackProps) {
  const { t, number } = useWords();
  const top = (tallest - rack.heightU) * UNIT;
  const shown = (elevation?.devices ?? []).filter(
    (device) => typeof device.positionU === 'number' && takes(device, face),
  );
  return (
    <figure className="small-rack">
      <svg
        width={FACE}
        height={tallest * UNIT + 2}
        viewBox={`0 -1 ${FACE} ${tallest * UNIT + 2}`}
        className="rack"
        aria-hidden="true"
      >
        <rect x={0.5} y={top} width={FACE - 1} height={rack.heightU * UNIT} className="space" />
        {(elevation?.reservations ?? []).flatMap((kept) =>
          kept.spansLeft
            .filter((span) => span.face === face)
            .map((span) => (
              <g key={`${kept.id}-${span.positionU}`} className={`kept ${kept.use.toLowerCase()}`}>
                <title>{kept.owner}</title>
                <rect
                  x={3}
                  y={tallest * UNIT - (span.positionU - 1 + span.heightU) * UNIT + 0.5}
                  width={FACE - 6}
                  height={span.heightU * UNIT - 1}
                />
              </g>
            )),
        )}
        {elevation === undefined
          ? null
          : shown.map((device) => {
              const y = tallest * UNIT - (device.positionU - 1 + device.type.heightU) * UNIT + 0.5;
              const tall = device.type.heightU * UNIT - 1;
              const label = labelOf(device, labels, elevation.tenants);
              return (
                <g key={device.deviceId} className={`device ${isFound(device, elevation) ? 'found' : ''}`}>
                  <title>{`${device.name} · ${label}`}</title>
                  <rect x={3} y={y} width={FACE - 6} height={tall} />
                  {tall < LABELLED ? null : (
                    <text x={6} y={y + tall / 2 + SMALL_TEXT / 2 - 1} className="small-label">
                      {label.length > LABEL_MOST ? `${label.slice(0, LABEL_MOST - 1)}…` : label}
                    </text>
                  )}
                </g>
              );
            })}
      </svg>
      <figcaption>
        <Link to={paths.rack(rack.id)}>{rack.name}</Link>
        <br />
        <span className="muted small">
          {t('room.usedOf', { used: number(rack.usedU, 1), all: rack.heightU })}
          {rack.keptU > 0 ? ` · ${t('inventory.keptOf', { kept: number(rack.keptU, 1) })}` : ''}
        </span>
      </figcaption>
    </figure>
  );
}
