import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isLost } from '../../../api/again.ts';
import { people } from '../../../api/people.ts';
import { tenantQueries } from '../../../api/tenant.ts';
import { useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { chooseTypedNames, useTypedNames } from '../../../components/typing.ts';
import { useWords } from '../../../components/words.tsx';
import { OwnSecondFactor } from '../../../layouts/OwnSecondFactor.tsx';
import { Button, Facts, Panel, State, TableSkeleton } from '../../../ui/index.ts';
import { SignInAddresses } from './SignInAddresses.tsx';

const ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** Who one is here: the address mails go to, and the zone that every time is shown in. */
export function OwnProfile() {
  const { t } = useWords();
  const reason = useReason();
  const [doing, setDoing] = useState<'profile' | 'password' | 'factor'>();
  const query = useQuery(tenantQueries.profile());
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={2} label={t('common.loading')} />;
  const { username, email, timezone } = query.data;
  return (
    <Panel
      title={t('console.profile')}
      extra={
        <span className="row">
          <Button reason={reason('own')} testId="change-profile" onClick={() => setDoing('profile')}>
            {t('firewalls.edit')}
          </Button>
          <Button reason={reason('own')} onClick={() => setDoing('password')}>
            {t('console.changePassword')}
          </Button>
          <Button reason={reason('own')} testId="second-factor" onClick={() => setDoing('factor')}>
            {t('console.secondFactor')}
          </Button>
        </span>
      }
    >
      <Facts
        facts={[
          { label: t('console.username'), value: username },
          { label: t('console.email'), value: email || '–' },
          { label: t('console.zone'), value: timezone },
          {
            label: t('console.secondFactor'),
            value: (
              <State
                shape={query.data.two_factor_auth ? 'running' : 'off'}
                text={t(query.data.two_factor_auth ? 'firewalls.on' : 'firewalls.off')}
              />
            ),
          },
          { label: t('console.signInFrom'), value: <SignInAddresses /> },
          { label: t('console.typedNames'), value: <TypedNames /> },
          { label: t('console.access'), value: t(query.data.restricted ? 'console.limited' : 'console.full') },
        ]}
      />
      {doing === 'profile' ? (
        <FormDialog
          title={t('console.profile')}
          submit={t('common.save')}
          fields={[
            { name: 'email', label: t('console.email'), maxLength: 254, wide: true },
            {
              name: 'timezone',
              label: t('console.zone'),
              kind: 'choice',
              wide: true,
              choices: [...new Set([timezone, ...ZONES])].map((value) => ({ value, label: value })),
              hint: t('console.zoneHint'),
            },
          ]}
          initial={{ email, timezone }}
          run={(values) => people.profile(values)}
          stale={['/v4/profile']}
          done={t('console.profileKept')}
          onClose={() => setDoing(undefined)}
        />
      ) : null}
      {doing === 'factor' ? <OwnSecondFactor onClose={() => setDoing(undefined)} /> : null}
      {doing === 'password' ? (
        <FormDialog
          title={t('console.changePassword')}
          fields={[
            { name: 'password', label: t('console.presentPassword'), kind: 'secret', wide: true },
            { name: 'new_password', label: t('console.newPassword'), kind: 'secret', wide: true },
          ]}
          run={(values) => people.password(values)}
          stale={[]}
          done={t('console.passwordChanged')}
          onClose={() => setDoing(undefined)}
        />
      ) : null}
    </Panel>
  );
}

/** Whether a machine's name is typed before it is rebuilt. */
function TypedNames() {
  const { t } = useWords();
  const on = useTypedNames();
  return (
    <span className="row">
      <State shape={on ? 'running' : 'off'} text={t(on ? 'firewalls.on' : 'firewalls.off')} />
      <Button kind="quiet" testId="typed-names" onClick={() => chooseTypedNames(!on)}>
        {t(on ? 'firewalls.turnOff' : 'firewalls.turnOn')}
      </Button>
    </span>
  );
}
