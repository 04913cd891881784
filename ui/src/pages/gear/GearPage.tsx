import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Elevation, Face } from '../../api/admin-types.ts';
import { tenantQueries, type OwnElevation } from '../../api/tenant.ts';
import { useAsOf, useSearchState, useShowsPast } from '../../components/asOf.tsx';
import { FailureNotice } from '../../components/failure.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Mono, useWords } from '../../components/words.tsx';
import { Empty, Panel, Pick, Scroll, TableSkeleton } from '../../ui/index.ts';
import { StillRack } from '../admin/racks/StillRack.tsx';

const FACES: readonly Face[] = ['FRONT', 'REAR'];
const NONE: readonly never[] = [];

/** Racks with gear of one's own; what others have there is occupied. */
export default function GearPage() {
  const { t } = useWords();
  const asOf = useAsOf();
  useShowsPast();
  const [params, change] = useSearchState();
  const racks = useQuery(tenantQueries.racks(asOf));
  const all = racks.data?.data ?? NONE;
  const chosen = all.find((rack) => rack.id === Number(params.get('rack'))) ?? all[0];
  const query = useQuery({ ...tenantQueries.rack(chosen?.id ?? 0, asOf), enabled: chosen !== undefined });
  const failed = racks.error ?? query.error;
  return (
    <>
      <PageHead title={t('shell.nav.gear')} sub={t('gear.hint')} />
      {failed ? <FailureNotice error={failed} onRetry={() => void racks.refetch()} /> : null}
      {racks.isPending ? <TableSkeleton columns={3} label={t('common.loading')} /> : null}
      {racks.data && all.length === 0 ? (
        <Empty title={t('gear.empty')}>
          <p>{t('gear.emptyNext')}</p>
        </Empty>
      ) : null}
      {chosen ? (
        <div className="stack">
          <Pick
            label={t('gear.rack')}
            value={chosen.id}
            clear={false}
            choices={all.map((rack) => ({ value: rack.id, label: rack.name }))}
            onChange={(id) => change({ rack: id?.toString() })}
          />
          {query.data ? <Rack own={query.data} /> : <TableSkeleton columns={3} label={t('common.loading')} />}
        </div>
      ) : null}
    </>
  );
}

function Rack({ own }: { readonly own: OwnElevation }) {
  const { t } = useWords();
  const elevation = useMemo(() => drawn(own, t('gear.occupied')), [own, t]);
  return (
    <>
      <Panel title={own.rack.name}>
        <StillRack elevation={elevation} />
      </Panel>
      <Panel title={t('gear.own')} flush>
        <Scroll label={t('gear.own')}>
          <table className="plain">
            <caption className="sr-only">{t('gear.own')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('devices.name')}</th>
                <th scope="col">{t('devices.model')}</th>
                <th scope="col">{t('devices.serial')}</th>
                <th scope="col">{t('racks.face')}</th>
                <th scope="col" className="numeric">
                  {t('racks.lowestU')}
                </th>
              </tr>
            </thead>
            <tbody>
              {own.devices.map((device) => (
                <tr key={device.deviceId}>
                  <th scope="row">{device.name}</th>
                  <td>
                    {device.manufacturer} {device.model}
                  </td>
                  <td>
                    <Mono>{device.serial ?? '–'}</Mono>
                  </td>
                  <td>{device.face ? t(`racks.faces.${device.face}`) : '–'}</td>
                  <td className="numeric">{device.positionU ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </Panel>
    </>
  );
}

/** The drawing's own shape: what is another's is drawn as units that are blocked. */
function drawn(own: OwnElevation, occupied: string): Elevation {
  const { rack } = own;
  return {
    rack: {
      ...rack,
      siteId: 0,
      maxWeightKg: 0,
      maxPowerW: 0,
      devices: own.devices.length,
      usedU: 0,
      weightKg: 0,
      powerW: 0,
    },
    usedU: 0,
    weightKg: 0,
    powerW: 0,
    devices: own.devices.map((device) => ({
      deviceId: device.deviceId,
      name: device.name,
      serial: device.serial ?? '',
      type: {
        manufacturer: device.manufacturer,
        model: device.model,
        heightU: device.heightU,
        fullDepth: device.fullDepth,
      } as Elevation['devices'][number]['type'],
      face: device.face ?? 'FRONT',
      positionU: device.positionU as number,
      state: device.state,
    })),
    reservations: own.occupied.map((units, index) => ({
      id: index,
      use: 'BLOCKED',
      owner: occupied,
      positionU: units.positionU,
      heightU: units.heightU,
      spansLeft: FACES.filter((face) => units.fullDepth || units.face === face).map((face) => ({
        face,
        positionU: units.positionU,
        heightU: units.heightU,
      })),
    })),
  };
}
