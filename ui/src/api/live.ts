import type { QueryClient } from '@tanstack/react-query';

/** What the server says has changed: the aggregate ("instance-42") and the stored name of the fact. */
interface Hint {
  readonly thing: string;
  readonly event: string;
}

const paths: Readonly<Record<string, readonly string[]>> = {
  instance: [
    '/v4/linode/instances',
    '/v4/account',
    '/admin/v1/instances',
    '/admin/v1/hosts',
    '/portal/v1',
    '/admin/v1/overview',
  ],
  site: ['/admin/v1/sites'],
  rack: ['/admin/v1/racks'],
  device: ['/admin/v1/devices', '/admin/v1/racks'],
  host: ['/admin/v1/hosts', '/admin/v1/overview'],
  prefix: ['/admin/v1/prefixes', '/admin/v1/addresses'],
  tenant: ['/admin/v1/tenants', '/admin/v1/overview', '/v4/account'],
  person: ['/admin/v1/tenants', '/v4/profile'],
  token: ['/v4/profile'],
  invoice: ['/admin/v1/invoices', '/v4/account/invoices', '/admin/v1/ledger', '/admin/v1/invoice-runs', '/portal/v1'],
  purse: [
    '/admin/v1/purses',
    '/admin/v1/payments',
    '/admin/v1/ledger',
    '/admin/v1/invoices',
    '/admin/v1/reports',
    '/portal/v1/money',
    '/portal/v1/invoices',
  ],
  entity: ['/admin/v1/legal-entities', '/admin/v1/ledger'],
  budget: ['/portal/v1/money'],
  lease: ['/admin/v1/leases', '/portal/v1/billing'],
  pricebook: ['/admin/v1/price-books'],
  pool: ['/admin/v1/pools'],
  firewall: ['/v4/networking/firewalls', '/v4/linode/instances', '/v4/account'],
  ruleset: ['/v4/networking/firewalls'],
  ticket: ['/v4/support', '/admin/v1/tickets', '/admin/v1/overview', '/portal/v1'],
  image: ['/v4/images', '/v4/account', '/admin/v1/images', '/portal/v1'],
  volume: ['/v4/volumes', '/v4/account', '/portal/v1'],
};

/** The kind of an aggregate: what its name says before the number. */
export const kindOf = (thing: string): string =>
  thing
    .replace(/-[^-]*$/, '')
    .replaceAll('-', '')
    .toLowerCase();

/** The prefixes of paths a hint makes stale; an unknown kind makes everything stale rather than nothing. */
export function staleAfter(thing: string): readonly string[] {
  return [...(paths[kindOf(thing)] ?? ['/']), '/admin/v1/history'];
}

/** The path in a query's key, which is [method, path, parameters]. */
export const pathOf = (key: readonly unknown[]): string => (typeof key[1] === 'string' ? key[1] : '');

const GATHER_MS = 250;

/** Listens for hints until stopped. Hints are gathered, so that a burst of a thousand costs one round of questions. */
export function listen(url: string, client: QueryClient, onState: (open: boolean) => void): () => void {
  const source = new EventSource(url, { withCredentials: true });
  const stale = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    const prefixes = [...stale];
    stale.clear();
    void client.invalidateQueries({
      predicate: (query) => prefixes.some((prefix) => pathOf(query.queryKey).startsWith(prefix)),
    });
  };
  const heard = (event: MessageEvent<string>) => {
    let hint: Partial<Hint>;
    try {
      hint = JSON.parse(event.data) as Partial<Hint>;
    } catch {
      return;
    }
    if (hint.event === 'heartbeat' || !hint.thing) return;
    for (const prefix of staleAfter(hint.thing)) stale.add(prefix);
    timer ??= setTimeout(flush, GATHER_MS);
  };
  source.addEventListener('message', heard);
  source.addEventListener('change', heard);
  source.addEventListener('open', () => onState(true));
  source.addEventListener('error', () => onState(false));
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
