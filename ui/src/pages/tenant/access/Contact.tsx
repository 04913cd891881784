import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isLost } from '../../../api/again.ts';
import { contactFields, people, peopleQueries } from '../../../api/people.ts';
import { useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Facts, Panel, TableSkeleton } from '../../../ui/index.ts';

/** Whom invoices are made out and sent to. */
export function Contact() {
  const { t } = useWords();
  const reason = useReason();
  const [editing, setEditing] = useState(false);
  const query = useQuery(peopleQueries.contact());
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={2} label={t('common.loading')} />;
  const contact = query.data;
  return (
    <Panel
      title={t('console.contact.title')}
      extra={
        <Button reason={reason('own')} testId="change-contact" onClick={() => setEditing(true)}>
          {t('firewalls.edit')}
        </Button>
      }
    >
      <Facts
        facts={contactFields.map((name) => ({ label: t(`console.contact.${name}`), value: contact[name] || '–' }))}
      />
      {editing ? (
        <FormDialog
          title={t('console.contact.title')}
          submit={t('common.save')}
          fields={contactFields.map((name) => ({
            name,
            label: t(`console.contact.${name}`),
            optional: true,
            maxLength: 128,
            ...(name === 'country' ? { hint: t('console.contact.countryHint') } : {}),
          }))}
          initial={Object.fromEntries(contactFields.map((name) => [name, contact[name] ?? '']))}
          run={(values) =>
            people.setContact(Object.fromEntries(contactFields.map((name) => [name, values[name] ?? ''])))
          }
          stale={['/v4/account']}
          done={t('console.contact.kept')}
          onClose={() => setEditing(false)}
        />
      ) : null}
    </Panel>
  );
}
