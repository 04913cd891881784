import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { until } from './setup.ts';
import { choose, findings, signedIn } from './visit.ts';

const seed = inject('seed');
const operator = signedIn('operator');
const NAME = 'Waves and Rules';
const PLAN = 'g6-nanode-1';

interface Guest {
  readonly id: number;
  readonly label: string;
  readonly status: string;
  readonly hostId?: number | null;
  readonly hostName?: string | null;
  readonly startPriority: number;
}

let token: string;
let one: Guest;
let two: Guest;

async function asked<T>(method: string, path: string, body?: unknown, as?: string): Promise<T> {
  const response = await fetch(seed.url + path, {
    method,
    headers: {
      Authorization: `Bearer ${as ?? process.env['MYIDC_OPERATOR_TOKEN'] ?? ''}`,
      'Content-Type': 'application/json',
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text === '' ? '{}' : text) as T;
}

const guest = (id: number) => asked<Guest>('GET', `/admin/v1/instances/${id}`);
const running = (id: number, hostId?: number) =>
  until(`guest ${id} running`, async () => {
    const now = await guest(id);
    return now.status === 'RUNNING' && (hostId === undefined || now.hostId === hostId) ? now : undefined;
  });
const create = (label: string) =>
  asked<{ id: number }>(
    'POST',
    '/v4/linode/instances',
    { region: seed.region, type: PLAN, image: 'linode/debian12', label, root_pass: 'Journey-Passw0rd!' },
    token,
  );
const room = (deed: string, instanceId: number) => asked('POST', '/admin/v1/room/deeds', { deed, instanceId });
const rank = (id: number, priority: number) => asked('PUT', `/admin/v1/instances/${id}/start-priority`, { priority });
const passAMinute = async () => {
  const { now } = await asked<{ now: string }>('GET', '/admin/v1/clock');
  await asked('POST', '/admin/v1/clock', { to: new Date(Date.parse(now) + 61_000).toISOString() });
};
const waveOf = async (why: string) => {
  const waves = await asked<{ data: readonly { id: number; reason: string }[] }>('GET', '/admin/v1/waves?pageSize=500');
  return waves.data.find((wave) => wave.reason === why)?.id;
};
const dialog = () => operator.page.getByRole('dialog');
const gone = () => dialog().waitFor({ state: 'detached' });
const reason = (text: string) => dialog().getByRole('textbox', { name: 'Reason' }).fill(text);
const sure = (name: string) => operator.page.locator('.ant-modal-confirm').getByRole('button', { name });

beforeAll(async () => {
  const username = 'waves-and-rules';
  const tenant = await asked<{ id: number }>('POST', '/admin/v1/tenants', {
    name: NAME,
    currency: 'USD',
    timeZone: 'UTC',
    email: `${username}@example.com`,
    username,
    password: 'Waves-and-Rules-1',
  });
  const issued = await asked<{ token: string }>('POST', `/admin/v1/tenants/${tenant.id}/tokens`, {
    username,
    label: 'journeys',
    scopes: '*',
  });
  token = issued.token;
});

afterAll(async () => {
  for (const made of [one, two].filter((each) => each !== undefined)) {
    await until(`${made.label} gone`, async () => {
      const now = await guest(made.id).catch(() => undefined);
      if (now?.status === 'RUNNING' || now?.status === 'OFFLINE')
        await asked('DELETE', `/v4/linode/instances/${made.id}`, undefined, token).catch(() => undefined);
      return now === undefined ? true : undefined;
    });
  }
});

test('a rule holds a machine up until an operator chooses another host for it', async () => {
  const { page } = operator;
  await operator.go('/hosts?tab=approvals');
  await page.getByRole('button', { name: 'Set an approval rule' }).click();
  await choose(page, dialog(), 'Tenant', NAME);
  await reason('new here');
  await dialog().getByRole('button', { name: 'Set an approval rule' }).click();
  await gone();
  const [first, second] = [await create('held-1'), await create('held-2')];
  const table = page.getByRole('table', { name: 'Awaiting approval' });
  const row = table.getByRole('row').filter({ hasText: 'held-1' });
  await row.waitFor({ timeout: 60_000 });
  expect((await guest(first.id)).status).not.toBe('RUNNING');
  await row.getByRole('button', { name: 'Decide' }).click();
  expect(await findings(page)).toEqual([]);
  const waiting = await asked<{
    data: readonly { id: number; instanceId: number; host: string; hostId: number }[];
  }>('GET', '/admin/v1/placement/approvals?pageSize=500');
  const proposed = waiting.data.find((each) => each.instanceId === first.id);
  const other = proposed?.host === 'node-1' ? 'node-2' : 'node-1';
  await dialog().getByRole('button', { name: 'Approve' }).click();
  await choose(page, dialog(), 'Another host', other);
  await reason('less noise there');
  await dialog().getByRole('button', { name: 'Approve' }).click();
  await gone();
  one = await running(first.id);
  expect(one.hostName).toBe(other);
  const decided = page.getByRole('table', { name: 'Decided' }).getByRole('row').filter({ hasText: 'held-1' });
  await decided.getByText('less noise there').waitFor();
  const held = waiting.data.find((each) => each.instanceId === second.id);
  await asked('POST', `/admin/v1/placement/approvals/${held?.id}/approve`, { hostId: one.hostId, reason: 'beside it' });
  two = await running(second.id, one.hostId ?? undefined);
});

test('what hosts are weighed by is set from a day on, within its limits, and taken back', async () => {
  const { page } = operator;
  await operator.go('/hosts?tab=rules');
  await page.getByRole('button', { name: 'Set a rule' }).click();
  await dialog().getByRole('spinbutton', { name: 'Days of demand' }).fill('30');
  await choose(page, dialog(), 'Policy', 'Balanced fit');
  await dialog().getByRole('spinbutton', { name: 'Days of demand' }).waitFor({ state: 'detached' });
  await dialog().getByRole('spinbutton', { name: 'Imbalance' }).fill('3.5');
  await dialog().getByLabel('From (time in').fill('2031-05-01T08:00');
  await dialog().getByRole('textbox', { name: 'Why' }).fill('weighed anew');
  expect(await findings(page)).toEqual([]);
  await dialog().getByRole('button', { name: 'Set a rule' }).click();
  await gone();
  const row = page.getByRole('row').filter({ hasText: 'weighed anew' });
  await row.getByText('Free shares 1 · Imbalance 3.5').waitFor();
  expect(await row.getByText('in force').count()).toBe(0);
  await row.getByRole('button', { name: 'Take back' }).click();
  await row.waitFor({ state: 'detached' });
});

test('how early a machine starts after a power cut is set on its page', async () => {
  const { page } = operator;
  await operator.go(`/guests/${one.id}`);
  await page.getByTestId('start-priority').click();
  await dialog().getByRole('spinbutton', { name: 'Priority, 0 to 100' }).fill('100');
  await dialog().getByRole('button', { name: 'Start after a power cut' }).click();
  await gone();
  expect((await guest(one.id)).startPriority).toBe(100);
  await rank(two.id, 90);
  const weighed = page.getByRole('table', { name: 'Why it is where it is' });
  await weighed.getByRole('link', { name: one.hostName ?? '', exact: true }).waitFor();
  expect(await findings(page)).toEqual([]);
});

test('a wave starts machines in their order, stands still while it is paused, and goes on', async () => {
  const { page } = operator;
  await room('SWITCH_OFF', one.id);
  await room('SWITCH_OFF', two.id);
  await operator.go('/hosts?tab=waves');
  await page.getByTestId('begin-wave').click();
  await choose(page, dialog(), 'Wave', 'start after a power cut');
  await choose(page, dialog(), 'Host', one.hostName ?? '');
  await dialog().getByRole('spinbutton', { name: 'A minute' }).fill('1');
  await reason('power is back');
  await dialog().getByRole('button', { name: 'Begin a wave' }).click();
  await gone();
  const row = page.getByRole('table', { name: 'Waves' }).getByRole('row').filter({ hasText: 'power is back' });
  await row.getByRole('button', { name: 'Pause' }).click();
  await reason('smoke');
  await dialog().getByRole('button', { name: 'Pause' }).click();
  await gone();
  await row.getByText('paused').waitFor();
  await row.getByRole('button', { name: 'Machines' }).click();
  await dialog().getByRole('row').filter({ hasText: 'held-2' }).getByText('waits').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await gone();
  await row.getByRole('button', { name: 'Resume' }).click();
  await passAMinute();
  await until('the second machine started', async () => {
    const turns = await asked<{ data: readonly { instanceId: number; state: string }[] }>(
      'GET',
      `/admin/v1/waves/${await waveOf('power is back')}/guests?pageSize=500`,
    );
    return turns.data.find((turn) => turn.instanceId === two.id && turn.state === 'DONE');
  });
  await passAMinute();
  await row.getByText('done', { exact: true }).waitFor({ timeout: 90_000 });
  await running(one.id);
  await running(two.id);
}, 240_000);

test('a host is emptied; ended early it stays closed until it is let take guests again', async () => {
  const { page } = operator;
  const from = one.hostId;
  await operator.go('/hosts?tab=waves');
  await page.getByTestId('begin-wave').click();
  await choose(page, dialog(), 'Host', one.hostName ?? '');
  await dialog().getByRole('spinbutton', { name: 'A minute' }).fill('1');
  await reason('new memory');
  await dialog().getByRole('button', { name: 'Begin a wave' }).click();
  await gone();
  const approval = await until('the move waiting for approval, or done', async () => {
    const moved = await guest(one.id);
    if (moved.hostId !== from && moved.status === 'RUNNING') return { id: 0 };
    const waiting = await asked<{ data: readonly { id: number; instanceId: number }[] }>(
      'GET',
      '/admin/v1/placement/approvals?pageSize=500',
    );
    return waiting.data.find((each) => each.instanceId === one.id);
  });
  if (approval.id !== 0)
    await asked('POST', `/admin/v1/placement/approvals/${approval.id}/approve`, { reason: 'it has to leave' });
  await until('the first machine elsewhere', async () => {
    const moved = await guest(one.id);
    return moved.hostId !== from && moved.status === 'RUNNING' ? moved : undefined;
  });
  const row = page.getByRole('table', { name: 'Waves' }).getByRole('row').filter({ hasText: 'new memory' });
  await row.getByRole('button', { name: 'End' }).click();
  await reason('not today');
  await dialog().getByRole('button', { name: 'End' }).click();
  await gone();
  await row.getByText('Its host stays closed.').waitFor();
  await row.getByRole('button', { name: 'Let it take guests' }).click();
  await until('the host open again', async () => {
    const host = await asked<{ state: string }>('GET', `/admin/v1/hosts/${from}`);
    return host.state === 'ACTIVE' ? host : undefined;
  });
  await row.getByText('Its host stays closed.').waitFor({ state: 'detached' });
});

test('what was done behind the book’s back is followed, or undone on the host', async () => {
  const { page } = operator;
  const before = await running(two.id);
  await room('SWITCH_OFF', two.id);
  await operator.go(`/hosts?tab=drift&host=${before.hostId}`);
  const row = page
    .getByRole('table', { name: 'Otherwise than in the book' })
    .getByRole('row')
    .filter({ has: page.locator(`a[href="/guests/${two.id}"]`) });
  await row.getByText('off', { exact: true }).waitFor();
  expect(await findings(page)).toEqual([]);
  await row.getByRole('button', { name: 'Let the book follow' }).click();
  await sure('Let the book follow').click();
  await row.waitFor({ state: 'detached' });
  expect((await guest(two.id)).status).toBe('OFFLINE');
  await room('LOSE', two.id);
  await page.getByRole('button', { name: 'Look again' }).click();
  await row.getByText('not there').waitFor();
  await row.getByRole('button', { name: 'Undo on the host' }).click();
  await sure('Undo on the host').click();
  await row.waitFor({ state: 'detached' });
  await until('the machine on its host again', async () => {
    const now = await guest(two.id);
    return now.status === 'OFFLINE' || now.status === 'RUNNING' ? now : undefined;
  });
  await until('a changed filter that is told', async () => {
    await room('CHANGE_FILTER', two.id);
    await page.getByRole('button', { name: 'Look again' }).click();
    return row
      .getByText('Packet filter: all passes there')
      .waitFor({ timeout: 5_000 })
      .then(() => true)
      .catch(() => undefined);
  });
  expect(await row.getByRole('button', { name: 'Let the book follow' }).count()).toBe(0);
  await row.getByRole('button', { name: 'Set the filter again' }).click();
  await sure('Set the filter again').click();
  await row.waitFor({ state: 'detached' });
  expect(operator.troubles).toEqual([]);
});

test('a host is kept for a tenant, names what was there before, and is for all again', async () => {
  const { page } = operator;
  const host = (await guest(one.id)).hostId ?? 0;
  await operator.go(`/hosts/${host}?tab=pins`);
  await page.getByText('It is for all tenants').waitFor();
  await page.getByTestId('pin-host').click();
  await choose(page, dialog(), 'Tenants', NAME);
  await reason('they bought it');
  expect(await findings(page)).toEqual([]);
  await dialog().getByRole('button', { name: 'Save' }).click();
  await gone();
  await page.getByText('they bought it').first().waitFor();
  const pin = await asked<{ tenants: readonly { name: string }[]; misplaced: readonly { tenantName: string }[] }>(
    'GET',
    `/admin/v1/host-pins/${host}`,
  );
  expect(pin.tenants.map((tenant) => tenant.name)).toEqual([NAME]);
  expect(pin.misplaced.filter((each) => each.tenantName === NAME)).toEqual([]);
  await page.getByRole('button', { name: 'For all again' }).click();
  await sure('For all again').click();
  await page.getByText('It is for all tenants').waitFor();
  expect(await findings(page)).toEqual([]);
});

test('a host is promised more often from now on, within limits, and its history says why', async () => {
  const { page } = operator;
  const host = (await guest(one.id)).hostId ?? 0;
  const before = await asked<{ overcommit: { vcpu: number; memory: number } }>('GET', `/admin/v1/hosts/${host}`);
  await operator.go(`/hosts/${host}`);
  await page.getByTestId('overcommit').click();
  await dialog().getByRole('spinbutton', { name: 'vCPUs, times over' }).fill('33');
  await reason('idle guests');
  expect(await findings(page)).toEqual([]);
  await dialog().getByRole('button', { name: 'Change overcommitment' }).click();
  await dialog().locator('.ant-form-item-explain-error', { hasText: 'at most 32' }).waitFor();
  await dialog().getByRole('spinbutton', { name: 'vCPUs, times over' }).fill('7.5');
  await dialog().getByRole('button', { name: 'Change overcommitment' }).click();
  await gone();
  await page.getByRole('cell', { name: '× 7.5', exact: true }).waitFor();
  const dates = page.getByRole('table', { name: 'How many times over it may be promised' });
  await dates.getByRole('row').filter({ hasText: 'idle guests' }).getByText('in force').waitFor();
  expect(await findings(page)).toEqual([]);
  await operator.go(`/hosts/${host}?tab=history`);
  await page.getByText('idle guests').first().waitFor();
  await asked('PUT', `/admin/v1/host-overcommit/${host}`, { ...before.overcommit, reason: 'as it was' });
});

test('what a host may be promised later is said beforehand, seen beside what holds, and taken back', async () => {
  const { page } = operator;
  const host = (await guest(one.id)).hostId ?? 0;
  await operator.go(`/hosts/${host}`);
  await page.getByTestId('overcommit').click();
  const times = dialog().getByRole('spinbutton', { name: 'Memory, times over' });
  await times.fill('0.001');
  await dialog().getByLabel('From').fill('2001-05-01T08:00');
  await reason('steal time');
  await dialog().getByRole('button', { name: 'Change overcommitment' }).click();
  await dialog().getByText('from must not be in the past').waitFor();
  await dialog().getByLabel('From').fill('2031-05-01T08:00');
  expect(await findings(page)).toEqual([]);
  await dialog().getByRole('button', { name: 'Change overcommitment' }).click();
  await gone();
  const dates = page.getByRole('table', { name: 'How many times over it may be promised' });
  const row = dates.getByRole('row').filter({ hasText: 'steal time' });
  await row.getByText('to come').waitFor();
  await row.getByText('More is promised than this').waitFor();
  expect(await dates.getByText('in force', { exact: true }).count()).toBe(1);
  expect(await findings(page)).toEqual([]);
  const { toCome } = await asked<{ toCome: readonly { memory: number; exceeded: boolean }[] }>(
    'GET',
    `/admin/v1/host-overcommit/${host}`,
  );
  expect(toCome).toMatchObject([{ memory: 0.001, exceeded: true }]);
  await row.getByRole('button', { name: 'Take back' }).click();
  await row.waitFor({ state: 'detached' });
});
