import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tenant, tenantQueries, type AccessToken, type SshKey } from '../../api/tenant.ts';
import { useDeed, useFormDeed, useReason } from '../../components/act.tsx';
import { useSearchState } from '../../components/asOf.tsx';
import { CopyButton, FailureNotice } from '../../components/failure.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Needing } from '../../components/rights.tsx';
import { useWords, When } from '../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../table/QueryTable.tsx';
import {
  AreaField,
  Button,
  Code,
  Dialog,
  Empty,
  FormBox,
  Icon,
  Notice,
  SelectField,
  Tabs,
  TextField,
  useForm,
  useSay,
} from '../../ui/index.ts';
import { Logins, MaintenanceList, Settings } from './access/Account.tsx';
import { Apps } from './access/Apps.tsx';
import { Contact } from './access/Contact.tsx';
import { Profile } from './access/Profile.tsx';
import { Transfers } from './access/Transfers.tsx';
import { UserGroups } from './access/UserGroups.tsx';
import { Users } from './access/Users.tsx';
import { useFingerprints } from './access/fingerprints.ts';
import { Webhooks } from './Webhooks.tsx';
import { TokenScopes, scopesText, type ScopeChoice } from './TokenScopes.tsx';

export default function AccessPage() {
  const { t } = useWords();
  const [params, change] = useSearchState();
  return (
    <>
      <PageHead title={t('shell.nav.access')} />
      <Tabs
        active={params.get('tab') ?? 'tokens'}
        onChange={(key) => change({ tab: key === 'tokens' ? undefined : key })}
        tabs={[
          { key: 'tokens', label: t('access.tokens'), content: <Tokens /> },
          { key: 'keys', label: t('access.keys'), content: <Keys /> },
          {
            key: 'users',
            label: t('console.users'),
            content: (
              <Needing need="everything">
                <Users />
              </Needing>
            ),
          },
          {
            key: 'groups',
            label: t('console.groups.title'),
            content: (
              <Needing need="everything">
                <UserGroups />
              </Needing>
            ),
          },
          { key: 'logins', label: t('console.logins'), content: <Logins /> },
          { key: 'profile', label: t('console.profile'), content: <Profile /> },
          { key: 'apps', label: t('console.apps'), content: <Apps /> },
          {
            key: 'contact',
            label: t('console.contact.title'),
            content: (
              <Needing need="account">
                <Contact />
              </Needing>
            ),
          },
          {
            key: 'settings',
            label: t('console.settings'),
            content: (
              <Needing need="account">
                <Settings />
              </Needing>
            ),
          },
          {
            key: 'transfers',
            label: t('transfers.title'),
            content: (
              <Needing need="everything">
                <Transfers />
              </Needing>
            ),
          },
          { key: 'maintenance', label: t('console.maintenance'), content: <MaintenanceList /> },
          {
            key: 'webhooks',
            label: t('access.webhooks.title'),
            content: (
              <Needing need="account">
                <Webhooks />
              </Needing>
            ),
          },
        ]}
      />
    </>
  );
}

