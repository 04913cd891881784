import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { people, peopleQueries } from '../../../api/people.ts';
import { useReason } from '../../../components/act.tsx';
import { FormDialog, textOf } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, State } from '../../../ui/index.ts';

const lines = (text: string): readonly string[] =>
  text
    .split(/[\s,]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** From where one may sign in, and the form for it. */
export function SignInAddresses() {
  const { t } = useWords();
  const reason = useReason();
  const [open, setOpen] = useState(false);
  const query = useQuery(peopleQueries.addresses());
  const { prefixes, address } = query.data ?? { prefixes: [], address: '' };
  return (
    <>
      <span className="row">
        <State
          shape={prefixes.length > 0 ? 'running' : 'off'}
          text={prefixes.length > 0 ? prefixes.join(', ') : t('console.fromAnywhere')}
        />
        <Button
          kind="quiet"
          testId="sign-in-addresses"
          reason={reason('own')}
          busy={query.isPending}
          onClick={() => setOpen(true)}
        >
          {t('firewalls.edit')}
        </Button>
      </span>
      {open ? (
        <FormDialog
          title={t('console.signInFrom')}
          submit={t('common.save')}
          fields={[
            {
              name: 'prefixes',
              label: t('console.addressesAndPrefixes'),
              kind: 'area',
              optional: true,
              wide: true,
              maxLength: 3_000,
              hint: t('console.addressesHint', { address }),
            },
            { name: 'confirmed', label: t('console.lockOutMeant'), kind: 'switch', wide: true },
          ]}
          initial={{ prefixes: prefixes.join('\n'), confirmed: false }}
          run={(values) => people.limitSignIn(lines(textOf(values['prefixes'])), values['confirmed'] === true)}
          stale={['/portal/v1/sign-in-addresses', '/v4/profile']}
          done={t('console.signInFromKept')}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
