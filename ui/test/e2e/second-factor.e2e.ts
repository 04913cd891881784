import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { operated, own } from './own.ts';
import { findings, signedIn, type Visit } from './visit.ts';

const STEP_MS = 30_000;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const seed = inject('seed');
const tenant = signedIn('tenant');
const user = { username: 'journey-factor', password: 'Journey-Passw0rd!' };

interface Token {
  readonly token: string;
}

/** What an authenticator shows in a step after RFC 6238; worked out here, apart from the portal. */
function codeOf(secret: string, step: number): string {
  const bits = Array.from(secret, (letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', key).update(counter).digest();
  const offset = (hash[19] ?? 0) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

const stepNow = () => Math.floor(Date.now() / STEP_MS);

let person: Visit;

beforeAll(async () => {
  await operated('POST', `/admin/v1/tenants/${seed.tenant.id}/users`, { ...user, email: 'factor@example.com' });
  person = await tenant.another();
});

afterAll(async () => {
  await person.close();
  await own('DELETE', `/v4/account/users/${user.username}`);
});

const dialog = (of: Visit) => of.page.getByRole('dialog');

async function enter(code?: string): Promise<void> {
  const { page } = person;
  await page.goto('/');
  await page.locator('#username').fill(user.username);
  await page.locator('#password').fill(user.password);
  await page.getByTestId('sign-in').click();
  if (code === undefined) return;
  await page.locator('#code').fill(code);
  await page.getByTestId('sign-in').click();
}

const isIn = () => person.page.locator('nav.side').waitFor();

async function leave(): Promise<void> {
  await person.page.getByTestId('person').click();
  await person.page.getByText('Sign out').click();
  await person.page.locator('#username').waitFor();
}

/** The secret, the step whose code was good last, and the scratch code. */
let device: { readonly secret: string; used: number; readonly scratch: string };

test('a second factor is set up with the code of an authenticator', async () => {
  const { page } = person;
  await enter();
  await isIn();
  await person.go('/access?tab=profile');
  await page.getByTestId('second-factor').click();
  await page.getByTestId('factor-begin').click();
  await page.getByRole('img', { name: 'The secret as a QR code' }).waitFor();
  expect(await findings(page)).toEqual([]);
  const secret = (await dialog(person).locator('pre.code').innerText()).replaceAll(/\s/g, '');
  const link = await page.getByRole('link', { name: 'Open in an authenticator of this device' }).getAttribute('href');
  expect(link).toBe(`otpauth://totp/MyIDC:${user.username}?secret=${secret}&issuer=MyIDC`);

  const field = page.getByRole('textbox', { name: 'Code' });
  await field.fill('no code');
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByText('This is not the present code of the secret.').waitFor();
  const used = stepNow();
  await field.fill(codeOf(secret, used));
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByText('Your scratch code is shown only now').waitFor();
  expect(await findings(page)).toEqual([]);
  device = { secret, used, scratch: (await page.getByTestId('scratch').locator('pre.code').innerText()).trim() };
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.locator('.facts', { hasText: 'Second factor' }).getByText('On', { exact: true }).first().waitFor();
});

test('signing in asks for the code: a wrong one is refused, the present one is good', async () => {
  const { page } = person;
  await leave();
  await enter('000 00');
  await page.getByText('The code is wrong or was used before.').waitFor();
  expect(await findings(page)).toEqual([]);
  device.used = Math.max(stepNow(), device.used + 1);
  await page.locator('#code').fill(codeOf(device.secret, device.used));
  await page.getByTestId('sign-in').click();
  await isIn();
  await person.go('/access?tab=logins');
  await page
    .getByRole('row', { name: new RegExp(user.username) })
    .getByText('refused: no good code')
    .waitFor();
});

test('the scratch code signs in once', async () => {
  await leave();
  await enter(device.scratch);
  await isIn();
  await leave();
  await enter(device.scratch);
  await person.page.getByText('The code is wrong or was used before.').waitFor();
});

test('an unrestricted user of the account helps one who lost the device', async () => {
  const { page } = tenant;
  await tenant.go('/access?tab=users');
  const row = page.getByRole('row', { name: new RegExp(user.username) });
  await row.getByRole('button', { name: 'Switch off second factor' }).click();
  await dialog(tenant).getByRole('button', { name: 'Switch off second factor' }).click();
  await row.getByText('Off', { exact: true }).waitFor();
  expect(await findings(page)).toEqual([]);
  await enter();
  await isIn();
});

test('one’s own is switched off from the menu of the person', async () => {
  const { page } = person;
  const { token } = (await operated<Token>('POST', `/admin/v1/tenants/${seed.tenant.id}/tokens`, {
    username: user.username,
    label: 'journey',
    scopes: '*',
  })) ?? { token: '' };
  const asUser = async <T>(path: string, body: unknown): Promise<T> => {
    const answer = await fetch(seed.url + path, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
    return (await answer.json()) as T;
  };
  const { secret } = await asUser<{ secret: string }>('/v4/profile/tfa-enable', {});
  await asUser('/v4/profile/tfa-enable-confirm', { tfa_code: codeOf(secret, stepNow()) });
  await person.go('/access?tab=profile');
  await page.getByTestId('person').click();
  await page.getByRole('menuitem', { name: 'Second factor' }).click();
  await page.getByTestId('factor-off').click();
  await page.getByText('The second factor is switched off').waitFor();
  await dialog(person).waitFor({ state: 'detached' });
  await leave();
  await enter();
  await isIn();
  expect(person.troubles).toEqual([]);
});

test('one limits where they sign in from, not without meaning it, is refused elsewhere, and an operator helps', async () => {
  const { page } = person;
  await person.go('/access?tab=profile');
  await page.getByTestId('sign-in-addresses').click();
  await page.getByRole('textbox', { name: 'Addresses and prefixes' }).fill('203.0.113.0/24');
  await dialog(person).getByRole('button', { name: 'Save' }).click();
  await page.getByText('That would lock you out: your present address is not among them.').waitFor();
  expect(await findings(page)).toEqual([]);
  await dialog(person).getByRole('switch').click();
  await dialog(person).getByRole('button', { name: 'Save' }).click();
  await dialog(person).waitFor({ state: 'detached' });
  await page.locator('.facts').getByText('203.0.113.0/24').waitFor();
  await leave();
  await enter();
  await page.getByText('You do not sign in from this address').waitFor();
  const users = await operated<{ data: readonly { id: number; username: string }[] }>(
    'GET',
    `/admin/v1/tenants/${seed.tenant.id}/users?pageSize=500`,
  );
  const id = users?.data.find(({ username }) => username === user.username)?.id;
  await operated('POST', `/admin/v1/persons/${id}/unlimit-sign-in`);
  await enter();
  await isIn();
  await person.go('/access?tab=logins');
  await page.getByText('refused: from this address nobody signs in as them').first().waitFor();
});
