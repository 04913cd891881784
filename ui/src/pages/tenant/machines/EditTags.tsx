import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { choiceQueries } from '../../../api/choices.ts';
import { contents } from '../../../api/contents.ts';
import type { Machine } from '../../../api/tenant.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Dialog, FormBox, Tag, useForm, WordsField } from '../../../ui/index.ts';

/** A machine's tags, and the button that changes them. */
export function EditTags({ machine }: { readonly machine: Machine }) {
  const { t } = useWords();
  const reason = useReason();
  const [open, setOpen] = useState(false);
  return (
    <span className="row">
      {machine.tags.map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
      <Button kind="quiet" reason={reason('own')} testId="edit-tags" onClick={() => setOpen(true)}>
        {t('console.editTags')}
      </Button>
      {open ? <TagsDialog machine={machine} onClose={() => setOpen(false)} /> : null}
    </span>
  );
}

interface TagsDialogProps {
  readonly machine: Machine;
  readonly onClose: () => void;
}

function TagsDialog({ machine, onClose }: TagsDialogProps) {
  const { t } = useWords();
  const handle = useForm<{ tags?: readonly string[] }>();
  const known = useQuery(choiceQueries.tags());
  const deed = useFormDeed<{ tags?: readonly string[] }>({
    handle,
    run: ({ tags = [] }) => contents.change(machine.id, { tags }),
    stale: ['/v4/linode/instances', '/v4/tags', '/portal/v1'],
    done: t('console.tagsKept'),
    after: onClose,
  });
  return (
    <Dialog open title={t('console.editTags')} onClose={onClose}>
      <FormBox<{ tags?: readonly string[] }>
        handle={handle}
        name="machine-tags"
        initial={{ tags: machine.tags }}
        onSubmit={deed.submit}
      >
        <WordsField
          name="tags"
          label={t('machines.tags')}
          choices={(known.data?.data ?? []).map((tag) => tag.label)}
          hint={t('console.tagsHint')}
        />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('common.save')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
