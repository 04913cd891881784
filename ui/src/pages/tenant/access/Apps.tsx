import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../../api/http.ts';
import { people, peopleQueries, type AuthorizedApp, type OauthClient } from '../../../api/people.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { CopyButton } from '../../../components/failure.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Code, Dialog, Empty, Icon, Notice, useSay } from '../../../ui/index.ts';

const STALE = ['/v4/account/oauth-clients', '/v4/profile/apps'];

/** Programs that act for people: those one let in, and those of the account. */
export function Apps() {
  const { t } = useWords();
  const say = useSay();
  const reason = useReason();
  const query = useQuery(peopleQueries.apps());
  const revoke = useDeed<AuthorizedApp>({
    run: (app) => people.revokeApp(app.id),
    stale: STALE,
    done: t('console.appGone'),
  });
  const columns: readonly Column<AuthorizedApp>[] = [
    {
      key: 'label',
      title: t('access.label'),
      text: (app) => app.label,
      order: byText((app) => app.label),
      render: (app) => app.label,
    },
    {
      key: 'scopes',
      title: t('access.scopes'),
      text: (app) => app.scopes,
      render: (app) => <span className="mono">{app.scopes}</span>,
    },
    {
      key: 'created',
      title: t('access.created'),
      text: (app) => app.created,
      render: (app) => <When at={app.created} />,
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (app) => (
        <Button
          kind="danger"
          reason={reason('own')}
          onClick={() =>
            say.ask({
              title: t('access.askRevoke', { label: app.label }),
              text: t('access.askRevokeText'),
              yes: t('access.revoke'),
              no: t('common.cancel'),
              danger: true,
              run: () => revoke.mutateAsync(app),
            })
          }
        >
          {t('access.revoke')}
        </Button>
      ),
    },
  ];
  return (
    <div className="stack">
      <QueryTable<AuthorizedApp>
        name="apps"
        label={t('console.apps')}
        query={query}
        columns={columns}
        rowKey={(app) => String(app.id)}
        empty={
          <Empty title={t('console.noApps')}>
            <p>{t('console.noAppsNext')}</p>
          </Empty>
        }
      />
      <Clients />
    </div>
  );
}

function Clients() {
  const { t } = useWords();
  const reason = useReason();
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<OauthClient>();
  const query = useQuery(peopleQueries.clients());
  const columns: readonly Column<OauthClient>[] = [
    {
      key: 'label',
      title: t('access.label'),
      text: (client) => client.label,
      order: byText((client) => client.label),
      render: (client) => client.label,
    },
    {
      key: 'id',
      title: t('console.clientId'),
      text: (client) => client.id,
      render: (client) => (
        <span className="with-copy">
          <span className="mono">{client.id}</span>
          <CopyButton text={client.id} />
        </span>
      ),
    },
    {
      key: 'uri',
      title: t('console.redirect'),
      text: (client) => client.redirect_uri,
      render: (client) => <span className="mono">{client.redirect_uri}</span>,
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (client) => <ClientActs client={client} onShown={setShown} />,
    },
  ];
  return (
    <>
      <QueryTable<OauthClient>
        name="oauth-clients"
        label={t('console.clients')}
        query={query}
        columns={columns}
        rowKey={(client) => client.id}
        actions={
          <Button
            icon={<Icon name="plus" />}
            reason={reason('own')}
            testId="add-client"
            onClick={() => setAdding(true)}
          >
            {t('console.addClient')}
          </Button>
        }
        empty={
          <Empty title={t('console.noClients')}>
            <p>{t('console.noClientsNext')}</p>
          </Empty>
        }
      />
      {adding ? (
        <FormDialog<OauthClient>
          title={t('console.addClient')}
          fields={[
            { name: 'label', label: t('access.label'), maxLength: 100, wide: true },
            { name: 'redirect_uri', label: t('console.redirect'), kind: 'mono', maxLength: 255, wide: true },
            {
              name: 'public',
              label: t('console.publicClient'),
              kind: 'switch',
              hint: t('console.publicHint'),
              wide: true,
            },
          ]}
          initial={{ public: false }}
          run={(values, key) => people.addClient(values, key)}
          stale={STALE}
          done={(made) => {
            setShown(made);
            return t('console.clientMade');
          }}
          onClose={() => setAdding(false)}
        />
      ) : null}
      <Dialog open={shown !== undefined} title={t('console.secret')} onClose={() => setShown(undefined)}>
        <div className="stack">
          <Notice kind="warn" title={t('console.secretOnce')} />
          <div className="row">
            <Code text={shown?.secret ?? ''} />
            <CopyButton text={shown?.secret ?? ''} label={t('console.copySecret')} />
          </div>
        </div>
      </Dialog>
    </>
  );
}

function ClientActs({
  client,
  onShown,
}: {
  readonly client: OauthClient;
  readonly onShown: (made: OauthClient) => void;
}) {
  const { t } = useWords();
  const say = useSay();
  const reason = useReason();
  const removal = useDeed({ run: () => people.dropClient(client.id), stale: STALE, done: t('console.clientGone') });
  const renew = useDeed<undefined, OauthClient>({
    run: () => people.newSecret(client.id, newKey()),
    stale: STALE,
    after: onShown,
  });
  const ask = (what: 'Secret' | 'Client', yes: string, run: () => Promise<unknown>) =>
    say.ask({
      title: t(`console.ask${what}`, { label: client.label }),
      text: t(`console.ask${what}Text`),
      yes,
      no: t('common.cancel'),
      danger: true,
      run,
    });
  return (
    <span className="row">
      <Button
        reason={reason('own')}
        onClick={() => ask('Secret', t('console.newSecret'), () => renew.mutateAsync(undefined))}
      >
        {t('console.newSecret')}
      </Button>
      <Button
        kind="danger"
        reason={reason('own')}
        onClick={() => ask('Client', t('common.delete'), () => removal.mutateAsync())}
      >
        {t('common.delete')}
      </Button>
    </span>
  );
}
