import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, type ComponentType, type ReactNode } from 'react';
import { Navigate, Route, Routes, useParams } from 'react-router';
import { ApiFailure } from './api/errors.ts';
import type { GrantKind } from './api/people.ts';
import { session, sessionKey, type Person, type Role } from './api/session.ts';
import type { Need } from './api/userGroups.ts';
import { Needing } from './components/rights.tsx';
import { choose, languageChosen, languageOf, needStaffWords } from './i18n/index.ts';
import { NotHere } from './pages/NotHere.tsx';
import { SignInPage } from './pages/SignInPage.tsx';
import { Unreachable } from './pages/Unreachable.tsx';
import { paths } from './util/paths.ts';

type Loader = () => Promise<{ default: ComponentType }>;

/** For a tenants' page whose words are not among the first: what staff's pages draw, and what is opened later. */
const withEveryWord =
  (load: Loader): Loader =>
  async () => {
    const [page] = await Promise.all([load(), needStaffWords()]);
    return page;
  };

const tenantPages: Readonly<Record<string, Loader>> = {
  machines: () => import('./pages/tenant/machines/MachinesPage.tsx'),
  'machines/new': withEveryWord(() => import('./pages/tenant/machines/MachineNewPage.tsx')),
  'machines/:id': withEveryWord(() => import('./pages/tenant/machines/MachinePage.tsx')),
  volumes: withEveryWord(() => import('./pages/tenant/VolumesPage.tsx')),
  networks: withEveryWord(() => import('./pages/tenant/networks/NetworksPage.tsx')),
  'networks/:id': withEveryWord(() => import('./pages/tenant/networks/NetworkPage.tsx')),
  firewalls: withEveryWord(() => import('./pages/tenant/firewalls/FirewallsPage.tsx')),
  'firewalls/:id': withEveryWord(() => import('./pages/tenant/firewalls/FirewallPage.tsx')),
  stackscripts: withEveryWord(() => import('./pages/tenant/scripts/ScriptsPage.tsx')),
  'stackscripts/:id': withEveryWord(() => import('./pages/tenant/scripts/ScriptPage.tsx')),
  images: withEveryWord(() => import('./pages/tenant/images/ImagesPage.tsx')),
  groups: withEveryWord(() => import('./pages/tenant/groups/GroupsPage.tsx')),
  search: withEveryWord(() => import('./pages/tenant/OwnSearchPage.tsx')),
  gear: withEveryWord(() => import('./pages/gear/GearPage.tsx')),
  activity: () => import('./pages/tenant/ActivityPage.tsx'),
  billing: withEveryWord(() => import('./pages/billing/BillingPage.tsx')),
  'billing/invoices/:id': withEveryWord(() => import('./pages/billing/BillPage.tsx')),
  tickets: withEveryWord(() => import('./pages/tenant/tickets/TicketsPage.tsx')),
  'tickets/:id': withEveryWord(() => import('./pages/tenant/tickets/TicketPage.tsx')),
  access: withEveryWord(() => import('./pages/tenant/AccessPage.tsx')),
};

/** What the deeds of a page ask of a limited user; those of one thing are about the number in the address. */
const needs: Readonly<Record<string, Need | GrantKind>> = {
  'machines/new': { may: 'add_linodes' },
  'machines/:id': 'linode',
  volumes: { may: 'add_volumes' },
  images: { may: 'add_images' },
  networks: { may: 'add_vpcs' },
  'networks/:id': 'vpc',
  firewalls: { may: 'add_firewalls' },
  'firewalls/:id': 'firewall',
  stackscripts: { may: 'add_stackscripts' },
  'stackscripts/:id': 'stackscript',
  groups: 'everything',
};

