import type {
  Device,
  DeviceType,
  Guest,
  Host,
  Pool,
  PoolReport,
  Prefix,
  Rack,
  Site,
  Tenant,
} from '../src/api/admin-types.ts';
import type { HistoryEvent, Invoice, InvoiceLine, InvoiceRun, PriceBook } from '../src/api/billing.ts';
import type { AccountEvent, Machine } from '../src/api/tenant.ts';

/** A small data centre: fixed, so that a screenshot of today equals one of tomorrow but for the clock. */
const DAY_MS = 86_400_000;
export const ago = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString().replace(/\.\d+Z$/, 'Z');
export const wireAgo = (days: number): string => ago(days).slice(0, 19);

export const sites: Site[] = [
  { id: 1, name: '上海一号机房', region: 'cn-sh', country: 'CN', timeZone: 'Asia/Shanghai' },
  { id: 2, name: 'Frankfurt FRA1', region: 'eu-fra', country: 'DE', timeZone: 'Europe/Berlin' },
];

export const deviceTypes: DeviceType[] = [
  {
    id: 1,
    manufacturer: 'Dell',
    model: 'PowerEdge R760',
    category: 'SERVER',
    heightU: 2,
    fullDepth: true,
    weightKg: 35.3,
    maxDrawW: 1400,
  },
  {
    id: 2,
    manufacturer: 'Supermicro',
    model: 'SYS-121C-TN10R',
    category: 'SERVER',
    heightU: 1,
    fullDepth: true,
    weightKg: 21.5,
    maxDrawW: 860,
  },
  {
    id: 3,
    manufacturer: 'Arista',
    model: '7050SX3-48YC8',
    category: 'SWITCH',
    heightU: 1,
    fullDepth: false,
    weightKg: 10.2,
    maxDrawW: 330,
  },
  {
    id: 4,
    manufacturer: 'Inspur',
    model: 'NF5466G7',
    category: 'STORAGE',
    heightU: 4,
    fullDepth: true,
    weightKg: 62,
    maxDrawW: 1600,
  },
];

export const racks: Rack[] = Array.from({ length: 6 }, (_, index) => ({
  id: index + 1,
  siteId: index < 4 ? 1 : 2,
  name: `${index < 4 ? 'SH1' : 'FRA1'}-${'AB'[index % 2]}${String(index + 1).padStart(2, '0')}`,
  heightU: 42,
  maxWeightKg: 1000,
  maxPowerW: 12_000,
  devices: 0,
  usedU: 0,
  weightKg: 0,
  powerW: 0,
}));

export const devices: Device[] = racks.flatMap((rack) => {
  let u = 1;
  return Array.from({ length: 4 + rack.id }, (_, index): Device => {
    const type = deviceTypes[index === 0 ? 2 : (index + rack.id) % 4] ?? deviceTypes[0]!;
    const id = rack.id * 100 + index;
    const positionU = u;
    u += type.heightU + (index % 3 === 2 ? 1 : 0);
    return {
      id,
      deviceTypeId: type.id,
      type,
      serial: `SN${id}X${(id * 7919) % 9973}`,
      name: `${type.category === 'SWITCH' ? 'sw' : type.category === 'STORAGE' ? 'st' : 'srv'}-${rack.name.toLowerCase()}-${index + 1}`,
      assetTag: `A-${id}`,
      state: index % 5 === 4 ? 'RACKED' : 'IN_SERVICE',
      siteId: rack.siteId,
      rackId: rack.id,
      rackName: rack.name,
      face: type.category === 'SWITCH' ? 'REAR' : 'FRONT',
      positionU,
    };
  });
});
devices.push({
  id: 900,
  deviceTypeId: 1,
  type: deviceTypes[0]!,
  serial: 'SN900STOCK',
  name: 'srv-stock-1',
  assetTag: 'A-900',
  state: 'RECEIVED',
});

for (const rack of racks) {
  const inside = devices.filter((device) => device.rackId === rack.id);
  const sum = (of: (type: DeviceType) => number | null) =>
    Math.round(inside.reduce((total, device) => total + ((device.type && of(device.type)) ?? 0), 0) * 10) / 10;
  Object.assign(rack, {
    devices: inside.length,
    usedU: sum((type) => type.heightU),
    weightKg: sum((type) => type.weightKg),
    powerW: sum((type) => type.maxDrawW),
  });
}

