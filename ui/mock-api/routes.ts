import {
  accrued,
  act,
  createMachine,
  elevation,
  missing,
  ok,
  paged,
  rackDevice,
  trace,
  type MockAnswer,
  type MockRequest,
} from './answers.ts';
import * as access from './access.ts';
import { capacity } from './capacity.ts';
import { overcommitment, placementRules } from './placement.ts';
import * as world from './world.ts';

type Handler = (request: MockRequest, ids: readonly string[]) => MockAnswer;
const list =
  (rows: () => readonly unknown[]): Handler =>
  (request) =>
    paged(rows(), request.query);
const one =
  (rows: () => readonly { readonly id: number | string }[]): Handler =>
  (_, [id]) => {
    const row = rows().find((candidate) => String(candidate.id) === id);
    return row ? ok(row) : missing;
  };
const balance = [
  { account: 'assets:receivable', name: 'Receivables', currency: 'CNY', debit: '1943.31', credit: '0.00' },
  { account: 'revenue:compute', name: 'Revenue', currency: 'CNY', debit: '0.00', credit: '1833.30' },
  { account: 'liabilities:vat', name: 'VAT', currency: 'CNY', debit: '0.00', credit: '110.01' },
];

/** Racks, devices, guests and tenants whose name contains the text. */
function found(q: string): unknown {
  const among = (kind: string, things: readonly { readonly id: number; readonly name: string }[]) => ({
    kind,
    more: false,
    data: things
      .filter((thing) => thing.name.toLowerCase().includes(q.toLowerCase()))
      .slice(0, 5)
      .map((thing) => ({ kind, id: thing.id, name: thing.name, detail: null, within: null, positionU: null })),
  });
  const guests = world.guests.map((guest) => ({ id: guest.id, name: guest.label }));
  const kinds = [
    among('RACK', world.racks),
    among('DEVICE', world.devices),
    among('GUEST', guests),
    among('TENANT', world.tenants),
  ];
  return { q, kinds: kinds.filter((kind) => kind.data.length > 0) };
}

