import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Device } from '../../../api/admin-types.ts';
import { PORT_USES, room, roomQueries, type Cable, type Port, type Sheet } from '../../../api/room.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useSearchState } from '../../../components/asOf.tsx';
import { DeviceLink, useDeviceNames } from '../../../components/DeviceNames.tsx';
import { FormDialog, textOf } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { useWords } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Icon, Menu, useSay } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { portNames } from '../../../util/portNames.ts';
import { ConnectCable } from '../cables/ConnectCable.tsx';
import { CablePathPanel } from '../cables/CablePathPanel.tsx';

const STALE = ['/admin/v1/device-sheets', '/admin/v1/cables', '/admin/v1/history'];

interface SocketsProps {
  readonly device: Device;
}

const farEnd = (cable: Cable, deviceId: number, port: string) =>
  cable.aDeviceId === deviceId && cable.aPort === port
    ? { deviceId: cable.bDeviceId, port: cable.bPort }
    : { deviceId: cable.aDeviceId, port: cable.aPort };

/** The ports of a device, what is plugged into each, and where the path from there leads. */
export function Sockets({ device }: SocketsProps) {
  const { t, number } = useWords();
  const asOf = useAsOf();
  const reason = useReason();
  const say = useSay();
  const [params, change] = useSearchState();
  const [adding, setAdding] = useState(false);
  const [connecting, setConnecting] = useState<string>();
  const sheet = useQuery(roomQueries.sheet(device.id, asOf));
  const cables = useQuery(roomQueries.cables({ deviceId: device.id, asOf, pageSize: 500 }));
  const all = cables.data?.data ?? [];
  const cableAt = (port: string) =>
    all.find(
      (cable) =>
        (cable.aDeviceId === device.id && cable.aPort === port) ||
        (cable.bDeviceId === device.id && cable.bPort === port),
    );
  const name = useDeviceNames(all.flatMap((cable) => [cable.aDeviceId, cable.bDeviceId]));
  const drop = useDeed<Port>({
    run: async (port) => {
      const now = await room.sheet(device.id);
      return room.fit(device.id, 'ports', { ports: now.ports.filter((other) => other.name !== port.name) });
    },
    stale: STALE,
    done: (_, port) => t('room.portRemoved', { port: port.name }),
  });
  const unplug = useDeed<Cable>({
    run: (cable) => room.removeCable(cable.id),
    stale: STALE,
    done: t('room.cableRemoved'),
  });
  const off = reason('inventory');
  const there = (port: Port): string => {
    const cable = cableAt(port.name);
    if (cable === undefined) return '';
    const far = farEnd(cable, device.id, port.name);
    return `${name(far.deviceId)} ${far.port}`;
  };
  const columns: readonly Column<Port>[] = [
    {
      key: 'name',
      title: t('room.port'),
      text: (port) => port.name,
      order: byText((port) => port.name),
      render: (port) => <span className="mono">{port.name}</span>,
    },
    {
      key: 'use',
      title: t('room.use'),
      text: (port) => t(`room.portUses.${port.use}`),
      order: byText((port) => port.use),
      render: (port) => t(`room.portUses.${port.use}`),
    },
    {
      key: 'speed',
      title: t('room.speed'),
      numeric: true,
      text: (port) => String(port.speedMbps ?? ''),
      order: byNumber((port) => port.speedMbps ?? -1),
      render: (port) => (typeof port.speedMbps === 'number' ? `${number(port.speedMbps)} Mbit/s` : t('common.unknown')),
    },
    {
      key: 'behind',
      title: t('room.behind'),
      text: (port) => port.behind ?? '',
      render: (port) => <span className="mono">{port.behind ?? '–'}</span>,
    },
    {
      key: 'cable',
      title: t('room.pluggedTo'),
      text: there,
      render: (port) => {
        const cable = cableAt(port.name);
        if (cable === undefined) return <span className="muted">{t('room.free')}</span>;
        const far = farEnd(cable, device.id, port.name);
        return (
          <>
            <DeviceLink id={far.deviceId} name={name} tab="ports" /> <span className="mono">{far.port}</span>{' '}
            <Link to={paths.cable(cable.id)}>{cable.label ?? cable.medium}</Link>
          </>
        );
      },
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (port) => {
        const cable = cableAt(port.name);
        return (
          <Menu
            entries={[
              {
                key: 'trace',
                label: t('room.tracePath'),
                reason: cable === undefined ? t('room.portFree') : undefined,
                onClick: () => change({ port: port.name }),
              },
              cable === undefined
                ? { key: 'connect', label: t('room.connect'), reason: off, onClick: () => setConnecting(port.name) }
                : {
                    key: 'unplug',
                    label: t('room.removeCable'),
                    reason: off,
                    onClick: () =>
                      say.ask({
                        title: t('room.askRemoveCable', { from: `${device.name} ${port.name}`, to: there(port) }),
                        text: t('room.askRemoveCableText'),
                        yes: t('room.removeCable'),
                        no: t('common.cancel'),
                        run: () => unplug.mutateAsync(cable),
                      }),
                  },
              {
                key: 'drop',
                label: t('room.removePort'),
                danger: true,
                reason: off ?? (cable === undefined ? undefined : t('room.portTaken')),
                onClick: () => drop.mutate(port),
              },
            ]}
          >
            <Button
              kind="quiet"
              popup="menu"
              icon={<Icon name="more" />}
              label={t('room.actionsOf', { name: port.name })}
            />
          </Menu>
        );
      },
    },
  ];
  const page = sheet.data ? { data: sheet.data.ports, page: 1, pages: 1, results: sheet.data.ports.length } : undefined;
  const traced = params.get('port');
  return (
    <div className="stack">
      {traced === null ? null : (
        <CablePathPanel deviceId={device.id} port={traced} onClose={() => change({ port: undefined })} />
      )}
      <QueryTable<Port>
        name="ports"
        label={t('room.ports')}
        query={{ ...sheet, data: page }}
        columns={columns}
        rowKey={(port) => port.name}
        actions={
          <Button icon={<Icon name="plus" />} reason={off} onClick={() => setAdding(true)}>
            {t('room.addPorts')}
          </Button>
        }
        empty={
          <Empty title={t('room.noPorts')}>
            <p>{t('room.noPortsNext')}</p>
          </Empty>
        }
      />
      {adding ? <AddPorts device={device} onClose={() => setAdding(false)} /> : null}
      {connecting === undefined ? null : (
        <ConnectCable from={{ device, port: connecting }} onClose={() => setConnecting(undefined)} />
      )}
    </div>
  );
}

