import { afterAll, expect, inject, test } from 'vitest';
import { own } from './own.ts';
import { choose, findings, signedIn } from './visit.ts';

const tenant = signedIn('tenant');
const seed = inject('seed');

const CONSOLE_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl journey@example';

const dialog = () => tenant.page.getByRole('dialog');
const row = (text: string) => tenant.page.getByRole('row', { name: new RegExp(text) });

interface Grants {
  readonly global: { readonly add_linodes: boolean };
  readonly linode: readonly { readonly id: number; readonly permissions: string | null }[];
}

afterAll(() => own('DELETE', '/v4/account/users/journey-guest'));

test('a limited user is added and granted one machine to read', async () => {
  const { page } = tenant;
  await tenant.go('/access?tab=users');
  await page.getByTestId('invite').click();
  await dialog().getByRole('textbox', { name: 'User name' }).fill('journey-guest');
  await dialog().getByRole('textbox', { name: 'E-mail' }).fill('guest@example.com');
  await dialog().getByRole('button', { name: 'Add a user' }).click();
  await row('journey-guest').getByText('limited').waitFor();
  await row('journey-guest').getByRole('button', { name: 'Grants' }).click();
  await page.getByRole('checkbox', { name: /Create machines/ }).check();
  const machine = page.getByRole('radiogroup', { name: 'Machines: ledger-1' });
  await machine.locator('.ant-segmented-item').nth(1).click();
  expect(await findings(page)).toEqual([]);
  await page.getByTestId('grants-save').click();
  await dialog().waitFor({ state: 'detached' });
  const grants = await own<Grants>('GET', '/v4/account/users/journey-guest/grants');
  expect(grants?.global.add_linodes).toBe(true);
  expect(grants?.linode.find(({ id }) => id === seed.machineId)?.permissions).toBe('read_only');
});

test('full access takes the need for grants away, and a user is deleted', async () => {
  await row('journey-guest').getByRole('button', { name: 'Give full access' }).click();
  await row('journey-guest').getByText('full', { exact: true }).waitFor();
  await row('journey-guest').getByRole('button', { name: 'Delete' }).click();
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await row('journey-guest').waitFor({ state: 'detached' });
});

test('sign-ins are listed with where they came from', async () => {
  await tenant.go('/access?tab=logins');
  await row(seed.tenant.username).first().getByText('let in').waitFor();
  expect(await findings(tenant.page)).toEqual([]);
});

