import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { firewall, firewallQueries, type Firewall } from '../../../api/firewalls.ts';
import { useReason } from '../../../components/act.tsx';
import { useAsOf } from '../../../components/asOf.tsx';
import { useAskedFor } from '../../../components/asked.ts';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Button, Code, Empty, Icon, State } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

/** A tenant's firewalls. */
export default function FirewallsPage() {
  const { t } = useWords();
  const reason = useReason();
  const asOf = useAsOf();
  const [creating, setCreating] = useState(useAskedFor() && reason('own') === undefined);
  const query = useQuery({
    ...firewallQueries.all(usePaging('firewalls'), asOf),
    placeholderData: keepPreviousData,
  });
  const state = (row: Firewall) => t(row.status === 'enabled' ? 'firewalls.on' : 'firewalls.off');
  const rules = (row: Firewall) => row.rules.inbound.length + row.rules.outbound.length;
  const columns: readonly Column<Firewall>[] = [
    {
      key: 'label',
      title: t('firewalls.label'),
      text: (row) => row.label,
      order: byText((row) => row.label),
      render: (row) => <Link to={paths.firewall(row.id)}>{row.label}</Link>,
    },
    {
      key: 'status',
      title: t('firewalls.state'),
      text: state,
      order: byText((row) => row.status),
      render: (row) => <State shape={row.status === 'enabled' ? 'running' : 'off'} text={state(row)} />,
    },
    {
      key: 'rules',
      title: t('firewalls.rules'),
      numeric: true,
      text: (row) => String(rules(row)),
      order: byNumber(rules),
      render: rules,
    },
    {
      key: 'machines',
      title: t('firewalls.machines'),
      numeric: true,
      text: (row) => String(row.entities.length),
      order: byNumber((row) => row.entities.length),
      render: (row) => row.entities.length,
    },
    {
      key: 'created',
      title: t('firewalls.created'),
      text: (row) => row.created,
      order: byText((row) => row.created),
      render: (row) => <When at={row.created} />,
    },
  ];
  return (
    <>
      <PageHead
        title={t('firewalls.title')}
        actions={
          <Button kind="primary" icon={<Icon name="plus" />} reason={reason('own')} onClick={() => setCreating(true)}>
            {t('firewalls.create')}
          </Button>
        }
      />
      <QueryTable<Firewall>
        name="firewalls"
        label={t('firewalls.title')}
        query={query}
        columns={columns}
        paged
        rowKey={(row) => String(row.id)}
        empty={
          <Empty title={t('firewalls.empty')}>
            <p>{t('firewalls.emptyNext')}</p>
            <Code text="linode-cli firewalls create --label web --rules.inbound_policy DROP --rules.outbound_policy ACCEPT" />
          </Empty>
        }
      />
      {creating ? (
        <FormDialog<Firewall>
          title={t('firewalls.create')}
          fields={[
            { name: 'label', label: t('firewalls.label'), maxLength: 32, hint: t('firewalls.labelHint') },
            {
              name: 'inbound_policy',
              label: t('firewalls.inboundPolicy'),
              kind: 'choice',
              choices: policies(t),
            },
            {
              name: 'outbound_policy',
              label: t('firewalls.outboundPolicy'),
              kind: 'choice',
              choices: policies(t),
            },
          ]}
          initial={{ inbound_policy: 'DROP', outbound_policy: 'ACCEPT' }}
          wire={{ 'rules.inbound_policy': 'inbound_policy', 'rules.outbound_policy': 'outbound_policy' }}
          run={({ label, ...asked }, key) =>
            firewall.create({ label, rules: { ...asked, inbound: [], outbound: [] } }, key)
          }
          stale={['/v4/networking/firewalls']}
          done={t('firewalls.createdDone')}
          onClose={() => setCreating(false)}
        />
      ) : null}
    </>
  );
}

/** What may become of traffic. */
export const policies = (t: ReturnType<typeof useWords>['t']) => [
  { value: 'ACCEPT', label: t('firewalls.ACCEPT') },
  { value: 'DROP', label: t('firewalls.DROP') },
];
