/** A path with the parameters that are given. */
function withQuery(path: string, params: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && typeof value !== 'object') query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** Every address inside the UI; nothing else writes a path by hand. */
export const paths = {
  signIn: (returnTo?: string) => (returnTo ? `/sign-in?to=${encodeURIComponent(returnTo)}` : '/sign-in'),
  home: () => '/',

  machines: () => '/machines',
  machineNew: (
    from: {
      readonly script?: number;
      readonly image?: string;
      readonly backup?: number;
      readonly of?: number;
      readonly from?: 'image' | 'script' | 'backup' | 'clone';
    } = {},
  ) => withQuery('/machines/new', from),
  machine: (id: number, open: { readonly tab?: string; readonly do?: string } = {}) =>
    withQuery(`/machines/${id}`, open),
  machineConsole: (id: number) => `/machines/${id}/console`,
  volumes: () => '/volumes',
  networks: () => '/networks',
  network: (id: number) => `/networks/${id}`,
  firewalls: () => '/firewalls',
  firewall: (id: number) => `/firewalls/${id}`,
  scripts: () => '/stackscripts',
  script: (id: number) => `/stackscripts/${id}`,
  images: () => '/images',
  groups: () => '/groups',
  gear: () => '/gear',
  activity: () => '/activity',
  billing: () => '/billing',
  bill: (id: number) => `/billing/invoices/${id}`,
  access: () => '/access',
  tickets: () => '/tickets',
  ticket: (id: number) => `/tickets/${id}`,

  overview: () => '/overview',
  racks: () => '/racks',
  rackWalk: (id: number) => `/racks/${id}/walk`,
  rack: (id: number, at: { readonly u?: number; readonly device?: number } = {}) => withQuery(`/racks/${id}`, at),
  floor: (site?: number) => withQuery('/floor', { site }),
  capacity: () => '/capacity',
  power: () => '/power',
  powerNode: (id: number) => `/power/${id}`,
  cables: () => '/cables',
  cable: (id: number) => `/cables/${id}`,
  models: () => '/models',
  parts: (which: { readonly serial?: string } = {}) => withQuery('/parts', which),
  changes: () => '/changes',
  signIns: () => '/sign-ins',
  search: (q?: string) => withQuery('/search', { q }),
  imports: () => '/imports',
  plans: () => '/plans',
  plan: (id: number) => `/plans/${id}`,
  devices: () => '/devices',
  device: (id: number, tab?: string) => withQuery(`/devices/${id}`, { tab }),
  hosts: () => '/hosts',
  host: (id: number) => `/hosts/${id}`,
  guests: () => '/guests',
  guest: (id: number) => `/guests/${id}`,
  addresses: () => '/addresses',
  prefix: (id: number) => `/addresses/${id}`,
  address: (ip: string) => `/addresses/at/${encodeURIComponent(ip)}`,
  numbers: (tab?: string, group?: number) => withQuery('/numbers', { tab, group }),
  tenants: () => '/tenants',
  tenant: (id: number) => `/tenants/${id}`,
  pools: () => '/storage',
  pool: (id: number) => `/storage/${id}`,
  poolSharing: (id: number) => `/storage/${id}/sharing`,
  poolSettings: (id: number) => `/storage/${id}/settings`,
  storageSite: () => '/storage/site',
  poolAlerts: () => '/storage/alerts',
  storageGroups: () => '/storage/groups',
  priceBooks: () => '/prices',
  priceBook: (id: number) => `/prices/${id}`,
  priceReplay: (id: number) => `/prices/replays/${id}`,
  invoices: () => '/invoices',
  invoice: (id: number) => `/invoices/${id}`,
  invoiceRun: (id: number) => `/invoices/runs/${id}`,
  ledger: () => '/ledger',
  invoiceDraft: (id: number) => `/invoices/drafts/${id}`,
  fapiaoBatch: (id: number) => `/invoices/fapiaos/${id}`,
  leases: () => '/leases',
  reports: () => '/reports',
  operations: () => '/operations',
} as const;

/** Search parameters that every link carries on: the instant a person looks at must not get lost by a click. */
const CARRIED = ['asOf', 'against'] as const;

/** A path with the instant that the present address holds. */
export function carry(path: string, present: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of CARRIED) {
    const value = present.get(name);
    if (value !== null) kept.set(name, value);
  }
  const query = kept.toString();
  return query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

/** A local path to go back to after signing in; anything that could leave this site is refused. */
export function safeReturn(to: string | null): string {
  return to !== null && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : '/';
}
