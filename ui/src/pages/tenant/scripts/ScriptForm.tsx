import { useQuery } from '@tanstack/react-query';
import { script, type Script } from '../../../api/scripts.ts';
import { tenantQueries } from '../../../api/tenant.ts';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';

const ANY = 'any/all';
const LABEL_MOST = 128;

/** Makes a script, or another revision of one. */
export function ScriptForm({ row, onClose }: { readonly row?: Script | undefined; readonly onClose: () => void }) {
  const { t } = useWords();
  const images = useQuery(tenantQueries.images());
  return (
    <FormDialog<Script>
      title={t(row ? 'scripts.revise' : 'scripts.create')}
      fields={[
        { name: 'label', label: t('scripts.label'), maxLength: LABEL_MOST },
        {
          name: 'images',
          label: t('scripts.images'),
          kind: 'many',
          loading: images.isPending,
          choices: [
            { value: ANY, label: t('scripts.anyImage') },
            ...(images.data?.data ?? []).map((each) => ({ value: each.id, label: each.label })),
          ],
        },
        { name: 'description', label: t('scripts.description'), optional: true, maxLength: 1000, wide: true },
        { name: 'script', label: t('scripts.script'), kind: 'area', wide: true, hint: t('scripts.scriptHint') },
        { name: 'rev_note', label: t('scripts.note'), optional: true, maxLength: 512, wide: true },
        ...(row?.is_public
          ? []
          : [
              {
                name: 'is_public',
                label: t('scripts.publish'),
                kind: 'switch',
                hint: t('scripts.publishHint'),
              } as const,
            ]),
      ]}
      initial={
        row
          ? { label: row.label, images: row.images, description: row.description, script: row.script }
          : { images: [ANY], script: '#!/bin/bash\n' }
      }
      run={(values, key) => (row ? script.change(row.id, values) : script.create(values, key))}
      stale={['/v4/linode/stackscripts', '/portal/v1/stackscripts']}
      done={t(row ? 'scripts.revised' : 'scripts.created')}
      onClose={onClose}
    />
  );
}