function AddPorts({ device, onClose }: SocketsProps & { readonly onClose: () => void }) {
  const { t } = useWords();
  const made = (pattern: unknown) => portNames(textOf(pattern));
  return (
    <FormDialog<Sheet>
      title={t('room.addPorts')}
      fields={[
        { name: 'pattern', label: t('room.portNames'), kind: 'mono', hint: t('room.portNamesHint'), maxLength: 60 },
        {
          name: 'use',
          label: t('room.use'),
          kind: 'choice',
          choices: PORT_USES.map((use) => ({ value: use, label: t(`room.portUses.${use}`) })),
        },
        { name: 'speedMbps', label: t('room.speed'), kind: 'number', min: 1, unit: 'Mbit/s', optional: true },
        { name: 'behind', label: t('room.behind'), kind: 'mono', optional: true, hint: t('room.behindHint') },
      ]}
      initial={{ use: 'ACCESS' }}
      wire={{ 'ports.name': 'pattern', ports: 'pattern', 'ports.use': 'use', 'ports.speedMbps': 'speedMbps' }}
      run={async ({ pattern, ...port }) => {
        const now = await room.sheet(device.id);
        return room.fit(device.id, 'ports', {
          ports: [...now.ports, ...made(pattern).map((name) => ({ ...port, name }))],
        });
      }}
      renderBeside={(values) => {
        const names = made(values['pattern']);
        return values['pattern'] ? (
          <p className="muted small">
            {names.length === 0
              ? t('room.portNamesWrong')
              : t('room.portsMade', { count: names.length, first: names[0], last: names.at(-1) })}
          </p>
        ) : null;
      }}
      stale={STALE}
      done={t('room.portsAdded')}
      onClose={onClose}
    />
  );
}
