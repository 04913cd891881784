import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tenantQueries } from '../../../api/tenant.ts';
import { vpc, vpcQueries, type Vpc } from '../../../api/vpcs.ts';
import { useReason } from '../../../components/act.tsx';
import { useAsOf, useShowsPast } from '../../../components/asOf.tsx';
import { useAskedFor } from '../../../components/asked.ts';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Button, Code, Empty, Icon } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

export const guestsOf = (network: Vpc): number =>
  new Set(network.subnets.flatMap((subnet) => subnet.linodes.map((guest) => guest.id))).size;

/** A tenant's private networks. */
export default function NetworksPage() {
  const { t } = useWords();
  const reason = useReason();
  const [creating, setCreating] = useState(useAskedFor() && reason('own') === undefined);
  const asOf = useAsOf();
  useShowsPast();
  const query = useQuery({ ...vpcQueries.vpcs(usePaging('networks'), asOf), placeholderData: keepPreviousData });
  const regions = useQuery(tenantQueries.regions());
  const columns: readonly Column<Vpc>[] = [
    {
      key: 'label',
      title: t('networks.label'),
      text: (network) => network.label,
      order: byText((network) => network.label),
      render: (network) => <Link to={paths.network(network.id)}>{network.label}</Link>,
    },
    {
      key: 'region',
      title: t('networks.region'),
      text: (network) => network.region,
      order: byText((network) => network.region),
      render: (network) => network.region,
    },
    {
      key: 'subnets',
      title: t('networks.subnets'),
      text: (network) => network.subnets.map((subnet) => subnet.ipv4).join(' '),
      order: byNumber((network) => network.subnets.length),
      render: (network) =>
        network.subnets.length === 0 ? (
          '–'
        ) : (
          <span className="mono">{network.subnets.map((subnet) => subnet.ipv4).join(', ')}</span>
        ),
    },
    {
      key: 'machines',
      title: t('networks.machines'),
      numeric: true,
      text: (network) => String(guestsOf(network)),
      order: byNumber(guestsOf),
      render: guestsOf,
    },
    {
      key: 'description',
      title: t('networks.description'),
      text: (network) => network.description,
      render: (network) => network.description || '–',
    },
    {
      key: 'created',
      title: t('networks.created'),
      text: (network) => network.created,
      order: byText((network) => network.created),
      render: (network) => <When at={network.created} />,
    },
  ];
  return (
    <>
      <PageHead
        title={t('networks.title')}
        actions={
          <Button kind="primary" icon={<Icon name="plus" />} reason={reason('own')} onClick={() => setCreating(true)}>
            {t('networks.create')}
          </Button>
        }
      />
      <QueryTable<Vpc>
        name="networks"
        label={t('networks.title')}
        query={query}
        columns={columns}
        paged
        rowKey={(network) => String(network.id)}
        empty={
          <Empty title={t('networks.empty')}>
            <p>{t('networks.emptyNext')}</p>
            <Code text="linode-cli vpcs create --label web --region REGION" />
          </Empty>
        }
      />
      {creating ? (
        <FormDialog<Vpc>
          title={t('networks.create')}
          fields={[
            { name: 'label', label: t('networks.label'), maxLength: 64, hint: t('networks.labelHint') },
            {
              name: 'region',
              label: t('networks.region'),
              kind: 'choice',
              loading: regions.isPending,
              choices: (regions.data?.data ?? []).map((region) => ({
                value: region.id,
                label: `${region.label} (${region.id})`,
              })),
            },
            {
              name: 'ipv6',
              label: 'IPv6',
              kind: 'choice',
              optional: true,
              hint: t('networks.ipv6Hint'),
              choices: [{ value: 'auto', label: t('networks.ipv6Auto') }],
            },
            { name: 'description', label: t('networks.description'), optional: true, maxLength: 255, wide: true },
            {
              name: 'subnetLabel',
              label: t('networks.firstSubnet'),
              optional: true,
              maxLength: 64,
              hint: t('networks.firstSubnetHint'),
            },
            {
              name: 'subnetIpv4',
              label: t('networks.block'),
              kind: 'mono',
              optional: true,
              hint: t('networks.blockHint'),
              maxLength: 18,
            },
          ]}
          wire={{
            'subnets[0].label': 'subnetLabel',
            'subnets[0].ipv4': 'subnetIpv4',
            'subnets.label': 'subnetLabel',
            'subnets.ipv4': 'subnetIpv4',
          }}
          run={({ subnetLabel, subnetIpv4, ipv6, ...body }, key) => {
            const six = ipv6 ? { ipv6: [{ range: ipv6 }] } : {};
            const subnets =
              subnetLabel || subnetIpv4 ? { subnets: [{ label: subnetLabel, ipv4: subnetIpv4, ...six }] } : {};
            return vpc.create({ ...body, ...six, ...subnets }, key);
          }}
          stale={['/v4/vpcs']}
          done={t('networks.created_done')}
          onClose={() => setCreating(false)}
        />
      ) : null}
    </>
  );
}