function Tokens() {
  const { t } = useWords();
  const say = useSay();
  const reason = useReason();
  const [adding, setAdding] = useState(false);
  const query = useQuery(tenantQueries.tokens());
  const revoke = useDeed<AccessToken>({
    run: (token) => tenant.revokeToken(token.id),
    stale: ['/v4/profile/tokens'],
    done: (_, token) => t('access.revoked', { label: token.label }),
  });
  const ask = (token: AccessToken) =>
    say.ask({
      title: t('access.askRevoke', { label: token.label }),
      text: t('access.askRevokeText'),
      yes: t('access.revoke'),
      no: t('common.cancel'),
      danger: true,
      run: () => revoke.mutateAsync(token),
    });
  const columns: readonly Column<AccessToken>[] = [
    {
      key: 'label',
      title: t('access.label'),
      text: (token) => token.label,
      order: byText((token) => token.label),
      render: (token) => token.label,
    },
    {
      key: 'scopes',
      title: t('access.scopes'),
      text: (token) => token.scopes,
      render: (token) => (
        <span className="wrap mono">{token.scopes === '*' ? t('access.everything') : token.scopes}</span>
      ),
    },
    {
      key: 'token',
      title: t('access.begins'),
      text: (token) => token.token.slice(0, 16),
      render: (token) => <span className="mono">{token.token.slice(0, 16)}…</span>,
    },
    {
      key: 'created',
      title: t('access.created'),
      text: (token) => token.created,
      order: byText((token) => token.created),
      render: (token) => <When at={token.created} />,
    },
    {
      key: 'expiry',
      title: t('access.expiry'),
      text: (token) => token.expiry ?? '',
      order: byText((token) => token.expiry ?? ''),
      render: (token) =>
        token.expiry === null || token.expiry.startsWith('2999') ? (
          t('access.never')
        ) : (
          <When at={token.expiry} style="day" />
        ),
    },
    {
      key: 'actions',
      title: t('common.actions'),
      render: (token) => (
        <Button kind="danger" reason={reason('own')} onClick={() => ask(token)}>
          {t('access.revoke')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <QueryTable<AccessToken>
        name="tokens"
        label={t('access.tokens')}
        query={query}
        columns={columns}
        rowKey={(token) => String(token.id)}
        actions={
          <Button kind="primary" icon={<Icon name="plus" />} reason={reason('own')} onClick={() => setAdding(true)}>
            {t('access.createToken')}
          </Button>
        }
        empty={
          <Empty title={t('access.noTokens')}>
            <p>{t('access.noTokensNext')}</p>
          </Empty>
        }
      />
      <NewToken open={adding} onClose={() => setAdding(false)} />
    </>
  );
}

interface TokenWish {
  readonly label: string;
  readonly days: number;
}

function NewToken({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  const handle = useForm<TokenWish>();
  const [made, setMade] = useState<AccessToken>();
  const [scopes, setScopes] = useState<ScopeChoice>({});
  const expiryOf = (days: number) =>
    days === 0 ? null : new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19);
  const deed = useFormDeed<TokenWish, AccessToken>({
    handle,
    run: (values, key) => tenant.createToken(values.label, scopesText(scopes), expiryOf(values.days), key),
    stale: ['/v4/profile/tokens'],
    after: setMade,
  });
  const close = () => {
    setMade(undefined);
    setScopes({});
    onClose();
  };
  return (
    <Dialog open={open} title={t('access.createToken')} onClose={close} width={600}>
      {made ? (
        <div className="stack">
          <Notice kind="warn" title={t('access.shownOnce')} />
          <div className="row">
            <Code text={made.token} />
            <CopyButton text={made.token} label={t('access.copyToken')} />
          </div>
          <Code
            text={`curl -H 'Authorization: Bearer ${made.token.slice(0, 8)}…' ${window.location.origin}/v4/profile`}
          />
          <Button kind="primary" onClick={close}>
            {t('access.kept')}
          </Button>
        </div>
      ) : (
        <FormBox<TokenWish> handle={handle} initial={{ days: 90 }} onSubmit={deed.submit}>
          <TextField name="label" label={t('access.label')} required={t('common.required')} maxLength={100} />
          <SelectField
            name="days"
            label={t('access.expiry')}
            choices={[30, 90, 180, 365, 0].map((days) => ({
              value: days,
              label: days === 0 ? t('access.never') : t('access.days', { count: days }),
            }))}
          />
          <TokenScopes value={scopes} onChange={setScopes} />
          {deed.failure ? <FailureNotice error={deed.failure} /> : null}
          <Button
            kind="primary"
            submit
            busy={deed.busy}
            reason={scopesText(scopes) === '' ? t('access.chooseScope') : undefined}
          >
            {t('access.createToken')}
          </Button>
        </FormBox>
      )}
    </Dialog>
  );
}

function Keys() {
  const { t } = useWords();
  const say = useSay();
  const reason = useReason();
  const [adding, setAdding] = useState(false);
  const query = useQuery(tenantQueries.keys());
  const prints = useFingerprints(query.data?.data);
  const drop = useDeed<SshKey>({
    run: (key) => tenant.deleteKey(key.id),
    stale: ['/v4/profile/sshkeys'],
    done: (_, key) => t('access.keyGone', { label: key.label }),
  });
  const ask = (key: SshKey) =>
    say.ask({
      title: t('access.askKey', { label: key.label }),
      text: t('access.askKeyText'),
      yes: t('common.delete'),
      no: t('common.cancel'),
      danger: true,
      run: () => drop.mutateAsync(key),
    });
  const columns: readonly Column<SshKey>[] = [
    {
      key: 'label',
      title: t('access.label'),
      text: (key) => key.label,
      order: byText((key) => key.label),
      render: (key) => key.label,
    },
    {
      key: 'key',
      title: t('access.publicKey'),
      text: (key) => key.ssh_key,
      render: (key) => (
        <span className="with-copy">
          <span className="mono">{key.ssh_key.slice(0, 48)}…</span>
          <CopyButton text={key.ssh_key} label={t('access.copyKey')} />
        </span>
      ),
    },
    {
      key: 'fingerprint',
      title: t('access.fingerprint'),
      text: (key) => prints.get(key.id) ?? '',
      render: (key) => {
        const print = prints.get(key.id);
        return print === undefined ? (
          <span className="muted">{t('access.noFingerprint')}</span>
        ) : (
          <span className="mono small">{print}</span>
        );
      },
    },
    {
      key: 'created',
      title: t('access.created'),
      text: (key) => key.created,
      order: byText((key) => key.created),
      render: (key) => <When at={key.created} />,
    },
    {
      key: 'actions',
      title: t('common.actions'),
      render: (key) => (
        <Button kind="danger" reason={reason('own')} onClick={() => ask(key)}>
          {t('common.delete')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <QueryTable<SshKey>
        name="keys"
        label={t('access.keys')}
        query={query}
        columns={columns}
        rowKey={(key) => String(key.id)}
        actions={
          <Button kind="primary" icon={<Icon name="plus" />} reason={reason('own')} onClick={() => setAdding(true)}>
            {t('access.addKey')}
          </Button>
        }
        empty={
          <Empty title={t('access.noKeys')}>
            <p>{t('access.noKeysNext')}</p>
            <Code text="ssh-keygen -t ed25519 && cat ~/.ssh/id_ed25519.pub" />
          </Empty>
        }
      />
      <NewKey open={adding} onClose={() => setAdding(false)} />
    </>
  );
}

function NewKey({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  const handle = useForm<{ label: string; ssh_key: string }>();
  const deed = useFormDeed<{ label: string; ssh_key: string }>({
    handle,
    run: (values, key) => tenant.createKey(values.label, values.ssh_key.trim(), key),
    stale: ['/v4/profile/sshkeys'],
    done: t('access.keyAdded'),
    after: onClose,
  });
  return (
    <Dialog open={open} title={t('access.addKey')} onClose={onClose}>
      <FormBox handle={handle} onSubmit={deed.submit}>
        <TextField name="label" label={t('access.label')} required={t('common.required')} maxLength={64} />
        <AreaField name="ssh_key" label={t('access.publicKey')} required={t('common.required')} rows={4} />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('access.addKey')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
