import { useQuery } from '@tanstack/react-query';
import { choiceQueries } from '../../../../api/choices.ts';
import { contents } from '../../../../api/contents.ts';
import type { Machine } from '../../../../api/tenant.ts';
import { useFormDeed } from '../../../../components/act.tsx';
import { FailureNotice } from '../../../../components/failure.tsx';
import { useWords } from '../../../../components/words.tsx';
import { Button, Dialog, FormBox, useForm, WordsField } from '../../../../ui/index.ts';

interface ManyTagsProps {
  readonly machines: readonly Machine[];
  readonly onClose: () => void;
}

interface Wish {
  readonly add?: readonly string[];
  readonly drop?: readonly string[];
}

/** Gives tags to several machines and takes others from them; those they have besides stay. */
export default function ManyTags({ machines, onClose }: ManyTagsProps) {
  const { t } = useWords();
  const handle = useForm<Wish>();
  const known = useQuery(choiceQueries.tags());
  const deed = useFormDeed<Wish>({
    handle,
    run: async ({ add = [], drop = [] }) => {
      for (const machine of machines) {
        const tags = [...new Set([...machine.tags.filter((tag) => !drop.includes(tag)), ...add])];
        await contents.change(machine.id, { tags });
      }
    },
    fields: { tags: 'add' },
    stale: ['/v4/linode/instances', '/v4/tags', '/portal/v1'],
    done: t('machines.tagsKept'),
    after: onClose,
  });
  return (
    <Dialog open title={t('machines.tagsOf', { count: machines.length })} onClose={onClose}>
      <FormBox<Wish> handle={handle} name="many-tags" onSubmit={deed.submit}>
        <WordsField
          name="add"
          label={t('machines.tagsAdd')}
          choices={(known.data?.data ?? []).map((tag) => tag.label)}
          hint={t('machines.tagsHint')}
        />
        <WordsField
          name="drop"
          label={t('machines.tagsDrop')}
          choices={[...new Set(machines.flatMap((machine) => machine.tags))].toSorted()}
        />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('common.save')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
