import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { tenantQueries } from '../../../api/tenant.ts';
import { ipv6Of, vpc, vpcQueries, type Vpc, type VpcSubnet } from '../../../api/vpcs.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useGo, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Facts, Icon, Panel, TableSkeleton, useSay } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { guestsOf } from './NetworksPage.tsx';

const STALE = ['/v4/vpcs'];

/** A private network: its subnets, and which machines are on each. */
export default function NetworkPage() {
  const id = Number(useParams()['id']);
  const { t } = useWords();
  const go = useGo();
  const say = useSay();
  const reason = useReason();
  const [doing, setDoing] = useState<'describe' | 'subnet'>();
  const asOf = useAsOf();
  useShowsPast();
  const query = useQuery({ ...vpcQueries.vpc(id, asOf), placeholderData: keepPreviousData });
  const removal = useDeed({
    run: () => vpc.remove(id),
    stale: STALE,
    done: t('networks.deleted'),
    after: () => go(paths.networks()),
  });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  const network = query.data;
  if (network === undefined) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const off = reason('own');
  const guests = guestsOf(network);
  const close = () => setDoing(undefined);
  return (
    <div className="stack">
      <PageHead
        title={network.label}
        crumbs={[{ text: t('networks.title'), to: paths.networks() }]}
        actions={
          <>
            <Button reason={off} onClick={() => setDoing('describe')}>
              {t('networks.edit')}
            </Button>
            <Button
              kind="danger"
              reason={off ?? (guests > 0 ? t('networks.hasMachines', { count: guests }) : undefined)}
              onClick={() =>
                say.ask({
                  title: t('networks.askDelete', { label: network.label }),
                  text: t('networks.askDeleteText', { count: network.subnets.length }),
                  yes: t('common.delete'),
                  no: t('common.cancel'),
                  danger: true,
                  run: () => removal.mutateAsync(),
                })
              }
            >
              {t('common.delete')}
            </Button>
          </>
        }
      />
      <Panel title={t('networks.network')}>
        <Facts
          facts={[
            { label: t('networks.region'), value: network.region },
            { label: 'IPv6', value: <span className="mono">{ipv6Of(network) || '–'}</span> },
            { label: t('networks.description'), value: network.description || '–' },
            { label: t('networks.machines'), value: guests },
            { label: t('networks.created'), value: <When at={network.created} style="exact" /> },
          ]}
        />
      </Panel>
      <Subnets network={network} off={off} onAdd={() => setDoing('subnet')} />
      {doing === 'describe' ? (
        <FormDialog<Vpc>
          title={t('networks.edit')}
          submit={t('common.save')}
          fields={[
            { name: 'label', label: t('networks.label'), maxLength: 64, hint: t('networks.labelHint') },
            { name: 'description', label: t('networks.description'), optional: true, maxLength: 255 },
          ]}
          initial={{ label: network.label, description: network.description }}
          run={(values) => vpc.describe(id, { description: '', ...values })}
          stale={STALE}
          done={t('networks.changed')}
          onClose={close}
        />
      ) : null}
      {doing === 'subnet' ? (
        <FormDialog<VpcSubnet>
          title={t('networks.addSubnet')}
          fields={[
            { name: 'label', label: t('networks.label'), maxLength: 64, hint: t('networks.labelHint') },
            { name: 'ipv4', label: t('networks.block'), kind: 'mono', hint: t('networks.blockHint'), maxLength: 18 },
          ]}
          run={(values, key) =>
            vpc.addSubnet(id, network.ipv6 ? { ...values, ipv6: [{ range: 'auto' }] } : values, key)
          }
          stale={STALE}
          done={t('networks.subnetAdded')}
          onClose={close}
        />
      ) : null}
    </div>
  );
}

interface SubnetsProps {
  readonly network: Vpc;
  readonly off: string | undefined;
  readonly onAdd: () => void;
}

