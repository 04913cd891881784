import { useQuery } from '@tanstack/react-query';
import { admin, adminQueries } from '../../../api/admin.ts';
import type { Prefix } from '../../../api/admin-types.ts';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';

/** Cuts the next free blocks of a length out of a container: all that are wanted, or none. */
export function CutPrefixes({ container, onClose }: { readonly container: Prefix; readonly onClose: () => void }) {
  const { t } = useWords();
  const sites = useQuery({ ...adminQueries.sites(), staleTime: 60_000 });
  const length = Number(container.cidr.split('/')[1]);
  const bits = container.family === 4 ? 32 : 128;
  return (
    <FormDialog<{ readonly data: readonly Prefix[] }>
      title={t('addresses.cut', { cidr: container.cidr })}
      submit={t('addresses.cutDo')}
      fields={[
        { name: 'length', label: t('addresses.cutLength'), kind: 'number', min: length, max: bits },
        { name: 'count', label: t('addresses.count'), kind: 'number', min: 1, max: 256, hint: t('addresses.cutHint') },
        {
          name: 'siteId',
          label: t('racks.site'),
          kind: 'choice',
          optional: true,
          loading: sites.isPending,
          choices: (sites.data?.data ?? []).map((site) => ({ value: site.id, label: site.name })),
        },
        { name: 'description', label: t('addresses.note'), optional: true, maxLength: 200 },
      ]}
      initial={{
        length: Math.min(bits, length + 8),
        count: 1,
        ...(container.siteId ? { siteId: container.siteId } : {}),
      }}
      run={(values, key) => admin.cutPrefixes(container.id, values as { length: number }, key)}
      stale={['/admin/v1/prefixes', '/admin/v1/history']}
      done={(cut) => t('addresses.cutDone', { blocks: cut.data.map((each) => each.cidr).join(', ') })}
      onClose={onClose}
    />
  );
}
