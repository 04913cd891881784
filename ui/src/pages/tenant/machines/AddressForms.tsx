import { useQueries, useQuery } from '@tanstack/react-query';
import { contents } from '../../../api/contents.ts';
import { tenantQueries, type IpJson, type Machine } from '../../../api/tenant.ts';
import { FormDialog, textOf } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';

export const ADDRESSES_STALE = ['/v4/linode/instances', '/v4/networking', '/portal/v1'] as const;

interface FormProps {
  readonly machine: Machine;
  readonly onClose: () => void;
}

/** Own machines of the same region, without this one. */
function useOthers(machine: Machine): readonly Machine[] {
  const machines = useQuery(tenantQueries.machines());
  return (machines.data?.data ?? []).filter(({ id, region }) => id !== machine.id && region === machine.region);
}

/** Hands an address to another machine, and takes one of its in return where one is chosen. */
export function MoveAddress({ machine, ip, onClose }: FormProps & { readonly ip: IpJson }) {
  const { t } = useWords();
  const others = useOthers(machine);
  return (
    <FormDialog
      title={t('console.moveOf', { address: ip.address })}
      submit={t('console.move')}
      fields={[
        {
          name: 'to',
          label: t('console.machine'),
          kind: 'choice',
          wide: true,
          choices: others.map(({ id, label }) => ({ value: id, label })),
          hint: t('console.moveHint'),
        },
        {
          name: 'back',
          label: t('console.inReturn'),
          kind: 'choice',
          wide: true,
          optional: true,
          choices: others.flatMap((other) =>
            other.ipv4.map((address) => ({ value: `${other.id} ${address}`, label: `${address} (${other.label})` })),
          ),
          hint: t('console.swapHint'),
        },
      ]}
      run={({ to, back }) =>
        contents.moveAddresses({
          region: machine.region,
          assignments: [
            { address: ip.address, linode_id: Number(to) },
            ...(back === undefined ? [] : [{ address: textOf(back).split(' ')[1], linode_id: machine.id }]),
          ],
        })
      }
      wire={{ assignments: 'to' }}
      stale={ADDRESSES_STALE}
      done={t('console.moved', { address: ip.address })}
      onClose={onClose}
    />
  );
}

/** Chooses the addresses of other machines that this one answers for as well. */
export function ShareAddresses({ machine, shared, onClose }: FormProps & { readonly shared: readonly IpJson[] }) {
  const { t } = useWords();
  const others = useOthers(machine);
  const held = useQueries({ queries: others.map(({ id }) => tenantQueries.machineIps(id)) });
  const choices = held.flatMap(({ data }, index) =>
    (data?.ipv4.public ?? []).map(({ address }) => ({
      value: address,
      label: `${address} (${others[index]?.label ?? ''})`,
    })),
  );
  return (
    <FormDialog
      title={t('console.shareOf', { label: machine.label })}
      submit={t('common.save')}
      fields={[
        {
          name: 'ips',
          label: t('console.addresses'),
          kind: 'many',
          wide: true,
          optional: true,
          loading: held.some(({ isPending }) => isPending),
          choices,
          hint: t('console.shareHint'),
        },
      ]}
      initial={{ ips: shared.map(({ address }) => address) }}
      run={({ ips }) => contents.shareAddresses({ linode_id: machine.id, ips: ips ?? [] })}
      stale={ADDRESSES_STALE}
      done={t('console.shared')}
      onClose={onClose}
    />
  );
}

/** Has a block of IPv6 routed to the machine. */
export function AddRange({ machine, onClose }: FormProps) {
  const { t } = useWords();
  return (
    <FormDialog
      title={t('console.addRange')}
      fields={[
        {
          name: 'prefix_length',
          label: t('console.rangeLength'),
          kind: 'choice',
          wide: true,
          choices: [64, 56].map((length) => ({ value: length, label: `/${length}` })),
        },
      ]}
      initial={{ prefix_length: 64 }}
      run={(values, key) => contents.addRange({ ...values, linode_id: machine.id }, key)}
      stale={ADDRESSES_STALE}
      done={t('console.rangeAdded')}
      onClose={onClose}
    />
  );
}
