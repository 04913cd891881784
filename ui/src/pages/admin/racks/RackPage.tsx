import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { admin, adminQueries } from '../../../api/admin.ts';
import type { Elevation, RackedDevice } from '../../../api/admin-types.ts';
import { deviceCan } from '../../../api/can.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAgainst, useAsOf, useGo, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { HistoryOf } from '../../../components/HistoryList.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { Status } from '../../../components/Status.tsx';
import { Traced } from '../../../components/trace.tsx';
import { Mono, useWords } from '../../../components/words.tsx';
import { Bar, Button, Empty, Facts, Panel, Pick, Scroll, TableSkeleton, Tabs, Tag } from '../../../ui/index.ts';
import { instantOf, isoInstant } from '../../../util/dates.ts';
import { countChanges, differenceOf, type Change, type Difference } from '../../../util/difference.ts';
import { paths } from '../../../util/paths.ts';
import { LABEL_MODES, type LabelMode } from '../../../util/rackLabels.ts';
import { largestFree } from '../../../util/rack.ts';
import { share } from '../../../util/units.ts';
import { BesideUnits, saveDrawing } from './KeptSpace.tsx';
import { EditRack } from './EditRack.tsx';
import { KeepSpace } from './KeepSpace.tsx';
import { UplinkContention } from './UplinkContention.tsx';
import { RackSpot } from './RackSpot.tsx';
import { MoveTo } from './MoveTo.tsx';
import { PlaceDevice } from './PlaceDevice.tsx';
import { RackDrawing } from './RackDrawing.tsx';

const placeOf = (device: RackedDevice): string => `${device.face}/${device.positionU}/${device.state}/${device.name}`;

