import { Suspense, useState } from 'react';
import { Navigate, NavLink, Outlet, useLocation } from 'react-router';
import { SessionProvider, usePresent } from '../components/session.tsx';
import { StepsProvider, useAsOf } from '../components/asOf.tsx';
import { TraceDrawer } from '../components/trace.tsx';
import { useWords } from '../components/words.tsx';
import { Icon, TableSkeleton } from '../ui/index.ts';
import { carry, paths } from '../util/paths.ts';
import type { Person } from '../api/session.ts';
import { Activity } from './Activity.tsx';
import { Banner } from './Banner.tsx';
import { CreateMenu } from './CreateMenu.tsx';
import { KeyHelp, useKeys } from './keys.tsx';
import { navFor, type NavGroup } from './nav.ts';
import { KeptLine } from './KeptLine.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { Notices } from './Notices.tsx';
import { OwnSecondFactor } from './OwnSecondFactor.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { SearchBox } from './SearchBox.tsx';
import { foldNav, useFolded, useKeptChoices } from './preferences.tsx';
import { TimeBanner, TimeControl } from './TimeControl.tsx';
import { UpkeepLine } from './UpkeepLine.tsx';

/** The frame around every page of a signed-in person. */
export default function Shell({ person }: { readonly person: Person | null | undefined }) {
  const { pathname, search } = useLocation();
  if (!person) return <Navigate to={paths.signIn(pathname === '/' ? undefined : pathname + search)} replace />;
  return (
    <SessionProvider person={person}>
      <StepsProvider>
        <Frame />
      </StepsProvider>
    </SessionProvider>
  );
}

function Frame() {
  const { t } = useWords();
  const asOf = useAsOf();
  const keys = useKeys();
  const [navOpen, setNavOpen] = useState(false);
  const [factorOpen, setFactorOpen] = useState(false);
  const folded = useFolded();
  useKeptChoices(usePresent().person.role === 'TENANT');
  const { pathname } = useLocation();
  return (
    <div className={['frame', asOf === undefined ? '' : 'past', folded ? 'folded' : ''].join(' ').trim()}>
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      <header className="top">
        <button
          type="button"
          className="tool nav-toggle"
          aria-label={t('shell.navigation')}
          aria-expanded={navOpen || !folded}
          onClick={() => {
            if (folded) foldNav(false);
            setNavOpen(!navOpen);
          }}
        >
          <Icon name="menu" />
        </button>
        <Mark />
        <SearchBox />
        <div className="top-tools">
          <CreateMenu />
          <TimeControl />
          <Notices />
          <Activity />
          <LanguageSwitch />
          <PersonMenu onHelp={keys.openHelp} onSecondFactor={() => setFactorOpen(true)} />
        </div>
      </header>
      <TimeBanner />
      <div className="body">
        <SideNav open={navOpen} onChosen={() => setNavOpen(false)} />
        <main id="content" tabIndex={-1}>
          <KeptLine />
          <UpkeepLine />
          <Banner />
          <Suspense key={pathname} fallback={<TableSkeleton columns={5} label={t('common.loading')} />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <TraceDrawer />
      {factorOpen ? <OwnSecondFactor onClose={() => setFactorOpen(false)} /> : null}
      <KeyHelp open={keys.helpOpen} onClose={keys.closeHelp} />
    </div>
  );
}

function Mark() {
  const { search } = useLocation();
  return (
    <NavLink to={carry(paths.home(), new URLSearchParams(search))} className="mark" aria-label="MyIDC">
      <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">
        <rect x="3" y="2" width="18" height="20" rx="3" fill="var(--accent)" />
        <path d="M7 7h10M7 12h10M7 17h6" stroke="var(--panel)" strokeWidth="2" strokeLinecap="round" />
        <circle cx="16.5" cy="17" r="1.500" fill="var(--amber)" />
      </svg>
      <span>MyIDC</span>
    </NavLink>
  );
}

function SideNav({ open, onChosen }: { readonly open: boolean; readonly onChosen: () => void }) {
  const { t } = useWords();
  const { person } = usePresent();
  const { search } = useLocation();
  const entries = navFor(person.role);
  const groups = [...new Set(entries.map((entry) => entry.group))];
  return (
    <nav className={open ? 'side open' : 'side'} aria-label={t('shell.navigation')}>
      {groups.map((group: NavGroup) => (
        <div key={group} className="side-group">
          <p>{t(`shell.groups.${group}`)}</p>
          <ul>
            {entries
              .filter((entry) => entry.group === group)
              .map((entry) => (
                <li key={entry.key}>
                  <NavLink to={carry(entry.path, new URLSearchParams(search))} onClick={onChosen}>
                    <span>{t(`shell.nav.${entry.key}`)}</span>
                    <kbd aria-hidden="true">g {entry.letter}</kbd>
                  </NavLink>
                </li>
              ))}
          </ul>
        </div>
      ))}
      <button type="button" className="tool fold" data-testid="fold-nav" onClick={() => foldNav(true)}>
        <Icon name="back" />
        {t('shell.fold')}
      </button>
    </nav>
  );
}
