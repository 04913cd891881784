import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQueries } from '../../../api/people.ts';
import { USER_GROUPS, userGroupQueries, userGroups, type UserGroup } from '../../../api/userGroups.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf } from '../../../components/asOf.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Traced } from '../../../components/trace.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Icon, useSay } from '../../../ui/index.ts';
import { Grants } from './Grants.tsx';

const STALE = [USER_GROUPS, '/portal/v1/rights'];
type Deed = 'rename' | 'members' | 'grants';
type Doing = { readonly what: 'create' } | { readonly what: Deed; readonly group: UserGroup };

/** Groups of the account's users: what is granted to one, its limited members may do. */
export function UserGroups() {
  const { t, number } = useWords();
  const reason = useReason();
  const asOf = useAsOf();
  const [doing, setDoing] = useState<Doing>();
  const query = useQuery(userGroupQueries.all(asOf));
  const members = (group: UserGroup) => group.usernames.join(', ');
  const grants = (group: UserGroup) =>
    [
      group.accountAccess ? `${t('console.accountAccess')}: ${t(`access.levels.${group.accountAccess}`)}` : '',
      group.mayDo.length > 0 ? t('console.groups.rights', { count: group.mayDo.length }) : '',
      group.things > 0 ? t('console.groups.things', { count: group.things, number: number(group.things) }) : '',
    ]
      .filter((part) => part !== '')
      .join(' · ') || t('console.groups.nothing');
  const columns: readonly Column<UserGroup>[] = [
    {
      key: 'label',
      title: t('console.groups.label'),
      text: (group) => group.label,
      order: byText((group) => group.label),
      render: (group) => (
        <span className="wrap">
          <Traced to={{ kind: 'history', id: `usergroup-${group.id}` }}>{group.label}</Traced>
        </span>
      ),
    },
    {
      key: 'members',
      title: t('console.groups.members'),
      text: members,
      order: byNumber((group) => group.usernames.length),
      render: (group) => <span className="wrap">{members(group) || '–'}</span>,
    },
    {
      key: 'grants',
      title: t('console.grants'),
      text: grants,
      render: (group) => <span className="wrap">{grants(group)}</span>,
    },
    {
      key: 'updated',
      title: t('console.groups.updated'),
      text: (group) => group.updatedAt,
      order: byText((group) => group.updatedAt),
      render: (group) => <When at={group.updatedAt} />,
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (group) => <Acts group={group} onDo={(what) => setDoing({ what, group })} />,
    },
  ];
  return (
    <>
      <QueryTable<UserGroup>
        name="user-groups"
        label={t('console.groups.title')}
        query={query}
        columns={columns}
        rowKey={(group) => String(group.id)}
        actions={
          <Button
            kind="primary"
            icon={<Icon name="plus" />}
            reason={reason('own')}
            testId="add-group"
            onClick={() => setDoing({ what: 'create' })}
          >
            {t('console.groups.create')}
          </Button>
        }
        empty={
          <Empty title={t('console.groups.none')}>
            <p>{t('console.groups.noneNext')}</p>
          </Empty>
        }
      />
      {doing ? <Doings doing={doing} onClose={() => setDoing(undefined)} /> : null}
    </>
  );
}

function Doings({ doing, onClose }: { readonly doing: Doing; readonly onClose: () => void }) {
  const { t } = useWords();
  const users = useQuery({ ...peopleQueries.users(), enabled: doing.what === 'members' });
  const asOf = useAsOf();
  if (doing.what === 'grants') {
    const { id, label } = doing.group;
    return (
      <Grants
        title={t('console.grantsOf', { name: label })}
        from={userGroupQueries.grants(id, asOf)}
        run={(body) => userGroups.grant(id, body)}
        stale={STALE}
        onClose={onClose}
      />
    );
  }
  if (doing.what === 'members') {
    const { id, label, usernames } = doing.group;
    const choices = (users.data?.data ?? [])
      .filter(({ username, restricted }) => restricted || usernames.includes(username))
      .map(({ username }) => ({ value: username, label: username }));
    return (
      <FormDialog<UserGroup>
        title={t('console.groups.membersOf', { label })}
        submit={t('common.save')}
        fields={[
          {
            name: 'usernames',
            label: t('console.groups.members'),
            kind: 'many',
            choices,
            loading: users.isPending,
            wide: true,
            optional: true,
            hint: t('console.groups.membersHint'),
          },
        ]}
        initial={{ usernames }}
        run={(values) => userGroups.members(id, { usernames: values['usernames'] ?? [] })}
        stale={STALE}
        done={t('console.groups.membersKept')}
        onClose={onClose}
      />
    );
  }
  const renamed = doing.what === 'rename' ? doing.group : undefined;
  return (
    <FormDialog<UserGroup>
      title={t(renamed ? 'console.groups.rename' : 'console.groups.create')}
      fields={[{ name: 'label', label: t('console.groups.label'), maxLength: 64, wide: true }]}
      initial={renamed ? { label: renamed.label } : {}}
      run={(values, key) => (renamed ? userGroups.rename(renamed.id, values) : userGroups.create(values, key))}
      stale={STALE}
      done={({ label }) => t(renamed ? 'console.groups.renamed' : 'console.groups.created', { label })}
      onClose={onClose}
    />
  );
}

function Acts({ group, onDo }: { readonly group: UserGroup; readonly onDo: (what: Deed) => void }) {
  const { t } = useWords();
  const say = useSay();
  const off = useReason()('own');
  const removal = useDeed({
    run: () => userGroups.remove(group.id),
    stale: STALE,
    done: t('console.groups.deleted', { label: group.label }),
  });
  return (
    <span className="row">
      <Button reason={off} onClick={() => onDo('members')}>
        {t('console.groups.members')}
      </Button>
      <Button reason={off} onClick={() => onDo('grants')}>
        {t('console.grants')}
      </Button>
      <Button reason={off} onClick={() => onDo('rename')}>
        {t('console.groups.rename')}
      </Button>
      <Button
        kind="danger"
        reason={off}
        onClick={() =>
          say.ask({
            title: t('console.groups.ask', { label: group.label }),
            text: t('console.groups.askText', { count: group.usernames.length }),
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