const operatorPages: Readonly<Record<string, Loader>> = {
  overview: () => import('./pages/admin/OverviewPage.tsx'),
  racks: () => import('./pages/admin/racks/RacksPage.tsx'),
  'racks/:id': () => import('./pages/admin/racks/RackPage.tsx'),
  'racks/:id/walk': () => import('./pages/admin/walks/WalkPage.tsx'),
  floor: () => import('./pages/admin/inventory/FloorPage.tsx'),
  capacity: () => import('./pages/admin/inventory/CapacityPage.tsx'),
  search: () => import('./pages/admin/SearchPage.tsx'),
  changes: () => import('./pages/admin/ChangesPage.tsx'),
  'sign-ins': () => import('./pages/admin/SignInsPage.tsx'),
  cables: () => import('./pages/admin/cables/CablesPage.tsx'),
  'cables/:id': () => import('./pages/admin/cables/CablePage.tsx'),
  parts: () => import('./pages/admin/parts/PartsPage.tsx'),
  models: () => import('./pages/admin/models/ModelsPage.tsx'),
  numbers: () => import('./pages/admin/numbers/NumbersPage.tsx'),
  'power/:id': () => import('./pages/admin/inventory/PowerNodePage.tsx'),
  power: () => import('./pages/admin/inventory/PowerPage.tsx'),
  imports: () => import('./pages/admin/inventory/ImportsPage.tsx'),
  plans: () => import('./pages/admin/plans/PlansPage.tsx'),
  'plans/:id': () => import('./pages/admin/plans/PlanPage.tsx'),
  devices: () => import('./pages/admin/devices/DevicesPage.tsx'),
  'devices/:id': () => import('./pages/admin/devices/DevicePage.tsx'),
  hosts: () => import('./pages/admin/hosts/HostsPage.tsx'),
  'hosts/:id': () => import('./pages/admin/hosts/HostPage.tsx'),
  guests: () => import('./pages/admin/guests/GuestsPage.tsx'),
  'guests/:id': () => import('./pages/admin/guests/GuestPage.tsx'),
  addresses: () => import('./pages/admin/addresses/PrefixesPage.tsx'),
  'addresses/:id': () => import('./pages/admin/addresses/PrefixPage.tsx'),
  'addresses/at/:ip': () => import('./pages/admin/addresses/AddressPage.tsx'),
  tenants: () => import('./pages/admin/tenants/TenantsPage.tsx'),
  'tenants/:id': () => import('./pages/admin/tenants/TenantPage.tsx'),
  tickets: () => import('./pages/admin/tickets/TicketsPage.tsx'),
  'tickets/:id': () => import('./pages/admin/tickets/TicketPage.tsx'),
  stackscripts: () => import('./pages/admin/scripts/CommunityPage.tsx'),
  'stackscripts/:id': () => import('./pages/admin/scripts/CommunityScriptPage.tsx'),
  storage: () => import('./pages/admin/storage/PoolsPage.tsx'),
  'storage/site': () => import('./pages/admin/storage/SiteStoragePage.tsx'),
  'storage/alerts': () => import('./pages/admin/storage/AlertsPage.tsx'),
  'storage/groups': () => import('./pages/admin/storage/GroupsPage.tsx'),
  'storage/:id': () => import('./pages/admin/storage/PoolPage.tsx'),
  'storage/:id/sharing': () => import('./pages/admin/storage/SharingPage.tsx'),
  'storage/:id/settings': () => import('./pages/admin/storage/SettingsPage.tsx'),
  prices: () => import('./pages/admin/prices/PriceBooksPage.tsx'),
  'prices/replays/:id': () => import('./pages/admin/prices/ReplayPage.tsx'),
  'prices/:id': () => import('./pages/admin/prices/PriceBookPage.tsx'),
  invoices: () => import('./pages/admin/invoices/InvoicesPage.tsx'),
  'invoices/runs/:id': () => import('./pages/admin/invoices/RunPage.tsx'),
  'invoices/drafts/:id': () => import('./pages/admin/invoices/DraftPage.tsx'),
  'invoices/fapiaos/:id': () => import('./pages/admin/invoices/FapiaoBatchPage.tsx'),
  'invoices/:id': () => import('./pages/admin/invoices/InvoicePage.tsx'),
  leases: () => import('./pages/admin/leases/LeasesPage.tsx'),
  reports: () => import('./pages/admin/reports/ReportsPage.tsx'),
  ledger: () => import('./pages/admin/ledger/LedgerPage.tsx'),
  operations: () => import('./pages/admin/operations/OperationsPage.tsx'),
};

const lazily = (pages: Readonly<Record<string, Loader>>) =>
  Object.entries(pages).map(([path, load]) => ({ path, Page: lazy(load) }));

/** A page of the operators comes with their words. */
const withWords =
  (load: Loader): Loader =>
  async () =>
    (await Promise.all([load(), needStaffWords()]))[0];

const tenantRoutes = lazily(tenantPages);
const operatorRoutes = lazily(
  Object.fromEntries(Object.entries(operatorPages).map(([path, load]) => [path, withWords(load)])),
);
const Console = lazy(withEveryWord(() => import('./pages/tenant/console/ConsolePage.tsx')));
const Shell = lazy(() => import('./layouts/Shell.tsx'));

const homeOf = (role: Role): string => (role === 'TENANT' ? paths.machines() : paths.overview());

/** A page with what it asks of a limited user, who is told at its head what they lack. */
function Needed({ path, children }: { readonly path: string; readonly children: ReactNode }) {
  const id = Number(useParams()['id']);
  const asked = needs[path];
  const ofThing = typeof asked === 'string' && asked !== 'account' && asked !== 'everything';
  return (
    <Needing need={ofThing ? { kind: asked, id } : asked} said={ofThing || path === 'machines/new'}>
      {children}
    </Needing>
  );
}

async function present(signal: AbortSignal): Promise<Person | null> {
  try {
    return await session.read(signal);
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 401) return null;
    throw error;
  }
}

export function Routing() {
  const query = useQuery({ queryKey: sessionKey, queryFn: ({ signal }) => present(signal), staleTime: 60_000 });
  const person = query.data;
  const language = languageOf(person?.language);
  useEffect(() => {
    if (language !== undefined && !languageChosen()) void choose(language, false);
  }, [language]);
  if (query.isPending) return null;
  if (query.error && person === undefined)
    return <Unreachable error={query.error} onRetry={() => void query.refetch()} />;
  const pages = person?.role === 'TENANT' ? tenantRoutes : operatorRoutes;
  return (
    <Suspense fallback={null}>
      <Routes>
        <Route path="/sign-in" element={<SignInPage person={person ?? null} />} />
        {person?.role === 'TENANT' ? <Route path="/machines/:id/console" element={<Console />} /> : null}
        <Route path="/" element={<Shell person={person} />}>
          <Route index element={person ? <Navigate to={homeOf(person.role)} replace /> : null} />
          {pages.map(({ path, Page }) => (
            <Route
              key={path}
              path={path}
              element={
                <Needed path={path}>
                  <Page />
                </Needed>
              }
            />
          ))}
          <Route path="*" element={<NotHere />} />
        </Route>
      </Routes>
    </Suspense>
  );
}
