import { sumDecimals } from '../src/util/money.ts';
import { freePositions, takes } from '../src/util/rack.ts';
import * as world from './world.ts';

export interface MockRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly signedIn: string | undefined;
}

export interface MockAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly signIn?: string | null;
}

export const ok = (body: unknown): MockAnswer => ({ status: 200, body });
export const problem = (status: number, code: string, detail: string, field?: string): MockAnswer => ({
  status,
  body: { status, code, detail, field, requestId: 'req-mock' },
});
export const missing = problem(404, 'common.NOT_FOUND', 'There is no such thing');

export function paged(rows: readonly unknown[], query: URLSearchParams): MockAnswer {
  const size = Number(query.get('pageSize') ?? query.get('page_size') ?? 100);
  const page = Number(query.get('page') ?? 1);
  return ok({
    data: rows.slice((page - 1) * size, page * size),
    page,
    pages: Math.max(1, Math.ceil(rows.length / size)),
    results: rows.length,
  });
}

export function elevation(id: number): MockAnswer {
  const rack = world.racks.find((candidate) => candidate.id === id);
  if (!rack) return missing;
  const inside = world.devices.filter((device) => device.rackId === id);
  const total = (of: (device: (typeof inside)[number]) => number) =>
    inside.reduce((sum, device) => sum + of(device), 0);
  return ok({
    rack,
    asOf: null,
    usedU: total((device) => device.type?.heightU ?? 0),
    weightKg: Math.round(total((device) => device.type?.weightKg ?? 0) * 10) / 10,
    powerW: total((device) => device.type?.maxDrawW ?? 0),
    weightUnknown: 0,
    powerUnknown: 0,
    devices: inside.map((device) => ({ ...device, deviceId: device.id })),
  });
}

export function rackDevice(id: number, body: MockRequest['body']): MockAnswer {
  const device = world.devices.find((candidate) => candidate.id === id);
  const rack = world.racks.find((candidate) => candidate.id === body['rackId']);
  if (!device?.type || !rack) return missing;
  const face = body['face'] === 'REAR' ? 'REAR' : 'FRONT';
  const inside = world.devices.flatMap((other) =>
    other.rackId === rack.id && other.type && other.face && other.positionU
      ? [{ ...other, type: other.type, face: other.face, positionU: other.positionU }]
      : [],
  );
  const position = Number(body['positionU']);
  if (!freePositions(inside, rack.heightU, face, device.type).includes(position)) {
    const holder = inside.find(
      (other) =>
        takes(other, face) &&
        position < other.positionU + other.type.heightU &&
        other.positionU < position + (device.type?.heightU ?? 1),
    );
    return {
      status: 409,
      body: {
        status: 409,
        code: 'inventory.SLOT_TAKEN',
        detail: 'The slot is taken',
        field: 'positionU',
        holder: holder?.name,
        requestId: 'req-mock',
      },
    };
  }
  Object.assign(device, {
    rackId: rack.id,
    rackName: rack.name,
    siteId: rack.siteId,
    face,
    positionU: position,
    state: 'RACKED',
  });
  return ok(device);
}

export function act(id: number, action: string): MockAnswer {
  const index = world.machines.findIndex((machine) => machine.id === id);
  const machine = world.machines[index];
  if (!machine) return { status: 404, body: { errors: [{ reason: 'Not found' }] } };
  const becomes = {
    boot: ['booting', 'running'],
    reboot: ['rebooting', 'running'],
    shutdown: ['shutting_down', 'offline'],
  }[action];
  const [during, after] = becomes ?? ['busy', 'running'];
  world.machines[index] = { ...machine, status: during as typeof machine.status };
  setTimeout(() => {
    world.machines[index] = { ...machine, status: after as typeof machine.status };
  }, 3_000);
  return ok({});
}

export function createMachine(body: MockRequest['body']): MockAnswer {
  const label = String(body['label']);
  if (world.machines.some((machine) => machine.label === label))
    return { status: 400, body: { errors: [{ field: 'label', reason: 'Label must be unique among your machines' }] } };
  const plan = world.plans.find((candidate) => candidate[0] === body['type']) ?? world.plans[0];
  const first = world.machines[0];
  if (!first) return missing;
  const machine = {
    ...first,
    id: 100 + world.machines.length,
    label,
    type: plan[0],
    region: String(body['region']),
    status: 'provisioning' as const,
    tags: [],
    created: world.wireAgo(0),
  };
  const index = world.machines.push(machine) - 1;
  setTimeout(() => {
    world.machines[index] = { ...machine, status: 'running' };
  }, 4_000);
  return ok(machine);
}

export const trace = (n: number): MockAnswer => {
  const line = world.lines.find((candidate) => candidate.n === n);
  if (!line) return missing;
  return ok({
    figure: line.amount,
    formula: `min(${line.hours} h × ${line.unitPrice.amount}, 280.00) = ${line.amount.amount}`,
    inputs: { hours: line.hours, hourly: line.unitPrice, from: line.from, to: line.to },
    priceEntry: { charge: line.charge, hourly: line.unitPrice, monthlyCap: '280.00', from: world.ago(330) },
    events: world.history,
    recomputed: line.amount,
    same: true,
  });
};

export const accrued = () => {
  const lines = world.machines.map((machine, index) => ({
    key: `00000000-0000-3000-8000-${String(machine.id).padStart(12, '0')}`,
    instanceId: machine.id,
    description: `${machine.type} · ${machine.label}`,
    region: machine.region,
    from: world.ago(20),
    to: null,
    hours: String(480 - index * 24),
    amount: { amount: (0.21 * (480 - index * 24)).toFixed(2), currency: 'CNY' },
  }));
  return ok({
    asOf: world.ago(0),
    from: world.ago(20),
    total: { amount: sumDecimals(lines.map((line) => line.amount.amount)), currency: 'CNY' },
    lines,
  });
};
