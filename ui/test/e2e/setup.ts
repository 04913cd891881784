import type { TestProject } from 'vitest/node';
import { fillRoom, type RoomSeed } from './room.ts';
import { sketchFile } from './sketch.ts';

/** What a journey needs to know about the data centre that was built for it. */
export interface Seed {
  readonly url: string;
  readonly operator: Credentials;
  readonly tenant: Credentials & { readonly id: number; readonly token: string };
  readonly region: string;
  readonly rackId: number;
  readonly prefixId: number;
  readonly machineId: number;
  readonly month: string;
  readonly invoiceId: number;
  readonly poolId: number;
  /** A pool that nobody set up yet, and what sketches of it are keyed with. */
  readonly bare: { readonly poolId: number; readonly secretId: string };
  readonly room: RoomSeed;
  /** Before anything was measured of the pool. */
  readonly beforeSketch: string;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    seed: Seed;
  }
}

interface Ask {
  readonly body?: unknown;
  readonly token?: string;
}

interface Portal {
  expect: <T>(method: string, path: string, ask?: Ask) => Promise<T>;
}

interface SmallIdc {
  readonly REGION: string;
  buildSite: (portal: Portal) => Promise<{ siteId: number; rackId: number; prefixId: number; deviceTypeId: number }>;
  addTenant: (
    portal: Portal,
    name: string,
    money?: { currency?: string; timeZone?: string },
  ) => Promise<Credentials & { tenantId: number; token: string }>;
  publishPrices: (
    portal: Portal,
    prices: Readonly<Record<string, readonly [string, string]>>,
    money?: { currency?: string },
  ) => Promise<number>;
}

