import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { storage, storageQueries, type PoolAgent } from '../../../api/storage.ts';
import { useDeed, useFormDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { usePresent } from '../../../components/session.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Code, Dialog, Empty, FormBox, Notice, Panel, TextField, useForm, useSay } from '../../../ui/index.ts';
import { fromLocalInput, isoInstant } from '../../../util/dates.ts';

const stale = (id: number) => [`/admin/v1/pools/${id}`, '/admin/v1/history'];

/** Programs that may post what the pool's tools print, and nothing else. */
export function Agents({ id }: { readonly id: number }) {
  const { t } = useWords();
  const reason = useReason();
  const say = useSay();
  const [adding, setAdding] = useState(false);
  const [token, setToken] = useState<string>();
  const query = useQuery({
    ...storageQueries.agents(id),
    select: (data) => ({ data, page: 1, pages: 1, results: data.length }),
  });
  const revoke = useDeed<number>({
    run: (agent) => storage.revokeAgent(id, agent),
    stale: stale(id),
    done: t('sharing.agentRevoked'),
  });
  const ask = (agent: PoolAgent) =>
    say.ask({
      title: t('sharing.revokeAgent', { label: agent.label }),
      text: t('sharing.revokeAgentText'),
      yes: t('sharing.revoke'),
      no: t('common.cancel'),
      danger: true,
      run: () => revoke.mutateAsync(agent.id),
    });
  const columns: readonly Column<PoolAgent>[] = [
    {
      key: 'label',
      title: t('sharing.agent'),
      text: (agent) => agent.label,
      order: byText((agent) => agent.label),
      render: (agent) => agent.label,
    },
    {
      key: 'allowed',
      title: t('sharing.allowedAt'),
      text: (agent) => agent.allowedAt,
      order: byText((agent) => agent.allowedAt),
      render: (agent) => <When at={agent.allowedAt} />,
    },
    {
      key: 'expiry',
      title: t('sharing.expiry'),
      text: (agent) => agent.expiry ?? '',
      render: (agent) => (agent.expiry ? <When at={agent.expiry} /> : t('sharing.never')),
    },
    {
      key: 'revoked',
      title: t('sharing.revokedAt'),
      text: (agent) => agent.revokedAt ?? '',
      render: (agent) => <When at={agent.revokedAt} />,
    },
    {
      key: 'do',
      title: t('common.actions'),
      render: (agent) =>
        agent.revokedAt ? null : (
          <Button
            kind="danger"
            label={t('sharing.revokeAgent', { label: agent.label })}
            reason={reason('inventory')}
            onClick={() => ask(agent)}
          >
            {t('sharing.revoke')}
          </Button>
        ),
    },
  ];
  return (
    <Panel title={t('sharing.agents')}>
      {token === undefined ? null : (
        <Notice kind="good" title={t('sharing.token')}>
          <Code text={token} />
        </Notice>
      )}
      <QueryTable<PoolAgent>
        name="agents"
        label={t('sharing.agents')}
        query={query}
        columns={columns}
        rowKey={(agent) => String(agent.id)}
        actions={
          <Button reason={reason('inventory')} onClick={() => setAdding(true)}>
            {t('sharing.addAgent')}
          </Button>
        }
        empty={
          <Empty title={t('sharing.noAgents')}>
            <p>{t('sharing.noAgentsNext')}</p>
          </Empty>
        }
      />
      {adding ? <NewAgent id={id} onMade={setToken} onClose={() => setAdding(false)} /> : null}
    </Panel>
  );
}

interface Wish {
  readonly label: string;
  readonly expiry?: string;
}

interface NewProps {
  readonly id: number;
  readonly onMade: (token: string) => void;
  readonly onClose: () => void;
}

function NewAgent({ id, onMade, onClose }: NewProps) {
  const { t } = useWords();
  const { zone } = usePresent();
  const handle = useForm<Wish>();
  const deed = useFormDeed<Wish, { token: string }>({
    handle,
    run: (wish) => {
      const end = wish.expiry ? fromLocalInput(wish.expiry, zone) : undefined;
      return storage.allowAgent(id, { label: wish.label, ...(end ? { expiry: isoInstant(end) } : {}) });
    },
    stale: stale(id),
    done: t('sharing.agentAdded'),
    after: (made) => {
      onMade(made.token);
      onClose();
    },
  });
  return (
    <Dialog open title={t('sharing.addAgent')} onClose={onClose}>
      <FormBox<Wish> handle={handle} onSubmit={deed.submit}>
        <TextField name="label" label={t('sharing.agent')} required={t('common.required')} maxLength={80} />
        <TextField name="expiry" label={t('sharing.expiry')} type="datetime-local" hint={t('sharing.expiryHint')} />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('sharing.addAgent')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