export default function RackPage() {
  const id = Number(useParams()['id']);
  const { t } = useWords();
  const go = useGo();
  const asOf = useAsOf();
  const against = useAgainst();
  const reason = useReason();
  const [params, change] = useSearchState();
  const [chosen, setChosen] = useState<number | undefined>(() => Number(params.get('device')) || undefined);
  const [placing, setPlacing] = useState(false);
  const [editing, setEditing] = useState(false);
  const move = useDeed<{ device: RackedDevice; positionU: number }>({
    run: ({ device, positionU }) => admin.moveDevice(device.deviceId, { rackId: id, face: device.face, positionU }),
    stale: ['/admin/v1/racks', '/admin/v1/devices', '/admin/v1/history'],
    done: (_, { device, positionU }) => t('racks.moved', { name: device.name, u: positionU }),
  });
  const fixed = reason('inventory');
  const query = useQuery({ ...adminQueries.elevation(id, asOf), placeholderData: keepPreviousData });
  const earlier = useQuery({ ...adminQueries.elevation(id, against), enabled: against !== undefined });
  const history = useQuery(adminQueries.history(`rack-${id}`));
  useShowsPast((history.data?.data ?? []).map((event) => isoInstant(instantOf(event.at))));
  const differences = useMemo(
    () =>
      against === undefined || !earlier.data || !query.data
        ? undefined
        : differenceOf(earlier.data.devices, query.data.devices, (device) => String(device.deviceId), placeOf),
    [against, earlier.data, query.data],
  );
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const elevation = query.data;
  const changes = new Map(
    (differences ?? [])
      .filter((difference) => difference.change !== 'same')
      .map((difference) => [difference.row.deviceId, difference.change]),
  );
  const gone = (differences ?? [])
    .filter((difference) => difference.change === 'removed')
    .map((difference) => difference.row);
  const device = elevation.devices.find((candidate) => candidate.deviceId === chosen);
  const tab = params.get('tab') ?? 'drawing';
  const asked = params.get('u');
  // The address counts as the posts do; the book counts from the bottom.
  const markedU =
    asked === null || Number.isNaN(Number(asked))
      ? undefined
      : elevation.rack.numberedTopDown && !params.has('device')
        ? elevation.rack.heightU + 1 - Number(asked)
        : Number(asked);
  const labels = LABEL_MODES.find((mode) => mode === params.get('labels')) ?? 'name';
  return (
    <>
      <PageHead
        title={elevation.rack.name}
        crumbs={[{ text: t('shell.nav.racks'), to: paths.racks() }]}
        actions={
          <>
            <Button onClick={() => go(paths.rackWalk(id))}>{t('racks.walk')}</Button>
            <RackSpot rackId={id} siteId={elevation.rack.siteId} rack={elevation.rack} />
            <Button reason={fixed} onClick={() => setEditing(true)} testId="edit-rack">
              {t('racks.edit')}
            </Button>
            <Button kind="primary" reason={fixed} onClick={() => setPlacing(true)} testId="place-device">
              {t('racks.place')}
            </Button>
          </>
        }
      />
      <Tabs
        active={tab}
        onChange={(key) => change({ tab: key === 'drawing' ? undefined : key })}
        tabs={[
          {
            key: 'drawing',
            label: t('racks.drawing'),
            content: (
              <div className="rack-page">
                <div className="rack-faces">
                  {(['FRONT', 'REAR'] as const).map((face) => (
                    <RackDrawing
                      key={face}
                      elevation={elevation}
                      face={face}
                      labels={labels}
                      changes={changes}
                      gone={gone}
                      chosen={chosen}
                      markedU={markedU}
                      onChoose={setChosen}
                      onOpen={(deviceId) => go(paths.device(deviceId))}
                      onMove={
                        fixed === undefined
                          ? (moved, positionU) => move.mutate({ device: moved, positionU })
                          : undefined
                      }
                    />
                  ))}
                </div>
                <div className="stack rack-side">
                  <Panel title={t('inventory.labels')}>
                    <div className="pick-line">
                      <Pick<LabelMode>
                        label={t('inventory.labels')}
                        value={labels}
                        clear={false}
                        choices={LABEL_MODES.map((mode) => ({ value: mode, label: t(`inventory.labelModes.${mode}`) }))}
                        onChange={(value) => change({ labels: value === 'name' ? undefined : value })}
                      />
                      <Button onClick={() => window.print()}>{t('inventory.print')}</Button>
                      <Button onClick={() => saveDrawing(elevation.rack.name)}>{t('inventory.saveSvg')}</Button>
                    </div>
                  </Panel>
                  <Fills elevation={elevation} />
                  <UplinkContention rackId={id} />
                  <BesideUnits elevation={elevation} />
                  {differences ? <Changes differences={differences} /> : null}
                  <Panel title={t('racks.card')}>
                    {device ? (
                      <>
                        <Card device={device} owner={elevation.tenants?.[String(device.tenantId)]} />
                        <MoveTo
                          elevation={elevation}
                          device={device}
                          reason={fixed ?? reason('inventory', deviceCan('move', device))}
                          onMove={(positionU) => move.mutate({ device, positionU })}
                        />
                      </>
                    ) : (
                      <p className="muted">{t('racks.cardHint')}</p>
                    )}
                  </Panel>
                </div>
              </div>
            ),
          },
          {
            key: 'table',
            label: t('racks.table'),
            content: <DeviceTable elevation={elevation} changes={changes} gone={gone} />,
          },
          {
            key: 'kept',
            label: t('inventory.kept'),
            content: <KeepSpace elevation={elevation} />,
          },
          {
            key: 'history',
            label: t('trace.history'),
            content: (
              <Panel>
                <HistoryOf query={history} travel />
              </Panel>
            ),
          },
        ]}
      />
      {editing ? <EditRack rack={elevation.rack} onClose={() => setEditing(false)} /> : null}
      <PlaceDevice elevation={elevation} open={placing} onClose={() => setPlacing(false)} />
    </>
  );
}

function Fills({ elevation }: { readonly elevation: Elevation }) {
  const { t, number } = useWords();
  const { rack, devices } = elevation;
  const fills = [
    { part: 'u', used: elevation.usedU, most: rack.heightU, unit: 'U' },
    { part: 'weight', used: elevation.weightKg, most: rack.maxWeightKg, unit: 'kg' },
    { part: 'power', used: elevation.powerW, most: rack.maxPowerW, unit: 'W' },
  ] as const;
  const unknown = [
    { label: t('racks.weightUnknown'), of: devices.filter((device) => device.type.weightKg === null) },
    { label: t('racks.powerUnknown'), of: devices.filter((device) => device.type.maxDrawW === null) },
  ].filter((missing) => missing.of.length > 0);
  const limiting = fills.toSorted((left, right) => share(right.used, right.most) - share(left.used, left.most))[0];
  return (
    <Panel title={t('racks.fill')}>
      {fills.map((fill) => (
        <div key={fill.part} className="fill-row">
          <Traced to={{ kind: 'rack', id: rack.id, part: fill.part }}>{t(`trace.rack.${fill.part}`)}</Traced>
          <Bar
            label={t(`trace.rack.${fill.part}`)}
            share={share(fill.used, fill.most)}
            text={`${number(fill.used, 1)} / ${number(fill.most)} ${fill.unit}`}
          />
        </div>
      ))}
      <Facts
        columns={1}
        facts={[
          { label: t('racks.limiting'), value: limiting ? t(`trace.rack.${limiting.part}`) : '–' },
          {
            label: t('racks.largestFront'),
            value: `${number(largestFree(devices, rack.heightU, 'FRONT', elevation.reservations), 1)} U`,
          },
          {
            label: t('racks.largestRear'),
            value: `${number(largestFree(devices, rack.heightU, 'REAR', elevation.reservations), 1)} U`,
          },
          ...unknown.map(({ label, of }) => ({ label, value: number(of.length) })),
        ]}
      />
    </Panel>
  );
}

