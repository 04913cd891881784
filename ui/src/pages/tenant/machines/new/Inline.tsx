import { groups } from '../../../../api/choices.ts';
import { firewall } from '../../../../api/firewalls.ts';
import { tenant } from '../../../../api/tenant.ts';
import { vpc } from '../../../../api/vpcs.ts';
import { FormDialog, textOf, type FieldOf, type Values } from '../../../../components/FormDialog.tsx';
import { useWords } from '../../../../components/words.tsx';

export type InlineKind = 'key' | 'firewall' | 'group' | 'vpc';

/** What was made, and its number: of a private network, that of its subnet. */
export interface Made {
  readonly kind: InlineKind;
  readonly id: number;
}

interface InlineProps {
  readonly kind: InlineKind;
  readonly region: string | undefined;
  readonly onMade: (made: Made) => void;
  readonly onClose: () => void;
}

const STALE: Readonly<Record<InlineKind, readonly string[]>> = {
  key: ['/v4/profile/sshkeys'],
  firewall: ['/v4/networking/firewalls'],
  group: ['/v4/placement/groups'],
  vpc: ['/v4/vpcs'],
};

/** Asks the API for it, by what was typed. */
async function make(kind: InlineKind, values: Values, region: string, key: string): Promise<number> {
  const label = textOf(values['label']);
  switch (kind) {
    case 'key':
      return (await tenant.createKey(label, textOf(values['ssh_key']).trim(), key)).id;
    case 'firewall':
      return (
        await firewall.create(
          {
            label,
            rules: {
              inbound_policy: values['inbound_policy'],
              outbound_policy: values['outbound_policy'],
              inbound: [],
              outbound: [],
            },
          },
          key,
        )
      ).id;
    case 'group':
      return (
        await groups.create(
          {
            label,
            region,
            placement_group_type: 'anti_affinity:local',
            placement_group_policy: values['placement_group_policy'],
          },
          key,
        )
      ).id;
    case 'vpc': {
      const made = await vpc.create(
        { label, region, subnets: [{ label: values['subnet'], ipv4: values['ipv4'] }] },
        key,
      );
      return made.subnets[0]?.id ?? 0;
    }
  }
}

function useFields(kind: InlineKind): readonly FieldOf[] {
  const { t } = useWords();
  const policies = (['ACCEPT', 'DROP'] as const).map((value) => ({ value, label: t(`firewalls.${value}`) }));
  const label: FieldOf = { name: 'label', label: t('machines.label'), maxLength: 64, wide: true };
  switch (kind) {
    case 'key':
      return [label, { name: 'ssh_key', label: t('access.publicKey'), kind: 'area', wide: true }];
    case 'firewall':
      return [
        { ...label, maxLength: 32, hint: t('firewalls.labelHint') },
        { name: 'inbound_policy', label: t('firewalls.inboundPolicy'), kind: 'choice', choices: policies },
        { name: 'outbound_policy', label: t('firewalls.outboundPolicy'), kind: 'choice', choices: policies },
      ];
    case 'group':
      return [
        label,
        {
          name: 'placement_group_policy',
          label: t('creation.policy'),
          kind: 'choice',
          wide: true,
          choices: (['strict', 'flexible'] as const).map((value) => ({ value, label: t(`creation.${value}`) })),
          hint: t('creation.policyHint'),
        },
      ];
    case 'vpc':
      return [
        label,
        { name: 'subnet', label: t('creation.subnetLabel'), maxLength: 64 },
        { name: 'ipv4', label: t('creation.subnetBlock'), kind: 'mono', hint: '10.0.0.0/24' },
      ];
  }
}

/** Makes what the form wants to choose, and chooses it. */
export function Inline({ kind, region, onMade, onClose }: InlineProps) {
  const { t } = useWords();
  return (
    <FormDialog<number>
      title={t(`creation.new.${kind}`)}
      fields={useFields(kind)}
      initial={{
        inbound_policy: 'DROP',
        outbound_policy: 'ACCEPT',
        placement_group_policy: 'strict',
        ...(kind === 'vpc' ? { ipv4: '10.0.0.0/24' } : {}),
      }}
      wire={{ 'subnets[0].ipv4': 'ipv4', 'subnets[0].label': 'subnet' }}
      run={(values, key) => make(kind, values, region ?? '', key)}
      stale={STALE[kind]}
      done={(id) => {
        onMade({ kind, id });
        return t('creation.made');
      }}
      onClose={onClose}
    />
  );
}
