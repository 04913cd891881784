import { useState, type ReactNode } from 'react';
import { PART_KINDS, room, type Part } from '../../../api/room.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { DeviceLink, useDeviceNames } from '../../../components/DeviceNames.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Status, useStateWord } from '../../../components/Status.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column, type TableQuery } from '../../../table/QueryTable.tsx';
import { Button, Empty, Icon, Menu, useSay } from '../../../ui/index.ts';

const STALE = ['/admin/v1/parts', '/admin/v1/history'];

interface PartTableProps {
  readonly query: TableQuery<Part>;
  readonly paged?: boolean;
  readonly filters?: ReactNode;
  readonly actions?: ReactNode;
  readonly ofDevice?: boolean;
}

/** Disks, memory, cards: each with its serial, where it sits, and how it gets elsewhere. */
export function PartTable({ query, paged = false, filters, actions, ofDevice = false }: PartTableProps) {
  const { t } = useWords();
  const stateWord = useStateWord();
  const reason = useReason();
  const say = useSay();
  const [moving, setMoving] = useState<Part>();
  const name = useDeviceNames((query.data?.data ?? []).map((part) => part.deviceId));
  const step = useDeed<{ part: Part; step: 'remove' | 'retire' }>({
    run: ({ part, step: which }) => room.partStep(part.id, which),
    stale: STALE,
    done: (_, { part, step: which }) => t(`room.partDid.${which}`, { serial: part.serial }),
  });
  const off = reason('inventory');
  const columns: readonly Column<Part>[] = [
    {
      key: 'kind',
      title: t('room.kind'),
      text: (part) => t(`room.partKinds.${part.kind}`),
      order: byText((part) => part.kind),
      render: (part) => t(`room.partKinds.${part.kind}`),
    },
    {
      key: 'model',
      title: t('devices.model'),
      text: (part) => `${part.manufacturer} ${part.model}`,
      order: byText((part) => `${part.manufacturer} ${part.model}`),
      render: (part) => `${part.manufacturer} ${part.model}`,
    },
    {
      key: 'capacity',
      title: t('room.capacity'),
      text: (part) => part.capacity ?? '',
      order: byText((part) => part.capacity ?? ''),
      render: (part) => part.capacity ?? '–',
    },
    {
      key: 'serial',
      title: t('devices.serial'),
      text: (part) => part.serial,
      order: byText((part) => part.serial),
      render: (part) => <span className="mono">{part.serial}</span>,
    },
    {
      key: 'state',
      title: t('devices.state'),
      text: (part) => stateWord(part.state),
      order: byText((part) => part.state),
      render: (part) => <Status state={part.state} trace={{ kind: 'history', id: `part-${part.id}` }} />,
    },
    ...(ofDevice
      ? []
      : [
          {
            key: 'device',
            title: t('inventory.device'),
            text: (part: Part) => (part.deviceId ? name(part.deviceId) : ''),
            render: (part: Part) => (part.deviceId ? <DeviceLink id={part.deviceId} name={name} tab="parts" /> : '–'),
          },
        ]),
    {
      key: 'slot',
      title: t('room.slot'),
      text: (part) => part.slot ?? '',
      order: byText((part) => part.slot ?? ''),
      render: (part) => part.slot ?? '–',
    },
    {
      key: 'since',
      title: t('addresses.since'),
      text: (part) => part.installedAt ?? part.receivedAt,
      order: byText((part) => part.installedAt ?? part.receivedAt),
      render: (part) => <When at={part.installedAt ?? part.receivedAt} />,
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (part) => {
        const ended = part.retiredAt ? t('states.reasons.retired') : undefined;
        const inDevice = typeof part.deviceId === 'number';
        return (
          <Menu
            entries={[
              {
                key: 'install',
                label: t(inDevice ? 'room.movePart' : 'room.installPart'),
                reason: off ?? ended,
                onClick: () => setMoving(part),
              },
              {
                key: 'remove',
                label: t('room.removePart'),
                reason: off ?? ended ?? (inDevice ? undefined : t('room.partInStock')),
                onClick: () => step.mutate({ part, step: 'remove' }),
              },
              {
                key: 'retire',
                label: t('room.retirePart'),
                danger: true,
                reason: off ?? ended ?? (inDevice ? t('room.partInDevice') : undefined),
                onClick: () =>
                  say.ask({
                    title: t('room.askRetirePart', { serial: part.serial }),
                    text: t('room.askRetirePartText'),
                    yes: t('room.retirePart'),
                    no: t('common.cancel'),
                    danger: true,
                    run: () => step.mutateAsync({ part, step: 'retire' }),
                  }),
              },
            ]}
          >
            <Button
              kind="quiet"
              popup="menu"
              icon={<Icon name="more" />}
              label={t('room.actionsOf', { name: part.serial })}
            />
          </Menu>
        );
      },
    },
  ];
  return (
    <>
      <QueryTable<Part>
        name="parts"
        label={t('room.parts')}
        query={query}
        columns={columns}
        paged={paged}
        rowKey={(part) => String(part.id)}
        filters={filters}
        actions={actions}
        empty={
          <Empty title={t('room.noParts')}>
            <p>{t('room.noPartsNext')}</p>
          </Empty>
        }
      />
      {moving ? <InstallPart part={moving} onClose={() => setMoving(undefined)} /> : null}
    </>
  );
}

function InstallPart({ part, onClose }: { readonly part: Part; readonly onClose: () => void }) {
  const { t } = useWords();
  const moves = typeof part.deviceId === 'number';
  return (
    <FormDialog<Part>
      title={t(moves ? 'room.movePartOf' : 'room.installPartOf', { serial: part.serial })}
      submit={t(moves ? 'room.movePart' : 'room.installPart')}
      fields={[
        { name: 'deviceId', label: t('inventory.device'), kind: 'device' },
        { name: 'slot', label: t('room.slot'), maxLength: 40, hint: t('room.slotHint') },
      ]}
      run={(values) => room.installPart(part.id, values)}
      stale={STALE}
      done={t('room.partInstalled', { serial: part.serial })}
      onClose={onClose}
    />
  );
}

/** A part that came, to be kept in stock until it is installed. */
export function ReceivePart({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <FormDialog<Part>
      title={t('room.receivePart')}
      fields={[
        {
          name: 'kind',
          label: t('room.kind'),
          kind: 'choice',
          choices: PART_KINDS.map((kind) => ({ value: kind, label: t(`room.partKinds.${kind}`) })),
        },
        { name: 'serial', label: t('devices.serial'), kind: 'mono', maxLength: 80 },
        { name: 'manufacturer', label: t('room.manufacturer'), maxLength: 60 },
        { name: 'model', label: t('devices.model'), maxLength: 100 },
        { name: 'capacity', label: t('room.capacity'), hint: t('room.capacityHint'), optional: true, maxLength: 40 },
      ]}
      run={(values, key) => room.receivePart(values, key)}
      stale={STALE}
      done={t('room.partReceived')}
      onClose={onClose}
    />
  );
}