export const routes: readonly (readonly [string, RegExp, Handler])[] = [
  ['GET', /^\/v4\/linode\/instances$/, list(() => world.machines)],
  ['POST', /^\/v4\/linode\/instances$/, (request) => createMachine(request.body)],
  ['GET', /^\/v4\/linode\/instances\/(\d+)$/, one(() => world.machines)],
  [
    'GET',
    /^\/v4\/linode\/instances\/(\d+)\/ips$/,
    () =>
      ok({
        ipv4: {
          public: [
            {
              address: '203.0.113.10',
              gateway: '203.0.113.1',
              prefix: 24,
              public: true,
              rdns: 'web-1.example',
              type: 'ipv4',
            },
          ],
          private: [],
        },
        ipv6: null,
      }),
  ],
  [
    'POST',
    /^\/v4\/linode\/instances\/(\d+)\/(boot|reboot|shutdown)$/,
    (_, [id, action]) => act(Number(id), action ?? ''),
  ],
  [
    'GET',
    /^\/v4\/linode\/types$/,
    list(() =>
      world.plans.map(([id, vcpus, memory, disk, hourly, monthly]) => ({
        id,
        label: id.replace('g6-', '').replace('-', ' '),
        class: 'standard',
        price: { hourly: Number(hourly), monthly: Number(monthly) },
        region_prices: [],
        addons: { backups: { price: { hourly: null, monthly: null }, region_prices: [] } },
        vcpus,
        memory,
        disk,
        transfer: 1000,
      })),
    ),
  ],
  [
    'GET',
    /^\/v4\/regions$/,
    list(() =>
      world.sites.map((site) => ({
        id: site.region,
        label: site.name,
        country: site.country.toLowerCase(),
        status: 'ok',
        capabilities: ['Linodes'],
      })),
    ),
  ],
  [
    'GET',
    /^\/v4\/images$/,
    list(() => [
      {
        id: 'linode/debian12',
        label: 'Debian 12',
        vendor: 'Debian',
        status: 'available',
        deprecated: false,
        size: 2000,
        is_public: true,
      },
      {
        id: 'linode/ubuntu24.04',
        label: 'Ubuntu 24.04',
        vendor: 'Ubuntu',
        status: 'available',
        deprecated: false,
        size: 2400,
        is_public: true,
      },
    ]),
  ],
  ['GET', /^\/v4\/account\/events$/, list(() => world.events)],
  [
    'GET',
    /^\/v4\/account\/invoices$/,
    list(() =>
      world.invoices.slice(0, 1).map((invoice) => ({
        id: 1,
        date: world.wireAgo(20),
        label: `Invoice ${invoice.number}`,
        subtotal: 611.1,
        tax: 36.67,
        total: 647.77,
      })),
    ),
  ],
  [
    'GET',
    /^\/v4\/account\/invoices\/(\d+)$/,
    () =>
      ok({
        id: 1,
        date: world.wireAgo(20),
        label: `Invoice ${world.invoices[0]?.number}`,
        subtotal: 611.1,
        tax: 36.67,
        total: 647.77,
      }),
  ],
  [
    'GET',
    /^\/v4\/account\/invoices\/(\d+)\/items$/,
    list(() =>
      world.lines.map((line) => ({
        label: line.description,
        type: 'hourly',
        from: line.from.slice(0, 19),
        to: line.to.slice(0, 19),
        quantity: Number(line.hours),
        unit_price: line.unitPrice.amount,
        amount: Number(line.amount.amount),
        tax: 0,
        total: Number(line.amount.amount),
        region: line.region,
      })),
    ),
  ],
  ['GET', /^\/v4\/profile$/, () => ok(access.profile)],
  ['GET', /^\/portal\/v1\/console-gateway$/, () => ok({ open: false, host: null, port: null, fingerprint: null })],
  [
    'GET',
    /^\/v4\/account$/,
    () =>
      ok({
        company: '星河科技',
        email: 'ops@tenant1.example',
        balance: 0,
        balance_uninvoiced: 611.1,
        active_since: world.wireAgo(200),
      }),
  ],
  ['GET', /^\/v4\/profile\/tokens$/, list(() => access.tokens)],
  [
    'POST',
    /^\/v4\/profile\/tokens$/,
    (request) => {
      const token = {
        id: 2,
        label: String(request.body['label']),
        scopes: String(request.body['scopes']),
        created: world.wireAgo(0),
        expiry: null,
        token: 'c'.repeat(64),
      };
      access.tokens.push({ ...token, token: token.token.slice(0, 16) });
      return ok(token);
    },
  ],
  ['GET', /^\/v4\/profile\/sshkeys$/, list(() => access.keys)],
  ['GET', /^\/portal\/v1\/rights$/, () => ok({ currency: 'CNY', restricted: false, sources: [] })],
  ['GET', /^\/portal\/v1\/billing\/accrued$/, accrued],
  ['GET', /^\/portal\/v1\/billing\/accrued\/trace$/, () => trace(1)],
  ['GET', /^\/portal\/v1\/instances\/(\d+)\/history$/, list(() => world.history.toReversed())],
  ['GET', /^\/(?:portal|admin)\/v1\/invoices\/(\d+)\/lines\/(\d+)\/trace$/, (_, [, n]) => trace(Number(n))],
  [
    'GET',
    /^\/admin\/v1\/overview$/,
    () =>
      ok({
        sites: 2,
        racks: 6,
        devices: world.devices.length,
        hosts: world.hosts.length,
        instances: world.guests.length,
        tenants: 5,
        deadLetters: 1,
        ticketsWaiting: 0,
        processorLag: 3,
        vcpus: { total: 4096, reserved: 2710 },
        memoryMb: { total: 4_194_304, reserved: 3_500_000 },
      }),
  ],
  ['GET', /^\/admin\/v1\/search$/, (request) => ok(found(request.query.get('q') ?? ''))],
  ['GET', /^\/admin\/v1\/sites$/, list(() => world.sites)],
  ['GET', /^\/admin\/v1\/racks$/, list(() => world.racks)],
  ['GET', /^\/admin\/v1\/racks\/(\d+)\/elevation$/, (_, [id]) => elevation(Number(id))],
  ['GET', /^\/admin\/v1\/device-types$/, list(() => world.deviceTypes)],
  ['GET', /^\/admin\/v1\/devices$/, list(() => world.devices)],
  ['GET', /^\/admin\/v1\/devices\/(\d+)$/, one(() => world.devices)],
  ['POST', /^\/admin\/v1\/devices\/(\d+)\/rack$/, (request, [id]) => rackDevice(Number(id), request.body)],
  ['GET', /^\/admin\/v1\/placement\/rules(?:\/in-force)?$/, list(() => placementRules)],
  ['GET', /^\/admin\/v1\/hosts$/, list(() => world.hosts)],
  ['GET', /^\/admin\/v1\/host-overcommit\/(\d+)$/, (_, [id]) => ok(overcommitment(Number(id)))],
  ['GET', /^\/admin\/v1\/hosts\/(\d+)$/, one(() => world.hosts)],
  [
    'GET',
    /^\/admin\/v1\/instances$/,
    (request) =>
      paged(
        world.guests.filter(
          (guest) =>
            (!request.query.get('tenantId') || guest.tenantId === Number(request.query.get('tenantId'))) &&
            (!request.query.get('status') || guest.status === request.query.get('status')),
        ),
        request.query,
      ),
  ],
  ['GET', /^\/admin\/v1\/instances\/(\d+)$/, one(() => world.guests)],
  ['GET', /^\/admin\/v1\/prefixes$/, list(() => world.prefixes)],
  ['GET', /^\/admin\/v1\/prefixes\/(\d+)$/, one(() => world.prefixes)],
  [
    'GET',
    /^\/admin\/v1\/prefixes\/(\d+)\/addresses$/,
    list(() =>
      world.machines.map((machine) => ({
        address: machine.ipv4[0],
        assignmentId: machine.id,
        prefixId: 1,
        holder: `instance-${machine.id}`,
        role: 'HOST',
        state: 'ASSIGNED',
        since: world.ago(3),
      })),
    ),
  ],
  ['GET', /^\/admin\/v1\/tenants$/, list(() => world.tenants)],
  ['GET', /^\/admin\/v1\/tenants\/(\d+)$/, one(() => world.tenants)],
  [
    'GET',
    /^\/admin\/v1\/tenants\/(\d+)\/quota$/,
    () => ok({ instances: 20, vcpus: 64, memoryMb: null, used: { instances: 3, vcpus: 8, memoryMb: 16_384 } }),
  ],
  [
    'GET',
    /^\/admin\/v1\/tenants\/(\d+)\/users$/,
    list(() => [{ id: 3, username: 'li.wei', email: 'li.wei@example.com', restricted: false }]),
  ],
  ['GET', /^\/admin\/v1\/pools$/, list(() => world.pools)],
  ['GET', /^\/admin\/v1\/pools\/(\d+)$/, one(() => world.pools)],
  ['GET', /^\/admin\/v1\/pools\/(\d+)\/reports$/, list(() => world.reports)],
  ['GET', /^\/admin\/v1\/capacity\/(\d+)$/, () => ok(capacity)],
  [
    'GET',
    /^\/admin\/v1\/capacity\/(\d+)\/tenants$/,
    list(() => [{ tenantId: 1, tenantName: 'Acme', guests: 3, promisedBytes: 240 * 2 ** 30 }]),
  ],
  ['GET', /^\/admin\/v1\/capacity\/(\d+)\/volumes$/, list(() => [])],
  [
    'GET',
    /^\/admin\/v1\/capacity\/(\d+)\/iops$/,
    () => ok({ readSharePercent: 0, disks: [], promised: 0, used: null }),
  ],
  [
    'GET',
    /^\/admin\/v1\/pools\/(\d+)\/volumes$/,
    list(() => [
      {
        instanceId: 1,
        label: 'web-1',
        status: 'RUNNING',
        tenantId: 1,
        tenantName: 'Acme',
        hostId: 1,
        hostName: 'sh1-a01-n01',
        promisedBytes: 50 * 2 ** 30,
        since: '2026-03-01T02:00:00Z',
      },
    ]),
  ],
  ['GET', /^\/admin\/v1\/price-books$/, list(() => world.books)],
  ['GET', /^\/admin\/v1\/price-books\/(\d+)$/, one(() => world.books)],
  ['GET', /^\/admin\/v1\/invoice-runs$/, list(() => world.runs)],
  ['GET', /^\/admin\/v1\/invoice-runs\/(\d+)$/, one(() => world.runs)],
  ['GET', /^\/admin\/v1\/invoices$/, list(() => world.invoices)],
  ['GET', /^\/admin\/v1\/invoices\/(\d+)\/lines$/, list(() => world.lines)],
  ['GET', /^\/admin\/v1\/invoices\/(\d+)$/, one(() => world.invoices)],
  ['GET', /^\/admin\/v1\/ledger\/accounts$/, list(() => balance.map((row) => ({ code: row.account, name: row.name })))],
  ['GET', /^\/admin\/v1\/ledger\/trial-balance$/, list(() => balance)],
  [
    'GET',
    /^\/admin\/v1\/ledger\/postings$/,
    list(() =>
      balance.map((row, index) => ({
        id: index,
        at: world.ago(20),
        account: row.account,
        debit: row.debit,
        credit: row.credit,
        currency: row.currency,
        cause: 'invoice-1',
      })),
    ),
  ],
  ['GET', /^\/admin\/v1\/history\/([\w-]+)$/, list(() => world.history.toReversed())],
  [
    'GET',
    /^\/admin\/v1\/operations\/processors$/,
    () =>
      ok({
        data: [{ name: 'billing.policy', kind: 'streaming', handlers: [], segments: 1, lag: 3, state: 'RUNNING' }],
      }),
  ],
  [
    'GET',
    /^\/admin\/v1\/operations\/dead-letters$/,
    list(() => [
      {
        id: 'l1',
        group: 'billing.policy',
        event: 'compute.InstanceDeleted',
        aggregateId: 'instance-4',
        causeType: 'IllegalState',
        causeMessage: 'no price for g6-standard-9',
        enqueuedAt: world.ago(0.2),
      },
    ]),
  ],
  [
    'GET',
    /^\/admin\/v1\/operations\/projections$/,
    () => ok({ data: [{ name: 'compute.read', tables: ['instance_view'], histories: [], lastRebuild: null }] }),
  ],
  ['GET', /^\/admin\/v1\/clock$/, () => ok({ now: new Date().toISOString(), movable: true })],
];