export const hosts: Host[] = devices
  .filter((device) => device.type?.category === 'SERVER' && device.state === 'IN_SERVICE')
  .map((device, index) => ({
    id: device.id,
    deviceId: device.id,
    name: device.name,
    siteId: device.siteId ?? 1,
    state: index === 2 ? 'CORDONED' : 'ENABLED',
    capacity: { vcpus: 64, memoryMb: 262_144, diskGb: 8000 },
    overcommit: { vcpu: 4, memory: 1 },
    pinnedTenants: [],
    encrypted: false,
    vcpus: { total: 256, reserved: (index * 53) % 250 },
    memoryMb: { total: 262_144, reserved: ((index * 37) % 60) * 4096 },
    diskGb: { total: 8000, reserved: ((index * 29) % 90) * 80 },
    instances: (index * 13) % 40,
  }));

export const tenants: Tenant[] = ['星河科技', 'Nordlicht GmbH', '云杉数据', 'Blue Harbor', '远山网络'].map(
  (name, index) => ({
    id: index + 1,
    name,
    suspended: index === 4,
    currency: index % 2 === 0 ? 'CNY' : 'EUR',
    timeZone: index % 2 === 0 ? 'Asia/Shanghai' : 'Europe/Berlin',
    email: `ops@tenant${index + 1}.example`,
    openedAt: ago(200 - index * 20),
  }),
);

export const plans = [
  ['g6-nanode-1', 1, 1024, 25_600, '0.0525', '35.00'],
  ['g6-standard-1', 1, 2048, 51_200, '0.105', '70.00'],
  ['g6-standard-2', 2, 4096, 81_920, '0.21', '140.00'],
  ['g6-standard-4', 4, 8192, 163_840, '0.42', '280.00'],
  ['g6-dedicated-4', 4, 8192, 163_840, '0.63', '420.00'],
] as const;

const statuses = ['running', 'offline', 'running', 'booting', 'running', 'shutting_down'] as const;

export const machines: Machine[] = [
  'web-1',
  'web-2',
  'db-1',
  'cache-1',
  'build-7',
  'edge-sh-1',
  'old-import',
  'mail-1',
].map((label, index) => {
  const plan = plans[index % plans.length] ?? plans[0];
  return {
    id: index + 1,
    label,
    status: statuses[index] ?? 'running',
    type: plan[0],
    region: index % 3 === 0 ? 'eu-fra' : 'cn-sh',
    image: 'linode/debian12',
    ipv4: [`203.0.113.${10 + index}`],
    ipv6: null,
    specs: { vcpus: plan[1], memory: plan[2], disk: plan[3], gpus: 0, transfer: 1000 },
    alerts: { cpu: 90, network_in: 10, network_out: 10, transfer_quota: 80, io: 10_000 },
    tags: index % 2 === 0 ? ['prod'] : ['test'],
    backups: { enabled: false, available: false, schedule: { day: null, window: null }, last_successful: null },
    locks: [],
    working: false,
    awaits: false,
    has_user_data: false,
    watchdog_enabled: true,
    maintenance_policy: 'linode/migrate',
    disk_encryption: 'disabled',
    created: wireAgo(30 - index * 3),
    updated: wireAgo(1),
  };
});

export const guests: Guest[] = machines.map((machine, index) => ({
  id: machine.id,
  label: machine.label,
  tenantId: (index % 4) + 1,
  tenantName: tenants[index % 4]?.name ?? '',
  status: machine.status.toUpperCase(),
  plan: machine.type ?? '',
  image: machine.image,
  region: machine.region,
  hostId: hosts[index % hosts.length]?.id ?? null,
  hostName: hosts[index % hosts.length]?.name ?? null,
  ipv4: machine.ipv4,
  vcpus: machine.specs.vcpus,
  memoryMb: machine.specs.memory,
  diskMb: machine.specs.disk,
  tags: machine.tags,
  createdAt: `${machine.created}Z`,
  startPriority: 0,
}));

export const prefixes: Prefix[] = [
  {
    id: 1,
    cidr: '203.0.113.0/24',
    siteId: 1,
    gateway: '203.0.113.1',
    family: 4,
    container: false,
    inside: 0,
    role: 'GUESTS',
    quarantineSeconds: 0,
    size: 253,
    used: 231,
    resting: 0,
    free: 22,
  },
  {
    id: 2,
    cidr: '198.51.100.0/25',
    siteId: 2,
    gateway: '198.51.100.1',
    family: 4,
    container: false,
    inside: 0,
    role: 'GUESTS',
    quarantineSeconds: 0,
    size: 125,
    used: 18,
    resting: 0,
    free: 107,
  },
];

