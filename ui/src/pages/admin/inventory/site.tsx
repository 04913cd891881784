import { useQuery } from '@tanstack/react-query';
import { adminQueries } from '../../../api/admin.ts';
import { useSearchState } from '../../../components/asOf.tsx';
import { useWords } from '../../../components/words.tsx';
import { Pick } from '../../../ui/index.ts';

/** The site a page is about, kept in the address; the first one unless another is chosen. */
export function useSite() {
  const [params, change] = useSearchState();
  const sites = useQuery({ ...adminQueries.sites(), staleTime: 60_000 });
  const all = sites.data?.data ?? [];
  const wanted = Number(params.get('site'));
  const site = all.find((each) => each.id === wanted) ?? all[0];
  return { sites, all, site, choose: (id: number | undefined) => change({ site: id?.toString() }) };
}

export function SitePick({ state }: { readonly state: ReturnType<typeof useSite> }) {
  const { t } = useWords();
  return (
    <Pick
      label={t('inventory.site')}
      value={state.site?.id}
      clear={false}
      choices={state.all.map((site) => ({ value: site.id, label: site.name }))}
      onChange={state.choose}
    />
  );
}

/** Devices whose figure nobody knows, beside a sum. */
export function Unknown({ count }: { readonly count: number }) {
  const { t } = useWords();
  return count === 0 ? null : <div className="muted small">{t('inventory.unknownMore', { count })}</div>;
}
