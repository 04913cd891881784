import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isLost } from '../../../api/again.ts';
import { people } from '../../../api/people.ts';
import { consoleSignIns, tenantQueries, type ConsoleGateway } from '../../../api/tenant.ts';
import { useReason } from '../../../components/act.tsx';
import { CopyButton, FailureNotice } from '../../../components/failure.tsx';
import { FormDialog, textOf } from '../../../components/FormDialog.tsx';
import { Mono, useWords } from '../../../components/words.tsx';
import { Button, Facts, Panel, State, TableSkeleton } from '../../../ui/index.ts';

const lines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What one types to see all machines, or to open the console of one; nothing where there is no gateway. */
export function sshCommand(gateway: ConsoleGateway, username: string, label?: string): string | undefined {
  if (!gateway.open || gateway.port === null) return undefined;
  const to = `-p ${gateway.port} ${username}@${gateway.host ?? window.location.hostname}`;
  return label === undefined ? `ssh ${to}` : `ssh -t ${to} ${label}`;
}

/** A text in one line that can be copied. */
export function Copied({ text }: { readonly text: string }) {
  return (
    <span className="row">
      <Mono>{text}</Mono>
      <CopyButton text={text} />
    </span>
  );
}

/** How one opens consoles over SSH: by what, by which keys, and where. */
export function ConsolesOverSsh() {
  const { t } = useWords();
  const reason = useReason();
  const [open, setOpen] = useState(false);
  const profile = useQuery(tenantQueries.profile());
  const gateway = useQuery(tenantQueries.consoleGateway());
  if (isLost(profile)) return <FailureNotice error={profile.error} onRetry={() => void profile.refetch()} />;
  if (isLost(gateway)) return <FailureNotice error={gateway.error} onRetry={() => void gateway.refetch()} />;
  if (profile.isPending || gateway.isPending) return <TableSkeleton columns={2} label={t('common.loading')} />;
  const { username, lish_auth_method: method, authorized_keys: keys } = profile.data;
  const command = sshCommand(gateway.data, username);
  return (
    <Panel
      title={t('console.overSsh')}
      extra={
        <Button reason={reason('own')} testId="consoles-over-ssh" onClick={() => setOpen(true)}>
          {t('firewalls.edit')}
        </Button>
      }
    >
      <p className="muted">{t('console.overSshHint')}</p>
      <Facts
        facts={[
          {
            label: t('console.sshMethod'),
            value: <State shape={method === 'disabled' ? 'off' : 'running'} text={t(`console.sshMethods.${method}`)} />,
          },
          {
            label: t('console.sshKeys'),
            value: keys === null ? t('console.noSshKeys') : t('console.sshKeyCount', { count: keys.length }),
          },
          ...(command === undefined
            ? [{ label: t('console.sshGateway'), value: t('console.sshNoGateway') }]
            : [{ label: t('console.sshCommand'), value: <Copied text={command} /> }]),
          ...(gateway.data.fingerprint === null
            ? []
            : [
                {
                  label: t('console.sshFingerprint'),
                  value: (
                    <>
                      <Copied text={gateway.data.fingerprint} />
                      <p className="muted">{t('console.sshFingerprintHint')}</p>
                    </>
                  ),
                },
              ]),
        ]}
      />
      {open ? (
        <FormDialog
          title={t('console.overSsh')}
          submit={t('common.save')}
          fields={[
            {
              name: 'lish_auth_method',
              label: t('console.sshMethod'),
              kind: 'choice',
              wide: true,
              choices: consoleSignIns.map((value) => ({ value, label: t(`console.sshMethods.${value}`) })),
            },
            {
              name: 'authorized_keys',
              label: t('console.sshKeys'),
              kind: 'area',
              optional: true,
              wide: true,
              maxLength: 100_000,
              hint: t('console.sshKeysHint'),
            },
          ]}
          initial={{ lish_auth_method: method, authorized_keys: (keys ?? []).join('\n') }}
          run={(values) =>
            people.profile({
              lish_auth_method: values['lish_auth_method'],
              authorized_keys: lines(textOf(values['authorized_keys'])),
            })
          }
          stale={['/v4/profile']}
          done={t('console.sshKept')}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </Panel>
  );
}
