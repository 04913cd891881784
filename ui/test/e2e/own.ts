import { expect, inject } from 'vitest';
import { until } from './setup.ts';

/** What a journey prepares and clears away by the API, so that its own steps alone go through the pages. */
export async function asked<T>(token: string, method: string, path: string, body?: unknown): Promise<T | undefined> {
  const response = await fetch(inject('seed').url + path, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text === '' ? '{}' : text) as T;
}

/** As the tenant of the journeys; nothing for what is not there. */
export const own = <T>(method: string, path: string, body?: unknown): Promise<T | undefined> =>
  asked<T>(inject('seed').tenant.token, method, path, body);

/** As the operator: what a journey needs of the room and the book. */
export const operated = <T>(method: string, path: string, body?: unknown): Promise<T | undefined> =>
  asked<T>(process.env['MYIDC_OPERATOR_TOKEN'] ?? '', method, path, body);

/** Backups and volumes need a pool that is offered to the whole site; other journeys are drawn without one. */
export async function offerPool(wholeSite: boolean): Promise<void> {
  const path = `/admin/v1/pools/${inject('seed').poolId}/offer`;
  const answer = await operated('PUT', path, { wholeSite, hostIds: [] });
  expect(answer).toBeDefined();
}

export interface OwnMachine {
  readonly id: number;
  readonly label: string;
  readonly status: string;
  readonly tags: readonly string[];
}

const machines = '/v4/linode/instances';

/** Asks a machine for an action that waits while the machine is busy. */
export async function queued(id: number, action: string): Promise<void> {
  const response = await fetch(`${inject('seed').url}${machines}/${id}/${action}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${inject('seed').tenant.token}`,
      'Content-Type': 'application/json',
      Prefer: 'respond-async',
    },
    body: '{}',
  });
  expect(response.ok).toBe(true);
}

export const statusIs = (id: number, status: string): Promise<OwnMachine> =>
  until(`machine ${id} being ${status}`, async () => {
    const machine = await own<OwnMachine>('GET', `${machines}/${id}`);
    return machine?.status === status ? machine : undefined;
  });

/** A small machine that runs. */
export async function machineMade(label: string, more: Readonly<Record<string, unknown>> = {}): Promise<OwnMachine> {
  const made = await own<OwnMachine>('POST', machines, {
    region: inject('seed').region,
    type: 'g6-nanode-1',
    image: 'linode/debian12',
    label,
    root_pass: 'Journey-Passw0rd!',
    ...more,
  });
  if (made === undefined) throw new Error(`${label} was not made`);
  return statusIs(made.id, 'running');
}

/** Deletes machines by their labels as soon as nothing is under way on them, and waits until they are gone. */
export async function machinesGone(...labels: readonly string[]): Promise<void> {
  for (const label of labels) {
    await until(`${label} gone`, async () => {
      const filter = encodeURIComponent(JSON.stringify({ label }));
      const found = await own<{ data: readonly OwnMachine[] }>('GET', `${machines}?page_size=500&filter=${filter}`);
      const one = found?.data.find((machine) => machine.label === label);
      if (one === undefined) return true;
      if (one.status === 'running' || one.status === 'offline')
        await own('DELETE', `${machines}/${one.id}`).catch(() => undefined);
      return undefined;
    });
  }
}