export const reports: PoolReport[] = Array.from({ length: 14 }, (_, index) => ({
  at: ago(14 - index),
  logicalBytes: 40e12 + index * 1.4e12,
  physicalBytes: 16e12 + index * 0.5e12,
  capacityBytes: 25e12,
  inodesTotal: 4_000_000,
  inodesUsed: 900_000 + index * 10_000,
}));

export const pools: Pool[] = [{ id: 1, siteId: 1, name: 'vdo-sh1-a', kind: 'VDO', latest: reports.at(-1) ?? null }];

export const books: PriceBook[] = [
  {
    id: 1,
    name: '标准价目 2026',
    currency: 'CNY',
    state: 'PUBLISHED',
    publishedAt: ago(300),
    entries: plans.map(([charge, , , , hourly, monthlyCap], index) => ({
      n: index + 1,
      charge,
      region: null,
      hourly,
      monthlyCap,
      from: ago(330),
      until: null,
    })),
  },
];

const cny = (amount: string) => ({ amount, currency: 'CNY' });

export const lines: InvoiceLine[] = machines.slice(0, 5).map((machine, index) => ({
  n: index + 1,
  description: `${machine.type} · ${machine.label}`,
  instanceId: machine.id,
  charge: machine.type ?? '',
  region: machine.region,
  from: ago(51),
  to: ago(21),
  hours: String(720 - index * 60),
  unitPrice: cny(plans[index]?.[4] ?? '0.1'),
  capped: index === 0,
  amount: cny(index === 0 ? '35.00' : (Number(plans[index]?.[4]) * (720 - index * 60)).toFixed(2)),
}));

const month = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - 1, 1))
  .toISOString()
  .slice(0, 7);
export const invoices: Invoice[] = tenants.slice(0, 3).map((tenant, index) => ({
  id: index + 1,
  number: `2026-${String(index + 41).padStart(6, '0')}`,
  tenantId: tenant.id,
  tenantName: tenant.name,
  month,
  state: 'ISSUED',
  issuedAt: ago(20),
  subtotal: cny('611.10'),
  tax: cny('36.67'),
  total: cny('647.77'),
  lines,
}));

export const runs: InvoiceRun[] = [
  {
    id: 1,
    month,
    state: 'DONE',
    total: 5,
    done: 5,
    failed: 0,
    invoiced: 5,
    failures: [],
    startedAt: ago(20),
    finishedAt: ago(19.999),
  },
];

export const history: HistoryEvent[] = [
  {
    index: 101,
    at: ago(30),
    event: 'compute.InstanceRequested',
    words: { en: 'Created as g6-standard-1 in cn-sh', 'zh-CN': '创建，规格 g6-standard-1，地域 cn-sh' },
    who: 'li.wei',
    from: '192.0.2.7',
    requestId: 'req-7f1a',
    payload: { plan: 'g6-standard-1' },
  },
  {
    index: 102,
    at: ago(29.999),
    event: 'compute.InstancePlaced',
    words: { en: 'Placed on srv-sh1-a01-2', 'zh-CN': '调度到 srv-sh1-a01-2' },
    who: null,
    cause: 'req-7f1a',
    payload: { host: 102 },
  },
  {
    index: 103,
    at: ago(29.998),
    event: 'compute.InstanceProvisioned',
    words: { en: 'Provisioned; charging starts', 'zh-CN': '创建完成，开始计费' },
    who: null,
    payload: {},
  },
  {
    index: 140,
    at: ago(12),
    event: 'compute.InstanceShutDown',
    words: { en: 'Shut down', 'zh-CN': '已关机' },
    who: 'li.wei',
    from: '192.0.2.7',
    requestId: 'req-91c2',
    payload: {},
  },
  {
    index: 141,
    at: ago(11.9),
    event: 'compute.InstanceBooted',
    words: { en: 'Booted', 'zh-CN': '已开机' },
    who: 'li.wei',
    from: '192.0.2.7',
    requestId: 'req-91d0',
    payload: {},
  },
];

export const events: AccountEvent[] = machines.slice(0, 6).map((machine, index) => ({
  id: 500 - index,
  action:
    ['linode_boot', 'linode_create', 'linode_shutdown', 'linode_reboot', 'linode_create', 'linode_update'][index] ??
    'linode_boot',
  status: index === 0 ? 'started' : index === 3 ? 'failed' : 'finished',
  created: wireAgo(index / 10),
  percent_complete: index === 0 ? 45 : 100,
  time_remaining: index === 0 ? 8 : null,
  duration: index === 0 ? null : 12.4 + index,
  entity: { id: machine.id, label: machine.label, type: 'linode' },
  message: index === 3 ? 'The host did not answer' : null,
  username: 'li.wei',
  seen: index > 1,
}));
