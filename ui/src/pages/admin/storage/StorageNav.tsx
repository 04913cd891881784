import { useLocation } from 'react-router';
import { Link } from '../../../components/Link.tsx';
import { useWords } from '../../../components/words.tsx';
import { paths } from '../../../util/paths.ts';

/** The ways to look at storage: by pool, by site, what warns, and any group over all pools. */
export function StorageNav() {
  const { t } = useWords();
  const { pathname } = useLocation();
  const ways = [
    { to: paths.pools(), text: t('sharing.nav.pools') },
    { to: paths.storageSite(), text: t('sharing.nav.site') },
    { to: paths.poolAlerts(), text: t('sharing.nav.alerts') },
    { to: paths.storageGroups(), text: t('sharing.nav.groups') },
  ];
  return (
    <nav className="ways" aria-label={t('sharing.nav.label')}>
      {ways.map((way) => (
        <span key={way.to} {...(pathname === way.to ? { 'aria-current': 'page' as const } : {})}>
          <Link to={way.to}>{way.text}</Link>
        </span>
      ))}
    </nav>
  );
}

/** The pages of one pool. */
export function PoolNav({ id }: { readonly id: number }) {
  const { t } = useWords();
  const { pathname } = useLocation();
  const ways = [
    { to: paths.pool(id), text: t('sharing.nav.pool') },
    { to: paths.poolSharing(id), text: t('sharing.nav.sharing') },
    { to: paths.poolSettings(id), text: t('sharing.nav.settings') },
  ];
  return (
    <nav className="ways" aria-label={t('sharing.nav.poolLabel')}>
      {ways.map((way) => (
        <span key={way.to} {...(pathname === way.to ? { 'aria-current': 'page' as const } : {})}>
          <Link to={way.to}>{way.text}</Link>
        </span>
      ))}
    </nav>
  );
}
