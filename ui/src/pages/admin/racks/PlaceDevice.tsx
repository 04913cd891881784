import { useQuery } from '@tanstack/react-query';
import { admin, adminQueries } from '../../../api/admin.ts';
import type { Elevation, Face } from '../../../api/admin-types.ts';
import { useFormDeed } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Dialog, FormBox, Notice, SelectField, useForm, useWatched } from '../../../ui/index.ts';
import { freePositions } from '../../../util/rack.ts';

interface Wish {
  readonly deviceId: number;
  readonly face: Face;
  readonly positionU: number;
}

interface PlaceProps {
  readonly elevation: Elevation;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Puts a device from stock into this rack; only positions with room are offered, and the server has the last word. */
export function PlaceDevice({ elevation, open, onClose }: PlaceProps) {
  const { t, number } = useWords();
  const handle = useForm<Wish>();
  const wish = useWatched(handle);
  const devices = useQuery({ ...adminQueries.devices({ state: 'RECEIVED' }), enabled: open });
  const types = useQuery({ ...adminQueries.deviceTypes(), enabled: open });
  const stock = (devices.data?.data ?? []).filter((device) => device.state === 'RECEIVED');
  const typeOf = (id: number | undefined) => {
    const device = stock.find((candidate) => candidate.id === id);
    return device?.type ?? types.data?.data.find((type) => type.id === device?.deviceTypeId);
  };
  const type = typeOf(wish.deviceId);
  const face = wish.face ?? 'FRONT';
  const free = type ? freePositions(elevation.devices, elevation.rack.heightU, face, type, elevation.reservations) : [];
  const power = elevation.powerW + (type?.maxDrawW ?? 0);
  const weight = elevation.weightKg + (type?.weightKg ?? 0);
  const tooMuch =
    power > elevation.rack.maxPowerW
      ? t('racks.overPower', { watts: number(power - elevation.rack.maxPowerW) })
      : weight > elevation.rack.maxWeightKg
        ? t('racks.overWeight', { kg: number(weight - elevation.rack.maxWeightKg, 1) })
        : undefined;
  const deed = useFormDeed<Wish>({
    handle,
    run: ({ deviceId, ...place }) => admin.rackDevice(deviceId, { rackId: elevation.rack.id, ...place }),
    stale: ['/admin/v1/racks', '/admin/v1/devices', '/admin/v1/history', '/admin/v1/overview'],
    done: t('racks.placed'),
    after: onClose,
  });
  return (
    <Dialog open={open} title={t('racks.placeIn', { rack: elevation.rack.name })} onClose={onClose}>
      <FormBox<Wish> handle={handle} initial={{ face: 'FRONT' }} onSubmit={deed.submit}>
        <SelectField
          name="deviceId"
          label={t('racks.device')}
          required={t('common.required')}
          loading={devices.isPending}
          hint={devices.data && stock.length === 0 ? t('racks.noStock') : undefined}
          choices={stock.map((device) => ({
            value: device.id,
            label: `${device.name} · ${device.type ? `${device.type.manufacturer} ${device.type.model} · ` : ''}${device.serial}`,
          }))}
        />
        <div className="two">
          <SelectField
            name="face"
            label={t('racks.face')}
            choices={(['FRONT', 'REAR'] as const).map((value) => ({ value, label: t(`racks.faces.${value}`) }))}
          />
          <SelectField
            name="positionU"
            label={t('racks.lowestU')}
            required={t('common.required')}
            hint={type ? t('racks.freeFor', { height: type.heightU, count: free.length }) : t('racks.chooseDevice')}
            choices={free.toReversed().map((position) => ({ value: position, label: `U${position}` }))}
          />
        </div>
        {tooMuch ? <Notice kind="warn" title={tooMuch} /> : null}
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button
          kind="primary"
          submit
          busy={deed.busy}
          reason={type && free.length === 0 ? t('racks.noRoom') : undefined}
        >
          {t('racks.place')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
