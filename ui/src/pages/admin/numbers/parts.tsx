import { useQuery } from '@tanstack/react-query';
import { adminQueries } from '../../../api/admin.ts';
import { numbers } from '../../../api/numbers.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Icon, useSay, type Column } from '../../../ui/index.ts';

/** Sites by number; nothing where a thing spans all. */
export function useSiteName(): (id: number | null | undefined) => string {
  const { t } = useWords();
  const sites = useQuery({ ...adminQueries.sites(), staleTime: 60_000 });
  return (id) =>
    typeof id === 'number'
      ? (sites.data?.data.find((site) => site.id === id)?.name ?? `#${id}`)
      : t('numbers.everySite');
}

export function useSiteChoices() {
  const sites = useQuery({ ...adminQueries.sites(), staleTime: 60_000 });
  return (sites.data?.data ?? []).map((site) => ({ value: site.id, label: site.name }));
}

export function useTenantChoices() {
  const tenants = useQuery({ ...adminQueries.tenants(), staleTime: 60_000 });
  return (tenants.data?.data ?? []).map((tenant) => ({ value: tenant.id, label: tenant.name }));
}

interface AddProps {
  readonly text: string;
  readonly onClick: () => void;
}

export function AddButton({ text, onClick }: AddProps) {
  const reason = useReason();
  return (
    <Button icon={<Icon name="plus" />} reason={reason('inventory')} onClick={onClick}>
      {text}
    </Button>
  );
}

type Retired = Parameters<typeof numbers.retire>[0];

/** A column whose button ends a thing, once asked. */
export function useRetireColumn<T extends { readonly id: number }>(
  what: Retired,
  name: (row: T) => string,
  more?: (row: T) => React.ReactNode,
): Column<T> {
  const { t } = useWords();
  const say = useSay();
  const reason = useReason();
  const retire = useDeed<T>({
    run: (row) => numbers.retire(what, row.id),
    stale: [`/admin/v1/${what}`],
    done: (_, row) => t('numbers.retired', { name: name(row) }),
  });
  return {
    key: 'act',
    title: t('common.actions'),
    render: (row) => (
      <span className="row">
        {more?.(row)}
        <Button
          reason={reason('inventory')}
          label={t('numbers.retireOf', { name: name(row) })}
          onClick={() =>
            say.ask({
              title: t('numbers.askRetire', { name: name(row) }),
              text: t('numbers.askRetireText'),
              yes: t('numbers.retire'),
              no: t('common.cancel'),
              danger: true,
              run: () => retire.mutateAsync(row),
            })
          }
        >
          {t('numbers.retire')}
        </Button>
      </span>
    ),
  };
}
