import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { people, peopleQueries, type AccountUser } from '../../../api/people.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { usePresent } from '../../../components/session.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Icon, State, useSay } from '../../../ui/index.ts';
import { Grants } from './Grants.tsx';

const STALE = ['/v4/account/users'];
type Doing = { readonly what: 'invite' } | { readonly what: 'grants'; readonly user: AccountUser };

/** Who may sign in for the account, and what each of them may do. */
export function Users() {
  const { t } = useWords();
  const reason = useReason();
  const [doing, setDoing] = useState<Doing>();
  const query = useQuery(peopleQueries.users());
  const access = (user: AccountUser) => t(user.restricted ? 'console.limited' : 'console.full');
  const factor = (user: AccountUser) => t(user.tfa_enabled ? 'firewalls.on' : 'firewalls.off');
  const columns: readonly Column<AccountUser>[] = [
    {
      key: 'username',
      title: t('console.username'),
      text: (user) => user.username,
      order: byText((user) => user.username),
      render: (user) => user.username,
    },
    {
      key: 'email',
      title: t('console.email'),
      text: (user) => user.email,
      order: byText((user) => user.email),
      render: (user) => user.email || '–',
    },
    { key: 'access', title: t('console.access'), text: access, order: byText(access), render: access },
    {
      key: 'factor',
      title: t('console.secondFactor'),
      text: factor,
      order: byText(factor),
      render: (user) => <State shape={user.tfa_enabled ? 'running' : 'off'} text={factor(user)} />,
    },
    {
      key: 'last',
      title: t('console.lastLogin'),
      text: (user) => user.last_login?.login_datetime ?? '',
      order: byText((user) => user.last_login?.login_datetime ?? ''),
      render: (user) => <When at={user.last_login?.login_datetime} style="exact" />,
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (user) => <Acts user={user} onGrants={() => setDoing({ what: 'grants', user })} />,
    },
  ];
  return (
    <>
      <QueryTable<AccountUser>
        name="users"
        label={t('console.users')}
        query={query}
        columns={columns}
        rowKey={(user) => user.username}
        actions={
          <Button
            kind="primary"
            icon={<Icon name="plus" />}
            reason={reason('own')}
            testId="invite"
            onClick={() => setDoing({ what: 'invite' })}
          >
            {t('console.invite')}
          </Button>
        }
        empty={<Empty title={t('console.users')} />}
      />
      {doing?.what === 'invite' ? <Invite onClose={() => setDoing(undefined)} /> : null}
      {doing?.what === 'grants' ? (
        <Grants
          title={t('console.grantsOf', { name: doing.user.username })}
          from={peopleQueries.grants(doing.user.username)}
          run={(body) => people.grant(doing.user.username, body)}
          stale={STALE}
          onClose={() => setDoing(undefined)}
        />
      ) : null}
    </>
  );
}

function Invite({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <FormDialog
      title={t('console.invite')}
      fields={[
        { name: 'username', label: t('console.username'), maxLength: 32 },
        { name: 'email', label: t('console.email'), maxLength: 254 },
        { name: 'restricted', label: t('console.limit'), kind: 'switch', hint: t('console.limitHint'), wide: true },
      ]}
      initial={{ restricted: true }}
      run={(values, key) => people.invite(values, key)}
      stale={STALE}
      done={t('console.invited')}
      onClose={onClose}
    />
  );
}

function Acts({ user, onGrants }: { readonly user: AccountUser; readonly onGrants: () => void }) {
  const { t } = useWords();
  const say = useSay();
  const reason = useReason();
  const { person } = usePresent();
  const self = user.username === person.username ? t('console.yourself') : undefined;
  const limit = useDeed({
    run: () => people.change(user.username, { restricted: !user.restricted }),
    stale: STALE,
    done: t('console.accessKept'),
  });
  const factorOff = useDeed({
    run: () => people.disableFactor(user.username),
    stale: STALE,
    done: t('console.factorGone', { name: user.username }),
  });
  const removal = useDeed({ run: () => people.remove(user.username), stale: STALE, done: t('console.userGone') });
  return (
    <span className="row">
      <Button reason={reason('own') ?? (user.restricted ? undefined : t('console.mayAll'))} onClick={onGrants}>
        {t('console.grants')}
      </Button>
      <Button reason={reason('own') ?? self} busy={limit.isPending} onClick={() => limit.mutate()}>
        {t(user.restricted ? 'console.unlimit' : 'console.limit')}
      </Button>
      {user.tfa_enabled && self === undefined ? (
        <Button
          reason={reason('own')}
          onClick={() =>
            say.ask({
              title: t('console.askFactor', { name: user.username }),
              text: t('console.askFactorText'),
              yes: t('console.factorOff'),
              no: t('common.cancel'),
              danger: true,
              run: () => factorOff.mutateAsync(),
            })
          }
        >
          {t('console.factorOff')}
        </Button>
      ) : null}
      <Button
        kind="danger"
        reason={reason('own') ?? self}
        onClick={() =>
          say.ask({
            title: t('console.askUser', { name: user.username }),
            text: t('console.askUserText'),
            yes: t('common.delete'),
            no: t('common.cancel'),
            danger: true,
            run: () => removal.mutateAsync(),
          })
        }
      >
        {t('common.delete')}
      </Button>
    </span>
  );
}