test('the zone of the profile is the zone of every time', async () => {
  const { page } = tenant;
  const before = await own<{ timezone: string }>('GET', '/v4/profile');
  await tenant.go('/access?tab=profile');
  await page.getByTestId('change-profile').click();
  await choose(page, dialog(), 'Time zone', 'Asia/Tokyo');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await dialog().waitFor({ state: 'detached' });
  await page.locator('.facts', { hasText: 'Asia/Tokyo' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await own('PUT', '/v4/profile', { timezone: before?.timezone ?? 'UTC' });
});

test('how consoles open over SSH is chosen, with the keys for it and the command to copy', async () => {
  const { page } = tenant;
  await tenant.go('/access?tab=profile');
  const panel = page.locator('.panel', { has: page.getByRole('heading', { name: 'Consoles over SSH' }) });
  await panel.getByText(/^ssh -p \d+ /).waitFor();
  const shown = await panel.getByText(/^SHA256:/).textContent();
  const gateway = await own<{ fingerprint: string; port: number }>('GET', '/portal/v1/console-gateway');
  expect(shown).toBe(gateway?.fingerprint);

  await page.getByTestId('consoles-over-ssh').click();
  await dialog()
    .getByRole('textbox', { name: /Keys for consoles/ })
    .fill('ssh-ed25519 nonsense');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await dialog()
    .getByText(/authorized_keys\[0\] must be/)
    .waitFor();
  expect(await findings(page)).toEqual([]);
  await choose(page, dialog(), 'One signs in by', 'a key, or password and second factor');
  await dialog()
    .getByRole('textbox', { name: /Keys for consoles/ })
    .fill(`${CONSOLE_KEY}\n\n`);
  await dialog().getByRole('button', { name: 'Save' }).click();
  await dialog().waitFor({ state: 'detached' });
  await panel.getByText('1 key', { exact: true }).waitFor();
  const profile = await own('GET', '/v4/profile');
  expect(profile).toMatchObject({ lish_auth_method: 'password_keys', authorized_keys: [CONSOLE_KEY] });
  expect(await findings(page)).toEqual([]);

  await tenant.go(`/machines/${seed.machineId}`);
  await page.getByText(new RegExp(`^ssh -t -p ${gateway?.port} ${seed.tenant.username}@\\S+ ledger-1$`)).waitFor();
  await own('PUT', '/v4/profile', { lish_auth_method: 'keys_only', authorized_keys: [] });
});

test('whether a name is typed before a deletion or rebuild is the person’s choice', async () => {
  const { page } = tenant;
  const sure = dialog().getByRole('textbox', { name: 'to confirm' });
  const chosen = async () => {
    const kept = page.waitForResponse(
      (answer) => answer.url().includes('/v4/profile/preferences') && answer.request().method() === 'PUT',
    );
    await page.getByTestId('typed-names').click();
    await kept;
  };
  await tenant.go(`/machines/${seed.machineId}?do=rebuild`);
  await sure.waitFor();
  await tenant.go('/access?tab=profile');
  await chosen();
  await tenant.go(`/machines/${seed.machineId}?do=rebuild`);
  await dialog().getByRole('combobox', { name: 'Image' }).waitFor();
  expect(await sure.count()).toBe(0);
  await tenant.go('/access?tab=profile');
  await chosen();
  await tenant.go(`/machines/${seed.machineId}?do=rebuild`);
  await sure.waitFor();
  await page.keyboard.press('Escape');
});

test('the contact for invoices is changed, and a key has its fingerprint', async () => {
  const { page } = tenant;
  await tenant.go('/access?tab=contact');
  await page.getByTestId('change-contact').click();
  await dialog().getByRole('textbox', { name: 'City' }).fill('Suzhou');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await dialog().waitFor({ state: 'detached' });
  await page.locator('.facts', { hasText: 'Suzhou' }).waitFor();
  expect((await own<{ city: string }>('GET', '/v4/account'))?.city).toBe('Suzhou');
  expect(await findings(page)).toEqual([]);
  const key = await own<{ id: number }>('POST', '/v4/profile/sshkeys', {
    label: 'printed-key',
    ssh_key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl printed',
  });
  await tenant.go('/access?tab=keys');
  await row('printed-key')
    .getByText(/^SHA256:/)
    .waitFor();
  expect(await findings(page)).toEqual([]);
  await own('DELETE', `/v4/profile/sshkeys/${key?.id}`);
});

test('an OAuth client is made, and its secret is shown once', async () => {
  const { page } = tenant;
  await tenant.go('/access?tab=apps');
  await page.getByTestId('add-client').click();
  await dialog().getByRole('textbox', { name: 'Label' }).fill('journey-app');
  await dialog().getByRole('textbox', { name: 'Redirect address' }).fill('https://app.example.com/callback');
  await dialog().getByRole('button', { name: 'Add an OAuth client' }).click();
  await dialog().getByText('It is shown this once only.').waitFor();
  await dialog().getByRole('button', { name: 'Close' }).click();
  await row('journey-app').getByRole('button', { name: 'Delete' }).click();
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await row('journey-app').waitFor({ state: 'detached' });
});

test('a program is let in by the person, listed with what it may, and taken out again', async () => {
  const { page } = tenant;
  const callback = new URL('/journey-callback', seed.url).href;
  const client = await own<{ id: string; secret: string }>('POST', '/v4/account/oauth-clients', {
    label: 'journey-program',
    redirect_uri: callback,
  });
  if (client === undefined) throw new Error('the program was not registered');
  const asked = { client_id: client.id, response_type: 'code', redirect_uri: callback, scope: 'linodes:read_only' };
  await page.goto(`/oauth/authorize?${new URLSearchParams(asked).toString()}`);
  await page.getByText('journey-program').waitFor();
  const back = page.waitForRequest((request) => request.url().startsWith(callback));
  await page.getByRole('button', { name: 'Allow' }).click();
  const { searchParams } = new URL((await back).url());
  await page.waitForLoadState();
  const given = await fetch(`${seed.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: client.id,
      client_secret: client.secret,
      redirect_uri: callback,
      code: searchParams.get('code') ?? '',
    }),
  });
  const { access_token: token } = (await given.json()) as { access_token: string };
  const asProgram = async () =>
    (await fetch(`${seed.url}/v4/linode/instances`, { headers: { Authorization: `Bearer ${token}` } })).status;
  expect(await asProgram()).toBe(200);

  await tenant.go('/access?tab=apps');
  const program = page.getByRole('row', { name: /journey-program.*linodes:read_only/ });
  await program.getByRole('button', { name: 'Revoke' }).click();
  await dialog().getByRole('button', { name: 'Revoke' }).click();
  await program.waitFor({ state: 'detached' });
  expect(await asProgram()).toBe(401);
  expect(await findings(page)).toEqual([]);
  await own('DELETE', `/v4/account/oauth-clients/${client.id}`);
});

test('what holds for new machines is turned on and off, and no maintenance is told to be none', async () => {
  const { page } = tenant;
  await tenant.go('/access?tab=settings');
  await page.getByTestId('choose-network_helper').click();
  await expect
    .poll(async () => (await own<{ network_helper: boolean }>('GET', '/v4/account/settings'))?.network_helper)
    .toBe(false);
  await own('PUT', '/v4/account/settings', { network_helper: true });
  expect(await findings(page)).toEqual([]);
  await tenant.go('/access?tab=maintenance');
  await page.getByText('Nothing is planned').waitFor();
  expect(tenant.troubles).toEqual([]);
});
