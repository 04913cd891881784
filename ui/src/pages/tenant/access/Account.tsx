import { useQuery } from '@tanstack/react-query';
import { isLost } from '../../../api/again.ts';
import { people, peopleQueries, type Login, type Maintenance } from '../../../api/people.ts';
import { otherPolicy } from '../../../api/policies.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useWhatBecomes } from '../../../components/becomes.ts';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Facts, Panel, State, TableSkeleton } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { CloseAccount } from './CloseAccount.tsx';

/** Every attempt to sign in for the account. */
export function Logins() {
  const { t } = useWords();
  const query = useQuery(peopleQueries.logins());
  const how = ({ status, refused_for: refusedFor }: Login) =>
    t(
      status === 'successful'
        ? 'console.loginOk'
        : refusedFor === 'second_factor'
          ? 'console.loginCode'
          : refusedFor === 'address'
            ? 'console.loginElsewhere'
            : refusedFor === 'key'
              ? 'console.loginKey'
              : 'console.loginFailed',
    );
  const columns: readonly Column<Login>[] = [
    {
      key: 'at',
      title: t('console.at'),
      text: (login) => login.datetime,
      order: byText((login) => login.datetime),
      render: (login) => <When at={login.datetime} style="exact" />,
    },
    {
      key: 'who',
      title: t('console.username'),
      text: (login) => login.username,
      order: byText((login) => login.username),
      render: (login) => login.username,
    },
    {
      key: 'ip',
      title: t('console.from'),
      text: (login) => login.ip,
      order: byText((login) => login.ip),
      render: (login) => <span className="mono">{login.ip}</span>,
    },
    {
      key: 'how',
      title: t('console.outcome'),
      text: how,
      order: byText(how),
      render: (login) => <State shape={login.status === 'successful' ? 'done' : 'failed'} text={how(login)} />,
    },
  ];
  return (
    <QueryTable<Login>
      name="logins"
      label={t('console.logins')}
      query={query}
      columns={columns}
      rowKey={(login) => String(login.id)}
      empty={<Empty title={t('console.noLogins')} />}
    />
  );
}

/** What the operators are about to do that the machines will notice. */
export function MaintenanceList() {
  const { t } = useWords();
  const query = useQuery(peopleQueries.maintenance());
  const what = useWhatBecomes();
  const policy = (row: Maintenance) => t(`console.policies.${row.maintenance_policy_set}`);
  const columns: readonly Column<Maintenance>[] = [
    {
      key: 'machine',
      title: t('console.machine'),
      text: (row) => row.entity.label,
      order: byText((row) => row.entity.label),
      render: (row) => <Link to={paths.machine(row.entity.id)}>{row.entity.label}</Link>,
    },
    { key: 'what', title: t('console.what'), text: what, order: byText(what), render: what },
    { key: 'policy', title: t('console.policy'), text: policy, order: byText(policy), render: policy },
    { key: 'why', title: t('console.why'), text: (row) => row.reason, render: (row) => row.reason },
    {
      key: 'when',
      title: t('console.at'),
      text: (row) => row.when ?? '',
      render: (row) => (row.when === null ? t('console.soon') : <When at={row.when} style="exact" />),
    },
  ];
  return (
    <QueryTable<Maintenance>
      name="maintenance"
      label={t('console.maintenance')}
      query={query}
      columns={columns}
      rowKey={(row) => String(row.entity.id)}
      empty={
        <Empty title={t('console.noMaintenance')}>
          <p>{t('console.noMaintenanceNext')}</p>
        </Empty>
      }
    />
  );
}

const CHOICES = ['backups_enabled', 'network_helper'] as const;

/** What holds for machines that are made from now on. */
export function Settings() {
  const { t } = useWords();
  const reason = useReason();
  const query = useQuery(peopleQueries.settings());
  const deed = useDeed<Readonly<Record<string, boolean | string>>>({
    run: (body) => people.choose(body),
    stale: ['/v4/account/settings'],
    done: t('console.settingsKept'),
  });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={2} label={t('common.loading')} />;
  const other = otherPolicy(query.data.maintenance_policy);
  return (
    <div className="stack">
      <Panel title={t('console.settings')}>
        <Facts
          columns={1}
          facts={[
            ...CHOICES.map((name) => ({
              label: t(`console.choices.${name}`),
              value: (
                <span className="row">
                  <State
                    shape={query.data[name] ? 'running' : 'off'}
                    text={t(query.data[name] ? 'firewalls.on' : 'firewalls.off')}
                  />
                  <Button
                    reason={reason('own')}
                    busy={deed.isPending}
                    testId={`choose-${name}`}
                    onClick={() => deed.mutate({ [name]: !query.data[name] })}
                  >
                    {t(query.data[name] ? 'firewalls.turnOff' : 'firewalls.turnOn')}
                  </Button>
                </span>
              ),
            })),
            {
              label: t('console.policy'),
              value: (
                <div className="stack">
                  <span className="row">
                    {t(`console.policies.${query.data.maintenance_policy}`)}
                    <Button
                      reason={reason('own')}
                      busy={deed.isPending}
                      testId="choose-policy"
                      onClick={() => deed.mutate({ maintenance_policy: other })}
                    >
                      {t(`console.choosePolicy.${other}`)}
                    </Button>
                  </span>
                  <span className="muted">{t('console.policyOfAccount')}</span>
                </div>
              ),
            },
          ]}
        />
      </Panel>
      <CloseAccount />
    </div>
  );
}