function Changes({ differences }: { readonly differences: readonly Difference<RackedDevice>[] }) {
  const { t } = useWords();
  const counts = countChanges(differences);
  return (
    <Panel title={t('time.difference')}>
      <ul className="changes" aria-live="polite">
        {differences
          .filter((difference) => difference.change !== 'same')
          .map(({ row, change }) => (
            <li key={row.deviceId}>
              <Tag kind={change === 'removed' ? 'bad' : change === 'added' ? 'accent' : 'warn'}>
                {t(`time.changes.${change}`)}
              </Tag>{' '}
              {row.name} · {t(`racks.faces.${row.face}`)} U{row.positionU}
            </li>
          ))}
      </ul>
      <p className="muted small">{t('time.inPlace', { count: counts.same })}</p>
    </Panel>
  );
}

function Card({ device, owner }: { readonly device: RackedDevice; readonly owner: string | undefined }) {
  const { t, figure } = useWords();
  return (
    <>
      <Facts
        columns={1}
        facts={[
          { label: t('devices.name'), value: <Link to={paths.device(device.deviceId)}>{device.name}</Link> },
          { label: t('devices.model'), value: `${device.type.manufacturer} ${device.type.model}` },
          { label: t('devices.serial'), value: <Mono>{device.serial}</Mono> },
          { label: t('devices.state'), value: <Status state={device.state} /> },
          {
            label: t('devices.tenant'),
            value: device.tenantId ? (
              <Link to={paths.tenant(device.tenantId)}>{owner ?? device.tenantId}</Link>
            ) : (
              t('devices.houseGear')
            ),
          },
          {
            label: t('devices.host'),
            value: device.hostId ? <Link to={paths.host(device.hostId)}>{t('racks.openHost')}</Link> : '–',
          },
          {
            label: t('racks.position'),
            value: `${t(`racks.faces.${device.face}`)} · U${device.positionU} · ${device.type.heightU}U`,
          },
          { label: t('trace.rack.weight'), value: figure(device.type.weightKg, 'kg') },
          { label: t('racks.maxDraw'), value: figure(device.type.maxDrawW, 'W') },
        ]}
      />
    </>
  );
}

interface DeviceTableProps {
  readonly elevation: Elevation;
  readonly changes: ReadonlyMap<number, Change>;
  readonly gone: readonly RackedDevice[];
}

/** The same rack for those who read tables: top to bottom, as one stands before it. */
function DeviceTable({ elevation, changes, gone }: DeviceTableProps) {
  const { t, figure } = useWords();
  const rows = [...elevation.devices, ...gone].toSorted((left, right) => right.positionU - left.positionU);
  if (rows.length === 0) return <Empty title={t('racks.noDevices')} />;
  return (
    <Panel flush>
      <Scroll label={t('racks.table')}>
        <table className="plain">
          <caption className="sr-only">{t('racks.table')}</caption>
          <thead>
            <tr>
              <th scope="col" className="numeric">
                U
              </th>
              <th scope="col">{t('racks.face')}</th>
              <th scope="col">{t('devices.name')}</th>
              <th scope="col">{t('devices.model')}</th>
              <th scope="col">{t('devices.serial')}</th>
              <th scope="col" className="numeric">
                {t('racks.heightU')}
              </th>
              <th scope="col" className="numeric">
                kg
              </th>
              <th scope="col" className="numeric">
                W
              </th>
              <th scope="col">{t('devices.state')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((device) => {
              const change = changes.get(device.deviceId);
              return (
                <tr key={device.deviceId} className={change ?? ''}>
                  <td className="numeric">{device.positionU}</td>
                  <td>{t(`racks.faces.${device.face}`)}</td>
                  <td>
                    <Link to={paths.device(device.deviceId)}>{device.name}</Link>{' '}
                    {change && change !== 'same' ? <Tag>{t(`time.changes.${change}`)}</Tag> : null}
                  </td>
                  <td>
                    {device.type.manufacturer} {device.type.model}
                  </td>
                  <td>
                    <Mono>{device.serial}</Mono>
                  </td>
                  <td className="numeric">{device.type.heightU}</td>
                  <td className="numeric">{figure(device.type.weightKg)}</td>
                  <td className="numeric">{figure(device.type.maxDrawW)}</td>
                  <td>
                    <Status state={device.state} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}
