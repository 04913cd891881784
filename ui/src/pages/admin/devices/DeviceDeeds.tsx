import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { adminQueries } from '../../../api/admin.ts';
import type { Device, Face } from '../../../api/admin-types.ts';
import { deviceCan } from '../../../api/can.ts';
import { room, roomQueries } from '../../../api/room.ts';
import { useReason } from '../../../components/act.tsx';
import { FormDialog, type Values } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Menu } from '../../../ui/index.ts';
import { freePositions } from '../../../util/rack.ts';

type Doing = 'receive' | 'rack' | 'relabel' | 'serial' | 'tenant';

const STALE = [
  '/admin/v1/devices',
  '/admin/v1/racks',
  '/admin/v1/history',
  '/admin/v1/overview',
  '/admin/v1/reservations',
];

/** What is done to a device and asks for more than a yes: receiving, placing, renaming, a wrong serial. */
export function DeviceDeeds({ device }: { readonly device: Device }) {
  const { t } = useWords();
  const reason = useReason();
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  const off = reason('inventory');
  const moves = typeof device.rackId === 'number';
  const common = { stale: STALE, onClose: close };
  return (
    <>
      <Menu
        entries={[
          {
            key: 'receive',
            label: t('room.receive'),
            reason: reason('inventory', deviceCan('receive', device)),
            onClick: () => setDoing('receive'),
          },
          {
            key: 'rack',
            label: t(moves ? 'room.moveDevice' : 'racks.place'),
            reason: reason('inventory', deviceCan(moves ? 'move' : 'rack', device)),
            onClick: () => setDoing('rack'),
          },
          { key: 'relabel', label: t('room.relabel'), reason: off, onClick: () => setDoing('relabel') },
          { key: 'tenant', label: t('devices.give'), reason: off, onClick: () => setDoing('tenant') },
          {
            key: 'serial',
            label: t('room.correctSerial'),
            reason: off ?? (device.state === 'ORDERED' ? t('room.noSerialYet') : undefined),
            onClick: () => setDoing('serial'),
          },
        ]}
      >
        <Button popup="menu" testId="device-more">
          {t('common.actions')}
        </Button>
      </Menu>
      {doing === 'receive' ? (
        <FormDialog
          {...common}
          title={t('room.receive')}
          fields={[
            { name: 'serial', label: t('devices.serial'), kind: 'mono' },
            { name: 'assetTag', label: t('devices.assetTag'), optional: true },
          ]}
          run={(values) => room.receiveDevice(device.id, values)}
          done={t('room.received', { name: device.name })}
        />
      ) : null}
      {doing === 'relabel' ? (
        <FormDialog
          {...common}
          title={t('room.relabel')}
          fields={[
            { name: 'name', label: t('devices.name') },
            { name: 'assetTag', label: t('devices.assetTag'), optional: true },
          ]}
          initial={{ name: device.name, assetTag: device.assetTag ?? '' }}
          run={(values) => room.relabelDevice(device.id, values)}
          done={t('room.relabelled')}
        />
      ) : null}
      {doing === 'tenant' ? <GiveDialog device={device} onClose={close} /> : null}
      {doing === 'serial' ? (
        <FormDialog
          {...common}
          title={t('room.correctSerial')}
          fields={[{ name: 'serial', label: t('devices.serial'), kind: 'mono' }]}
          initial={{ serial: device.serial }}
          run={(values) => room.fit(device.id, 'serial', values)}
          done={t('room.relabelled')}
        />
      ) : null}
      {doing === 'rack' ? <RackDialog device={device} moves={moves} onClose={close} /> : null}
    </>
  );
}

/** Says whose gear a device is; its tenant sees it in the racks then, everybody else's as occupied. */
function GiveDialog({ device, onClose }: { readonly device: Device; readonly onClose: () => void }) {
  const { t } = useWords();
  const tenants = useQuery(adminQueries.tenants());
  return (
    <FormDialog
      title={t('devices.give')}
      fields={[
        {
          name: 'tenantId',
          label: t('devices.tenant'),
          kind: 'choice',
          optional: true,
          hint: t('devices.giveHint'),
          loading: tenants.isPending,
          choices: (tenants.data?.data ?? []).map((tenant) => ({ value: tenant.id, label: tenant.name })),
        },
      ]}
      initial={device.tenantId ? { tenantId: device.tenantId } : {}}
      run={(values) => room.giveDevice(device.id, values)}
      stale={STALE}
      done={t('devices.given', { name: device.name })}
      onClose={onClose}
    />
  );
}

interface RackDialogProps {
  readonly device: Device;
  readonly moves: boolean;
  readonly onClose: () => void;
}

/** Chooses a rack, a face and a unit with room; a reservation may be used up by it. */
function RackDialog({ device, moves, onClose }: RackDialogProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState<Values>({});
  const rackId = Number(typed['rackId']) || 0;
  const face: Face = typed['face'] === 'REAR' ? 'REAR' : 'FRONT';
  const racks = useQuery(adminQueries.racks());
  const elevation = useQuery({ ...adminQueries.elevation(rackId), enabled: rackId > 0 });
  const kept = useQuery({ ...roomQueries.reservations(rackId), enabled: rackId > 0 });
  const { data } = elevation;
  const others = (data?.devices ?? []).filter((other) => other.deviceId !== device.id);
  const keptFromIt = (data?.reservations ?? []).filter((space) => space.id !== Number(typed['reservationId']));
  const free =
    data && device.type ? freePositions(others, data.rack.heightU, face, device.type, keptFromIt).toReversed() : [];
  return (
    <FormDialog
      title={t(moves ? 'room.moveDevice' : 'racks.place')}
      fields={[
        {
          name: 'rackId',
          label: t('racks.name'),
          kind: 'choice',
          loading: racks.isPending,
          choices: (racks.data?.data ?? []).map((rack) => ({ value: rack.id, label: rack.name })),
        },
        {
          name: 'face',
          label: t('racks.face'),
          kind: 'choice',
          choices: (['FRONT', 'REAR'] as const).map((value) => ({ value, label: t(`racks.faces.${value}`) })),
        },
        {
          name: 'positionU',
          label: t('racks.lowestU'),
          kind: 'choice',
          optional: true,
          hint: t('room.besideHint'),
          loading: elevation.isFetching,
          choices: free.map((unit) => ({ value: unit, label: `U${unit}` })),
        },
        {
          name: 'reservationId',
          label: t('room.useReservation'),
          kind: 'choice',
          optional: true,
          choices: (kept.data?.data ?? [])
            .filter((space) => space.state === 'HELD')
            .map((space) => ({ value: space.id, label: `${space.owner} · U${space.positionU} · ${space.heightU}U` })),
        },
      ]}
      initial={{ face: device.face ?? 'FRONT', ...(device.rackId ? { rackId: device.rackId } : {}) }}
      onTyped={setTyped}
      run={(values) => room.rackDevice(device.id, values, moves)}
      stale={STALE}
      done={t('racks.placed')}
      onClose={onClose}
    />
  );
}
