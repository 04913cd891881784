import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { operated } from './own.ts';
import { until } from './setup.ts';
import { findings, signedIn, type Visit } from './visit.ts';

const seed = inject('seed');
const operator = signedIn('operator');
const owner = { username: 'leaving-owner', password: 'Journey-Passw0rd!' };
const limited = { username: 'leaving-limited', password: 'Journey-Passw0rd!' };
const name = 'Leaving Works';

let tenantId = 0;
let token = '';
let person: Visit;

const dialog = () => person.page.getByRole('dialog');

async function asOwner<T>(method: string, path: string, body?: unknown): Promise<T | undefined> {
  const response = await fetch(seed.url + path, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return response.ok ? ((await response.json()) as T) : undefined;
}

const closedAt = async () =>
  (await operated<{ closedAt?: string | null }>('GET', `/admin/v1/tenants/${tenantId}`))?.closedAt ?? null;

async function enter(who: typeof owner): Promise<void> {
  const { page } = person;
  await page.goto('/sign-in');
  await page.locator('#username').fill(who.username);
  await page.locator('#password').fill(who.password);
  await page.getByTestId('sign-in').click();
}

async function closing(typed: string): Promise<void> {
  const { page } = person;
  await page.goto('/access?tab=settings');
  await page.getByTestId('close-account').click();
  await dialog().getByRole('textbox', { name: 'Why you leave' }).fill('We have racks of our own now');
  await dialog()
    .getByRole('textbox', { name: `Type “${name}” to confirm` })
    .fill(typed);
}

const confirm = () => dialog().getByRole('button', { name: 'Close the account' }).click();

beforeAll(async () => {
  const made = await operated<{ id: number }>('POST', '/admin/v1/tenants', {
    name,
    currency: 'USD',
    timeZone: 'UTC',
    email: 'leaving@example.com',
    ...owner,
  });
  tenantId = made?.id ?? 0;
  await operated('POST', `/admin/v1/tenants/${tenantId}/users`, { ...limited, restricted: true });
  const issued = await operated<{ token: string }>('POST', `/admin/v1/tenants/${tenantId}/tokens`, {
    username: owner.username,
    label: 'journeys',
    scopes: '*',
  });
  token = issued?.token ?? '';
  await asOwner('PUT', `/v4/account/users/${limited.username}/grants`, { global: { account_access: 'read_write' } });
  await asOwner('POST', '/v4/linode/instances', {
    region: seed.region,
    type: 'g6-nanode-1',
    image: 'linode/debian12',
    label: 'leaving-1',
    root_pass: 'Journey-Passw0rd!',
  });
  person = await operator.another();
});
afterAll(() => person.close());

test('a limited user without the right to close the account is refused, and nothing is changed', async () => {
  await enter(limited);
  await person.page.locator('nav.side').waitFor();
  await closing(name);
  await confirm();
  await dialog().getByText('Your role or grants don’t allow this.').first().waitFor();
  expect(await closedAt()).toBeNull();
  await person.page.keyboard.press('Escape');
  await person.page.context().clearCookies();
});

test('what is still there is named, the name is typed, and until it is gone nothing is closed', async () => {
  await enter(owner);
  await person.page.locator('nav.side').waitFor();
  await closing('Leaving');
  await dialog().getByRole('link', { name: '1 machine' }).waitFor();
  expect(await findings(person.page)).toEqual([]);
  await confirm();
  await dialog().getByText('That is not the account’s name.').waitFor();
  await closing(name);
  await confirm();
  await dialog().getByText('machines: 1').first().waitFor();
  expect(await closedAt()).toBeNull();
});

test('once nothing is left it is closed, and nobody is let in any more', async () => {
  await until('the machine gone', async () => {
    const found = await asOwner<{ data: readonly { id: number }[] }>('GET', '/v4/linode/instances');
    const one = found?.data[0];
    if (one === undefined) return found && true;
    await asOwner('DELETE', `/v4/linode/instances/${one.id}`);
    return undefined;
  });
  await closing(name);
  await confirm();
  await person.page.locator('#username').waitFor();
  expect(await closedAt()).not.toBeNull();
  expect(await asOwner('GET', '/v4/account')).toBeUndefined();
  await enter(owner);
  await person.page.getByText('This account is closed.').waitFor();
});

test('staff see that it is closed and why, and open it again', async () => {
  const { page } = operator;
  await operator.go(`/tenants/${tenantId}`);
  await page.locator('.page-head').getByText('closed').waitFor();
  await page.getByText('We have racks of our own now').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByTestId('reopen').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Open again' }).click();
  await page.locator('.page-head').getByText('active').waitFor();
  await enter(owner);
  await person.page.locator('nav.side').waitFor();
  expect(operator.troubles).toEqual([]);
});

test('staff close it with a reason once its name is typed, and what stands in the way is named', async () => {
  const { page } = operator;
  const made = await asOwner<{ id: number }>('POST', '/v4/linode/instances', {
    region: seed.region,
    type: 'g6-nanode-1',
    label: 'leaving-2',
    booted: false,
  });
  await operator.go(`/tenants/${tenantId}`);
  const close = async (typed: string) => {
    await page.getByTestId('close-tenant').click();
    const asks = page.getByRole('dialog');
    await asks.getByRole('textbox', { name: 'Reason' }).fill('The department was dissolved');
    await asks.getByRole('textbox', { name: `Type “${name}” to confirm` }).fill(typed);
    return asks;
  };
  const asks = await close('Leaving');
  await asks.getByText('1 machine').waitFor();
  expect(await findings(page)).toEqual([]);
  await asks.getByRole('button', { name: 'Close the account' }).click();
  await asks.getByText('That is not the account’s name.').waitFor();
  await asks.getByRole('textbox', { name: `Type “${name}” to confirm` }).fill(name);
  await asks.getByRole('button', { name: 'Close the account' }).click();
  await asks.getByText('machines: 1').first().waitFor();
  expect(await closedAt()).toBeNull();
  await page.keyboard.press('Escape');
  await asks.waitFor({ state: 'detached' });

  await until('the machine gone', async () => {
    const found = await asOwner<{ data: readonly { id: number }[] }>('GET', '/v4/linode/instances');
    if (found?.data.length === 0) return true;
    await asOwner('DELETE', `/v4/linode/instances/${made?.id}`);
    return undefined;
  });
  const empty = await close(name);
  await empty.getByRole('button', { name: 'Close the account' }).click();
  await empty.waitFor({ state: 'detached' });
  await page.locator('.page-head').getByText('closed').waitFor();
  await page.getByText('The department was dissolved').first().waitFor();
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByText('Closed by staff: The department was dissolved').waitFor();
  expect(await asOwner('GET', '/v4/account')).toBeUndefined();
  expect(operator.troubles).toEqual([]);
});
