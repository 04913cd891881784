import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Device } from '../../../api/admin-types.ts';
import { room, roomQueries, type Cord, type CordTrace } from '../../../api/room.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf } from '../../../components/asOf.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { useWords } from '../../../components/words.tsx';
import { byNumber, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Icon, useSay } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

const STALE = ['/admin/v1/power', '/admin/v1/power-cords', '/admin/v1/history'];

/** The cords of a device, each with the whole way up to where the power comes from. */
export function DevicePower({ device }: { readonly device: Device }) {
  const { t } = useWords();
  const asOf = useAsOf();
  const reason = useReason();
  const say = useSay();
  const [plugging, setPlugging] = useState(false);
  const siteId = device.siteId ?? 0;
  const traces = useQuery({ ...roomQueries.cordTraces(siteId, device.id, asOf), enabled: siteId > 0 });
  const pull = useDeed<number>({ run: (id) => room.pullCord(id), stale: STALE, done: t('room.pulled') });
  const off = reason('inventory') ?? (siteId > 0 ? undefined : t('room.notRacked'));
  const columns: readonly Column<CordTrace>[] = [
    {
      key: 'psu',
      title: t('room.psu'),
      numeric: true,
      text: (cord) => String(cord.psu),
      order: byNumber((cord) => cord.psu),
      render: (cord) => cord.psu,
    },
    {
      key: 'outlet',
      title: t('room.outlet'),
      numeric: true,
      text: (cord) => String(cord.outlet),
      order: byNumber((cord) => cord.outlet),
      render: (cord) => cord.outlet,
    },
    { key: 'side', title: t('inventory.side'), text: (cord) => cord.side ?? '', render: (cord) => cord.side ?? '–' },
    {
      key: 'way',
      title: t('room.wayUp'),
      text: (cord) => cord.upwards.map((hop) => hop.name).join(' > '),
      render: (cord) =>
        cord.upwards.map((hop, index) => (
          <span key={hop.id}>
            {index > 0 ? ' › ' : ''}
            <Link to={paths.powerNode(hop.id)}>{hop.name}</Link>
          </span>
        )),
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (cord) => (
        <Button
          reason={off}
          onClick={() =>
            say.ask({
              title: t('room.askPull', { psu: cord.psu, name: device.name }),
              text: t('room.askPullText'),
              yes: t('room.pull'),
              no: t('common.cancel'),
              danger: true,
              run: () => pull.mutateAsync(cord.cordId),
            })
          }
        >
          {t('room.pull')}
        </Button>
      ),
    },
  ];
  const rows = siteId > 0 ? traces.data : [];
  const page = rows ? { data: rows, page: 1, pages: 1, results: rows.length } : undefined;
  return (
    <>
      <QueryTable<CordTrace>
        name="cords"
        label={t('room.cords')}
        query={{ ...traces, data: page, isPending: siteId > 0 && traces.isPending }}
        columns={columns}
        rowKey={(cord) => String(cord.cordId)}
        actions={
          <Button icon={<Icon name="plus" />} reason={off} onClick={() => setPlugging(true)}>
            {t('room.plug')}
          </Button>
        }
        empty={
          <Empty title={t('room.noCords')}>
            <p>{t('room.noCordsNext')}</p>
          </Empty>
        }
      />
      {plugging ? <PlugCord device={device} onClose={() => setPlugging(false)} /> : null}
    </>
  );
}

interface PlugProps {
  readonly device?: Device;
  readonly nodeId?: number;
  readonly siteId?: number;
  readonly onClose: () => void;
}

/** Joins a power supply of a device to an outlet. */
export function PlugCord({ device, nodeId, siteId, onClose }: PlugProps) {
  const { t } = useWords();
  const nodes = useQuery({
    ...roomQueries.powerNodes(device?.siteId ?? siteId),
    enabled: nodeId === undefined,
  });
  return (
    <FormDialog<Cord>
      title={t('room.plug')}
      fields={[
        ...(device ? [] : [{ name: 'deviceId', label: t('inventory.device'), kind: 'device' as const, wide: true }]),
        { name: 'psu', label: t('room.psu'), kind: 'number', min: 1, max: 100 },
        ...(nodeId === undefined
          ? [
              {
                name: 'powerNodeId',
                label: t('inventory.node'),
                kind: 'choice' as const,
                loading: nodes.isPending,
                choices: (nodes.data?.data ?? [])
                  .filter((node) => node.outlets > 0)
                  .map((node) => ({
                    value: node.id,
                    label: `${node.name} · ${t(`inventory.kinds.${node.kind}`)} · ${t('room.outletsOf', { count: node.outlets })}`,
                  })),
              },
            ]
          : []),
        { name: 'outlet', label: t('room.outlet'), kind: 'number', min: 1, max: 200 },
      ]}
      initial={{ psu: 1 }}
      run={(values, key) =>
        room.plugCord(
          { deviceId: device?.id, ...(nodeId === undefined ? {} : { powerNodeId: nodeId }), ...values },
          key,
        )
      }
      stale={STALE}
      done={t('room.plugged')}
      onClose={onClose}
    />
  );
}
