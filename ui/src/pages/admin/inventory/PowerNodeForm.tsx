import { useQuery } from '@tanstack/react-query';
import { adminQueries } from '../../../api/admin.ts';
import { room, roomQueries, type WholePowerNode } from '../../../api/room.ts';
import { FormDialog, type FieldOf } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';

export const POWER_STALE = ['/admin/v1/power', '/admin/v1/power-nodes', '/admin/v1/history'];

interface NodeFormProps {
  readonly siteId: number;
  /** The node to rate anew; a new one is installed without it. */
  readonly node?: WholePowerNode;
  readonly onClose: () => void;
}

const KINDS = ['PANEL', 'UPS', 'FEED', 'PDU', 'BANK'] as const;

/** Installs a panel, UPS, feed, PDU or bank, or rates it anew. */
export function PowerNodeForm({ siteId, node, onClose }: NodeFormProps) {
  const { t } = useWords();
  const nodes = useQuery({ ...roomQueries.powerNodes(siteId), enabled: node === undefined });
  const racks = useQuery({ ...adminQueries.racks(undefined, siteId), enabled: node === undefined });
  const settled: readonly FieldOf[] = node
    ? []
    : [
        {
          name: 'kind',
          label: t('room.kind'),
          kind: 'choice',
          choices: KINDS.map((kind) => ({ value: kind, label: t(`inventory.kinds.${kind}`) })),
        },
        {
          name: 'parentId',
          label: t('room.suppliedBy'),
          kind: 'choice',
          optional: true,
          hint: t('room.suppliedByHint'),
          loading: nodes.isPending,
          choices: (nodes.data?.data ?? []).map((each) => ({
            value: each.id,
            label: `${each.name} · ${t(`inventory.kinds.${each.kind}`)}`,
          })),
        },
        {
          name: 'rackId',
          label: t('racks.name'),
          kind: 'choice',
          optional: true,
          loading: racks.isPending,
          choices: (racks.data?.data ?? []).map((rack) => ({ value: rack.id, label: rack.name })),
        },
      ];
  return (
    <FormDialog<WholePowerNode>
      title={t(node ? 'room.rateNode' : 'room.installNode')}
      fields={[
        { name: 'name', label: t('devices.name') },
        ...settled,
        { name: 'side', label: t('inventory.side'), optional: true, maxLength: 10, hint: t('room.sideHint') },
        { name: 'volts', label: t('room.volts'), kind: 'number', min: 1, unit: 'V' },
        { name: 'amps', label: t('room.amps'), kind: 'number', min: 1, unit: 'A' },
        {
          name: 'phases',
          label: t('room.phases'),
          kind: 'choice',
          choices: [1, 3].map((phases) => ({ value: phases, label: String(phases) })),
        },
        {
          name: 'leg',
          label: t('room.leg'),
          kind: 'choice',
          optional: true,
          choices: ['L1', 'L2', 'L3'].map((leg) => ({ value: leg, label: leg })),
        },
        { name: 'deratingPercent', label: t('room.derating'), kind: 'number', min: 1, max: 100, unit: '%' },
        { name: 'powerFactor', label: t('room.powerFactor'), kind: 'decimal', min: 0.1, max: 1 },
        { name: 'outlets', label: t('room.outlets'), kind: 'number', max: 200 },
      ]}
      initial={
        node
          ? {
              name: node.name,
              side: node.side ?? '',
              volts: node.volts,
              amps: node.amps,
              phases: node.phases,
              ...(node.leg ? { leg: node.leg } : {}),
              deratingPercent: node.deratingPercent,
              powerFactor: node.powerFactor,
              outlets: node.outlets,
            }
          : { kind: 'PDU', volts: 230, amps: 32, phases: 1, deratingPercent: 80, powerFactor: 1, outlets: 24 }
      }
      run={(values, key) => (node ? room.rateNode(node.id, values) : room.installNode({ ...values, siteId }, key))}
      stale={POWER_STALE}
      done={t(node ? 'room.nodeRated' : 'room.nodeInstalled')}
      onClose={onClose}
    />
  );
}
