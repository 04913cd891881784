import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AGENT_PURPOSES, inventory, inventoryQueries, type DiscoveryAgent } from '../../../api/inventory.ts';
import { useDeed, useFormDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import {
  Button,
  Code,
  Dialog,
  Empty,
  FormBox,
  Notice,
  Pick,
  Tag,
  TextField,
  useForm,
  useSay,
} from '../../../ui/index.ts';

const STALE = ['/admin/v1/discovery-agents'];
type Purpose = DiscoveryAgent['purpose'];

/** Programs that may post what they find or measure, and nothing else. */
export function DiscoveryAgents() {
  const { t } = useWords();
  const asOf = useAsOf();
  useShowsPast();
  const reason = useReason();
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<DiscoveryAgent>();
  const query = useQuery({
    ...inventoryQueries.agents(asOf),
    select: (data) => ({ data, page: 1, pages: 1, results: data.length }),
  });
  const columns = useColumns();
  return (
    <div className="stack">
      <p className="muted">{t('inventory.agentsHint')}</p>
      {made?.token === undefined ? null : (
        <Notice kind="good" title={t('inventory.agentToken', { name: made.name })}>
          <Code text={made.token} />
        </Notice>
      )}
      <QueryTable<DiscoveryAgent>
        name="discovery-agents"
        label={t('inventory.agents')}
        query={query}
        columns={columns}
        rowKey={(agent) => String(agent.id)}
        actions={
          <Button reason={reason('inventory')} onClick={() => setAdding(true)}>
            {t('inventory.addAgent')}
          </Button>
        }
        empty={
          <Empty title={t('inventory.noAgents')}>
            <p>{t('inventory.noAgentsNext')}</p>
          </Empty>
        }
      />
      {adding ? <NewAgent onMade={setMade} onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

function useColumns(): readonly Column<DiscoveryAgent>[] {
  const { t } = useWords();
  return [
    {
      key: 'name',
      title: t('inventory.agent'),
      text: (agent) => agent.name,
      order: byText((agent) => agent.name),
      render: (agent) => agent.name,
    },
    {
      key: 'purpose',
      title: t('inventory.purpose'),
      text: (agent) => t(`inventory.purposes.${agent.purpose}`),
      render: (agent) => t(`inventory.purposes.${agent.purpose}`),
    },
    {
      key: 'by',
      title: t('inventory.admittedBy'),
      text: (agent) => agent.createdBy,
      order: byText((agent) => agent.createdBy),
      render: (agent) => agent.createdBy,
    },
    {
      key: 'at',
      title: t('inventory.admittedAt'),
      text: (agent) => agent.createdAt,
      order: byText((agent) => agent.createdAt),
      render: (agent) => <When at={agent.createdAt} />,
    },
    {
      key: 'revoked',
      title: t('inventory.revokedAt'),
      text: (agent) => agent.revokedAt ?? '',
      render: (agent) =>
        agent.revokedAt ? <When at={agent.revokedAt} /> : <Tag kind="accent">{t('inventory.mayPost')}</Tag>,
    },
    { key: 'do', title: t('common.actions'), render: (agent) => <Revoke agent={agent} /> },
  ];
}

function Revoke({ agent }: { readonly agent: DiscoveryAgent }) {
  const { t } = useWords();
  const reason = useReason();
  const say = useSay();
  const revoke = useDeed({
    run: () => inventory.revokeAgent(agent.id),
    stale: STALE,
    done: t('inventory.agentRevoked', { name: agent.name }),
  });
  const ask = () =>
    say.ask({
      title: t('inventory.revokeAgent', { name: agent.name }),
      text: t('inventory.revokeAgentText'),
      yes: t('inventory.revoke'),
      no: t('common.cancel'),
      danger: true,
      run: () => revoke.mutateAsync(),
    });
  return agent.revokedAt ? null : (
    <Button
      kind="danger"
      label={t('inventory.revokeAgent', { name: agent.name })}
      reason={reason('inventory')}
      onClick={ask}
    >
      {t('inventory.revoke')}
    </Button>
  );
}

interface NewProps {
  readonly onMade: (made: DiscoveryAgent) => void;
  readonly onClose: () => void;
}

function NewAgent({ onMade, onClose }: NewProps) {
  const { t } = useWords();
  const [purpose, setPurpose] = useState<Purpose>('DISCOVERIES');
  const handle = useForm<{ name: string }>();
  const deed = useFormDeed<{ name: string }, DiscoveryAgent>({
    handle,
    run: ({ name }) => inventory.admitAgent({ name, purpose }),
    stale: STALE,
    done: t('inventory.agentAdded'),
    after: (agent) => {
      onMade(agent);
      onClose();
    },
  });
  return (
    <Dialog open title={t('inventory.addAgent')} onClose={onClose}>
      <FormBox<{ name: string }> handle={handle} onSubmit={deed.submit}>
        <TextField
          name="name"
          label={t('inventory.agent')}
          required={t('common.required')}
          maxLength={40}
          hint={t('inventory.agentNameHint')}
        />
        <Pick<Purpose>
          label={t('inventory.purpose')}
          value={purpose}
          clear={false}
          choices={AGENT_PURPOSES.map((each) => ({ value: each, label: t(`inventory.purposes.${each}`) }))}
          onChange={(value) => setPurpose(value ?? 'DISCOVERIES')}
        />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('inventory.addAgent')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