function Subnets({ network, off, onAdd }: SubnetsProps) {
  const { t } = useWords();
  const say = useSay();
  const [renaming, setRenaming] = useState<VpcSubnet>();
  const machines = useQuery(tenantQueries.machines());
  const name = (machineId: number) =>
    machines.data?.data.find((machine) => machine.id === machineId)?.label ?? `#${machineId}`;
  const removal = useDeed<VpcSubnet>({
    run: (subnet) => vpc.removeSubnet(network.id, subnet.id),
    stale: STALE,
    done: (_, subnet) => t('networks.subnetDeleted', { label: subnet.label }),
  });
  const columns: readonly Column<VpcSubnet>[] = [
    {
      key: 'label',
      title: t('networks.label'),
      text: (subnet) => subnet.label,
      order: byText((subnet) => subnet.label),
      render: (subnet) => subnet.label,
    },
    {
      key: 'block',
      title: t('networks.block'),
      text: (subnet) => subnet.ipv4,
      order: byText((subnet) => subnet.ipv4),
      render: (subnet) => <span className="mono">{subnet.ipv4}</span>,
    },
    {
      key: 'ipv6',
      title: 'IPv6',
      text: ipv6Of,
      order: byText(ipv6Of),
      render: (subnet) => <span className="mono">{ipv6Of(subnet) || '–'}</span>,
    },
    {
      key: 'machines',
      title: t('networks.machines'),
      text: (subnet) => subnet.linodes.map((guest) => name(guest.id)).join(' '),
      order: byNumber((subnet) => subnet.linodes.length),
      render: (subnet) =>
        subnet.linodes.length === 0
          ? '–'
          : subnet.linodes.map((guest, index) => (
              <span key={guest.id}>
                {index > 0 ? ', ' : ''}
                <Link to={paths.machine(guest.id)}>{name(guest.id)}</Link>
              </span>
            )),
    },
    {
      key: 'created',
      title: t('networks.created'),
      text: (subnet) => subnet.created,
      order: byText((subnet) => subnet.created),
      render: (subnet) => <When at={subnet.created} />,
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (subnet) => (
        <span className="row">
          <Button reason={off} onClick={() => setRenaming(subnet)}>
            {t('networks.rename')}
          </Button>
          <Button
            reason={
              off ??
              (subnet.linodes.length > 0 ? t('networks.hasMachines', { count: subnet.linodes.length }) : undefined)
            }
            onClick={() =>
              say.ask({
                title: t('networks.askDeleteSubnet', { label: subnet.label }),
                text: t('networks.askDeleteSubnetText', { block: subnet.ipv4 }),
                yes: t('common.delete'),
                no: t('common.cancel'),
                danger: true,
                run: () => removal.mutateAsync(subnet),
              })
            }
          >
            {t('common.delete')}
          </Button>
        </span>
      ),
    },
  ];
  const { subnets } = network;
  return (
    <>
      <QueryTable<VpcSubnet>
        name="subnets"
        label={t('networks.subnets')}
        query={{
          data: { data: subnets, page: 1, pages: 1, results: subnets.length },
          error: null,
          isPending: false,
          refetch: machines.refetch,
        }}
        columns={columns}
        rowKey={(subnet) => String(subnet.id)}
        actions={
          <Button icon={<Icon name="plus" />} reason={off} onClick={onAdd}>
            {t('networks.addSubnet')}
          </Button>
        }
        empty={
          <Empty title={t('networks.noSubnets')}>
            <p>{t('networks.noSubnetsNext')}</p>
          </Empty>
        }
      />
      {renaming ? (
        <FormDialog<VpcSubnet>
          title={t('networks.rename')}
          fields={[
            { name: 'label', label: t('networks.label'), maxLength: 64, hint: t('networks.labelHint'), wide: true },
          ]}
          initial={{ label: renaming.label }}
          run={(values) => vpc.renameSubnet(network.id, renaming.id, values)}
          stale={STALE}
          done={t('networks.changed')}
          onClose={() => setRenaming(undefined)}
        />
      ) : null}
    </>
  );
}
