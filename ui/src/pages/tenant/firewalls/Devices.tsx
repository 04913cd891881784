import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { firewall, firewallQueries, type Firewall, type FirewallDevice } from '../../../api/firewalls.ts';
import { tenantQueries } from '../../../api/tenant.ts';
import { useDeed } from '../../../components/act.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Icon, State, useSay } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { STALE } from './FirewallPage.tsx';

interface DevicesProps {
  readonly row: Firewall;
  readonly off: string | undefined;
}

/** The machines behind a firewall, and whether its rules are in force before each. */
export function Devices({ row, off }: DevicesProps) {
  const { t } = useWords();
  const say = useSay();
  const [adding, setAdding] = useState(false);
  const query = useQuery(firewallQueries.devices(row.id));
  const machines = useQuery(tenantQueries.machines());
  const name = (device: FirewallDevice) => device.entity.label ?? `#${device.entity.id}`;
  const removal = useDeed<FirewallDevice>({
    run: (device) => firewall.take(row.id, device.id),
    stale: STALE,
    done: (_, device) => t('firewalls.taken', { label: name(device) }),
  });
  const force = (device: FirewallDevice) => {
    if (row.status === 'disabled') return { shape: 'off', text: t('firewalls.off') } as const;
    if (device.failure !== null) {
      return { shape: 'failed', text: t('firewalls.notInForce', { cause: device.failure }) } as const;
    }
    return device.in_force === null
      ? ({ shape: 'moving', text: t('firewalls.beingTold') } as const)
      : ({ shape: 'running', text: t('firewalls.inForce') } as const);
  };
  const columns: readonly Column<FirewallDevice>[] = [
    {
      key: 'machine',
      title: t('firewalls.machine'),
      text: name,
      order: byText(name),
      render: (device) => <Link to={paths.machine(device.entity.id)}>{name(device)}</Link>,
    },
    {
      key: 'force',
      title: t('firewalls.force'),
      text: (device) => force(device).text,
      render: (device) => <State {...force(device)} />,
    },
    {
      key: 'since',
      title: t('firewalls.since'),
      text: (device) => device.created,
      order: byText((device) => device.created),
      render: (device) => <When at={device.created} />,
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (device) => (
        <Button
          reason={off}
          onClick={() =>
            say.ask({
              title: t('firewalls.askTake', { label: name(device) }),
              text: t('firewalls.askOffText', { count: 1 }),
              yes: t('firewalls.take'),
              no: t('common.cancel'),
              danger: true,
              run: () => removal.mutateAsync(device),
            })
          }
        >
          {t('firewalls.take')}
        </Button>
      ),
    },
  ];
  const behind = new Set(row.entities.map((entity) => entity.id));
  return (
    <>
      <QueryTable<FirewallDevice>
        name="firewall-machines"
        label={t('firewalls.machines')}
        query={query}
        columns={columns}
        rowKey={(device) => String(device.id)}
        actions={
          <Button icon={<Icon name="plus" />} reason={off} onClick={() => setAdding(true)}>
            {t('firewalls.put')}
          </Button>
        }
        empty={
          <Empty title={t('firewalls.noMachines')}>
            <p>{t('firewalls.noMachinesNext')}</p>
          </Empty>
        }
      />
      {adding ? (
        <FormDialog<FirewallDevice>
          title={t('firewalls.put')}
          fields={[
            {
              name: 'id',
              label: t('firewalls.machine'),
              kind: 'choice',
              loading: machines.isPending,
              wide: true,
              choices: (machines.data?.data ?? [])
                .filter((machine) => !behind.has(machine.id))
                .map((machine) => ({ value: String(machine.id), label: machine.label })),
            },
          ]}
          run={(values, key) => firewall.add(row.id, Number(values['id']), key)}
          stale={STALE}
          done={t('firewalls.putDone')}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </>
  );
}