const PATIENCE_MS = 90_000;

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is needed: run the journeys by ./myidc test e2e, or name a running portal`);
  return value;
}

function portalAt(url: string, operatorToken: string): Portal {
  return {
    expect: async <T>(method: string, path: string, { body, token = operatorToken }: Ask = {}) => {
      const response = await fetch(url + path, {
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json',
        },
        body: body === undefined ? null : Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
      return (text === '' ? {} : JSON.parse(text)) as T;
    },
  };
}

export async function until<T>(what: string, probe: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    const found = await probe();
    if (found !== undefined) return found;
    await new Promise((resume) => setTimeout(resume, 300));
  }
  throw new Error(`${what} did not happen within ${PATIENCE_MS / 1000} s`);
}

/** A site, prices, a tenant with a machine, and a closed month: everything by the API, as its users would. */
export default async function setup(project: TestProject): Promise<void> {
  const url = needed('MYIDC_URL').replace(/\/$/, '');
  const portal = portalAt(url, needed('MYIDC_OPERATOR_TOKEN'));
  const idc = (await import(new URL('../../../tools/small-idc.mjs', import.meta.url).href)) as SmallIdc;
  const site = await idc.buildSite(portal);
  await idc.publishPrices(portal, {
    'instance:g6-nanode-1': ['0.0075', '5.00'],
    'instance:g6-standard-1': ['0.018', '12.00'],
    'instance:g6-standard-2': ['0.036', '24.00'],
    'backups:g6-nanode-1': ['0.003', '2.00'],
  });
  const tenant = await idc.addTenant(portal, 'Journey Works');
  const machine = await portal.expect<{ id: number }>('POST', '/v4/linode/instances', {
    token: tenant.token,
    body: {
      region: idc.REGION,
      type: 'g6-standard-1',
      image: 'linode/debian12',
      label: 'ledger-1',
      root_pass: 'Journey-Passw0rd!',
    },
  });
  await until('the seeded machine running', async () => {
    const now = await portal.expect<{ status: string }>('GET', `/v4/linode/instances/${machine.id}`, {
      token: tenant.token,
    });
    return now.status === 'running' ? now : undefined;
  });
  const poolId = await fillPool(portal);
  const bare = await barePool(portal);
  const room = await fillRoom(portal, site, { token: tenant.token, region: idc.REGION });
  const beforeSketch = await measurePool(portal, poolId, tenant.tenantId);
  const { month, invoiceId } = await closeMonth(portal, tenant.tenantId);
  project.provide('seed', {
    url,
    operator: {
      username: process.env['MYIDC_OPERATOR_USERNAME'] ?? 'operator',
      password: needed('MYIDC_OPERATOR_PASSWORD'),
    },
    tenant: { username: tenant.username, password: tenant.password, id: tenant.tenantId, token: tenant.token },
    region: idc.REGION,
    rackId: site.rackId,
    prefixId: site.prefixId,
    machineId: machine.id,
    month,
    invoiceId,
    poolId,
    bare,
    room,
    beforeSketch,
  });
}

/** A pool of ZFS that fills by a terabyte a day, as its tools would have told for twenty days. */
async function fillPool(portal: Portal): Promise<number> {
  const sites = await portal.expect<{ data: readonly { id: number }[] }>('GET', '/admin/v1/sites');
  const pool = await portal.expect<{ id: number }>('POST', '/admin/v1/pools', {
    body: { siteId: sites.data[0]?.id, name: 'tank-1', kind: 'ZFS' },
  });
  const { now } = await portal.expect<{ now: string }>('GET', '/admin/v1/clock');
  const terabyte = 1024 ** 4;
  for (let day = 0; day < 20; day += 1) {
    const used = (20 + day) * terabyte;
    const size = 64 * terabyte;
    const zpool = ['tank', size, used, size - used, 50, '1.50', 'ONLINE'].join('\t');
    const zfs = [
      ['tank', 'filesystem', used * 1.5, used * 2, '-', '-'].join('\t'),
      ['tank/base', 'volume', terabyte, terabyte, 2 * terabyte, '-'].join('\t'),
    ];
    await portal.expect('POST', `/admin/v1/pools/${pool.id}/outputs`, {
      body: {
        at: new Date(Date.parse(now) - (20 - day) * 86_400_000).toISOString(),
        target: 'tank',
        outputs: [
          { tool: 'ZPOOL_LIST', text: `${zpool}\n` },
          { tool: 'ZFS_LIST', text: `${zfs.join('\n')}\n` },
        ],
      },
    });
  }
  await portal.expect('PUT', `/admin/v1/pools/${pool.id}/disks`, {
    body: {
      readSharePercent: 70,
      groups: [{ disks: 12, protection: 'RAID6', seekMillis: 3, turnsPerMinute: 7200 }],
    },
  });
  return pool.id;
}

async function barePool(portal: Portal): Promise<Seed['bare']> {
  const sites = await portal.expect<{ data: readonly { id: number }[] }>('GET', '/admin/v1/sites');
  const pool = await portal.expect<{ id: number }>('POST', '/admin/v1/pools', {
    body: { siteId: sites.data[0]?.id, name: 'shelf-1', kind: 'FILES' },
  });
  const { secretId } = await portal.expect<{ secretId: string }>('POST', `/admin/v1/measured-pools/${pool.id}/secret`);
  return { poolId: pool.id, secretId };
}

const range = (from: number, end: number) => Array.from({ length: end - from }, (_, index) => from + index + 1);

/** Two clones and a base of a tenant, and a volume of nobody; answers with the instant before. */
async function measurePool(portal: Portal, poolId: number, tenantId: number): Promise<string> {
  const { now } = await portal.expect<{ now: string }>('GET', '/admin/v1/clock');
  const path = `/admin/v1/measured-pools/${poolId}`;
  const { secretId } = await portal.expect<{ secretId: string }>('POST', `${path}/secret`);
  const owned = {
    base: range(0, 1024),
    'clone-1': range(0, 1000),
    'clone-2': [...range(0, 960), ...range(2000, 2064)],
  };
  await portal.expect('POST', `${path}/sketches?tenantId=${tenantId}&host=node-1&tag=prod`, {
    body: sketchFile(secretId, owned),
  });
  await portal.expect('POST', `${path}/sketches?host=node-2`, {
    body: sketchFile(secretId, { alone: range(4000, 4512) }),
  });
  return now;
}

/** Moves the portal's clock into the next month and closes the one that has ended. */
async function closeMonth(portal: Portal, tenantId: number): Promise<{ month: string; invoiceId: number }> {
  const clock = await portal.expect<{ now: string }>('GET', '/admin/v1/clock');
  const now = new Date(clock.now);
  const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 2, 3));
  const month = clock.now.slice(0, 7);
  await portal.expect('POST', '/admin/v1/clock', { body: { to: next.toISOString() } });
  const run = await portal.expect<{ id: number }>('POST', '/admin/v1/invoice-runs', {
    body: { month, tenantIds: [tenantId] },
  });
  const ended = await until('the end of the invoice run', async () => {
    const state = await portal.expect<{ finishedAt?: string; failures: readonly unknown[] }>(
      'GET',
      `/admin/v1/invoice-runs/${run.id}`,
    );
    return state.finishedAt ? state : undefined;
  });
  const invoices = await portal.expect<{ data: readonly { id: number }[] }>(
    'GET',
    `/admin/v1/invoices?tenantId=${tenantId}&month=${month}`,
  );
  const invoice = invoices.data[0];
  if (!invoice) throw new Error(`the run issued no invoice: ${JSON.stringify(ended)}`);
  return { month, invoiceId: invoice.id };
}
