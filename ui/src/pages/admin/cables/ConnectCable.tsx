import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Device } from '../../../api/admin-types.ts';
import { room, roomQueries, type Cable } from '../../../api/room.ts';
import { FormDialog, type FieldOf, type Values } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';

interface ConnectProps {
  /** The near end, where it is settled. */
  readonly from?: { readonly device: Device; readonly port: string };
  readonly onClose: () => void;
}

const MEDIA = ['DAC', 'AOC', 'CAT6', 'CAT6A', 'OM4', 'OS2'] as const;

const idOf = (values: Values, name: string): number => Number(values[name]) || 0;

/** Joins two free ports; the ports offered are those of the devices chosen. */
export function ConnectCable({ from, onClose }: ConnectProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState<Values>({});
  const aDevice = from?.device.id ?? idOf(typed, 'aDeviceId');
  const bDevice = idOf(typed, 'bDeviceId');
  const aSheet = useQuery({ ...roomQueries.sheet(aDevice), enabled: aDevice > 0 && from === undefined });
  const bSheet = useQuery({ ...roomQueries.sheet(bDevice), enabled: bDevice > 0 });
  const ports = (sheet: typeof aSheet) =>
    (sheet.data?.ports ?? []).map((port) => ({
      value: port.name,
      label: `${port.name} · ${t(`room.portUses.${port.use}`)}`,
    }));
  const near: readonly FieldOf[] = from
    ? []
    : [
        { name: 'aDeviceId', label: t('room.fromDevice'), kind: 'device' },
        {
          name: 'aPort',
          label: t('room.fromPort'),
          kind: 'choice',
          choices: ports(aSheet),
          loading: aSheet.isFetching,
        },
      ];
  return (
    <FormDialog<Cable>
      title={from ? t('room.connectFrom', { device: from.device.name, port: from.port }) : t('room.connect')}
      submit={t('room.connect')}
      fields={[
        ...near,
        { name: 'bDeviceId', label: t('room.toDevice'), kind: 'device' },
        { name: 'bPort', label: t('room.toPort'), kind: 'choice', choices: ports(bSheet), loading: bSheet.isFetching },
        {
          name: 'medium',
          label: t('room.medium'),
          kind: 'choice',
          choices: MEDIA.map((medium) => ({ value: medium, label: medium })),
        },
        { name: 'label', label: t('room.cableLabel'), optional: true, maxLength: 60 },
        { name: 'lengthM', label: t('room.length'), kind: 'decimal', unit: 'm', optional: true },
        { name: 'contractedMbps', label: t('room.contracted'), kind: 'number', unit: 'Mbit/s', optional: true },
      ]}
      initial={{ medium: 'DAC' }}
      wire={{ 'a.deviceId': 'aDeviceId', 'a.port': 'aPort', 'b.deviceId': 'bDeviceId', 'b.port': 'bPort' }}
      run={({ aDeviceId, aPort, bDeviceId, bPort, ...make }, key) =>
        room.connectCable(
          {
            ...make,
            a: { deviceId: from?.device.id ?? aDeviceId, port: from?.port ?? aPort },
            b: { deviceId: bDeviceId, port: bPort },
          },
          key,
        )
      }
      stale={['/admin/v1/cables', '/admin/v1/history']}
      done={t('room.connected')}
      onTyped={setTyped}
      onClose={onClose}
    />
  );
}
