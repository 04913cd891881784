/** Every address inside the UI; nothing else writes a path by hand. */
export const paths = {
  signIn: (returnTo?: string) => (returnTo ? `/sign-in?to=${encodeURIComponent(returnTo)}` : '/sign-in'),
  home: () => '/',

  machines: () => '/machines',
  machineNew: () => '/machines/new',
  machine: (id: number) => `/machines/${id}`,
  volumes: () => '/volumes',
  activity: () => '/activity',
  billing: () => '/billing',
  bill: (id: number) => `/billing/invoices/${id}`,
  access: () => '/access',

  overview: () => '/overview',
  racks: () => '/racks',
  rack: (id: number) => `/racks/${id}`,
  rackWalk: (id: number) => `/racks/${id}/walk`,
  floor: () => '/floor',
  capacity: () => '/capacity',
  power: () => '/power',
  imports: () => '/imports',
  plans: () => '/plans',
  plan: (id: number) => `/plans/${id}`,
  devices: () => '/devices',
  device: (id: number) => `/devices/${id}`,
  hosts: () => '/hosts',
  host: (id: number) => `/hosts/${id}`,
  guests: () => '/guests',
  guest: (id: number) => `/guests/${id}`,
  addresses: () => '/addresses',
  prefix: (id: number) => `/addresses/${id}`,
  address: (ip: string) => `/addresses/at/${encodeURIComponent(ip)}`,
  tenants: () => '/tenants',
  tenant: (id: number) => `/tenants/${id}`,
  pools: () => '/storage',
  pool: (id: number) => `/storage/${id}`,
  priceBooks: () => '/prices',
  priceBook: (id: number) => `/prices/${id}`,
  invoices: () => '/invoices',
  invoice: (id: number) => `/invoices/${id}`,
  invoiceRun: (id: number) => `/invoices/runs/${id}`,
  ledger: () => '/ledger',
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
