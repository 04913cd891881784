import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { machinesGone, operated, own, statusIs, type OwnMachine } from './own.ts';
import { until } from './setup.ts';
import { findings, signedIn, signIn, type Visit } from './visit.ts';

const seed = inject('seed');
const tenant = signedIn('tenant');
const LABEL = 'sealed-1';
const SWITCH = 'Encrypt its disks';

let operator: Visit;
let host: number;

beforeAll(async () => {
  operator = await tenant.another();
  await signIn(operator, seed.operator);
  const hosts = await operated<{ data: readonly { id: number; state: string }[] }>('GET', '/admin/v1/hosts');
  const active = hosts?.data.find(({ state }) => state === 'ACTIVE');
  if (active === undefined) throw new Error('no host takes machines');
  host = active.id;
});

afterAll(async () => {
  await machinesGone(LABEL);
  await until('the host as it was', () =>
    say(false).then(
      () => true,
      () => undefined,
    ),
  );
  await operator.close();
});

const say = (encrypted: boolean) =>
  operated('PUT', `/admin/v1/host-encryption/${host}`, { encrypted, reason: 'as it was' });
const wants = async (body: string) => {
  const code = tenant.page.locator('pre.code').first();
  await expect.poll(() => code.textContent()).toContain(`"disk_encryption": "${body}"`);
};
const form = () => tenant.page.getByRole('form', { name: 'Create a machine' });
const encryption = () => tenant.page.getByTestId('encryption');
/** Shows the column, or hides it again for the journeys that follow. */
async function columnToggled(): Promise<void> {
  const { page } = tenant;
  const kept = page.waitForResponse(
    (response) => response.request().method() === 'PUT' && response.url().endsWith('/v4/profile/preferences'),
  );
  await page.getByRole('button', { name: 'Choose columns' }).click();
  await page.getByRole('menuitem', { name: 'Disk encryption' }).click();
  await kept;
  await page.keyboard.press('Escape');
}

const named = async (): Promise<OwnMachine> => {
  const all = await own<{ data: readonly OwnMachine[] }>('GET', '/v4/linode/instances?page_size=500');
  const one = all?.data.find(({ label }) => label === LABEL);
  if (one === undefined) throw new Error(`${LABEL} was not made`);
  return one;
};

test('the switch is off with its reason where no host has encrypted disks', async () => {
  const { page } = tenant;
  await tenant.go('/machines/new');
  await page.getByRole('radio', { name: /Nano/ }).first().waitFor();
  const encrypted = form().getByRole('switch', { name: SWITCH });
  expect(await encrypted.isDisabled()).toBe(true);
  expect(await encrypted.isChecked()).toBe(false);
  await page.getByText('No host of this region that takes machines keeps disks on encrypted storage.').waitFor();
  const code = await page.locator('pre.code').first().textContent();
  expect(code).not.toContain('disk_encryption');
});

test('an operator says of a host that it has them, with a reason', async () => {
  const { page } = operator;
  await operator.go(`/hosts/${host}?tab=encryption`);
  await page.getByText('Not said', { exact: true }).waitFor();
  await page.getByTestId('encryption-found').getByText('Its guests are simulated').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByTestId('encryption').click();
  const dialog = page.getByRole('dialog');
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('LUKS2 below the pool');
  await dialog.getByRole('button', { name: 'Say that disks are encrypted' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('LUKS2 below the pool').waitFor();
  await page.getByText('Yes, it is said').waitFor();
  await operator.go('/hosts');
  await page.getByRole('row').filter({ hasText: 'Encrypted' }).first().waitFor();
});

test('a machine is made with encrypted disks on that host, and its page and the list say so', async () => {
  const { page } = tenant;
  await tenant.go('/machines/new');
  await page.getByRole('radio', { name: /Nano/ }).first().waitFor();
  const encrypted = form().getByRole('switch', { name: SWITCH });
  await wants('enabled');
  await encrypted.click();
  await wants('disabled');
  await encrypted.click();
  await wants('enabled');
  await form().getByRole('textbox', { name: 'Label' }).fill(LABEL);
  await form().locator('input[type="password"]').fill('Journey-Passw0rd!');
  expect(await findings(page)).toEqual([]);
  await page.getByTestId('create-submit').click();
  await page.getByRole('heading', { name: LABEL, level: 1 }).waitFor();
  await encryption().getByText('Encrypted', { exact: true }).waitFor();
  expect(await findings(page)).toEqual([]);
  const { id } = await named();
  await statusIs(id, 'running');
  const guest = await operated<{ hostId: number; encrypted: boolean }>('GET', `/admin/v1/instances/${id}`);
  expect(guest).toMatchObject({ hostId: host, encrypted: true });
  await tenant.go('/machines');
  await columnToggled();
  await page.getByRole('row').filter({ hasText: LABEL }).getByText('Encrypted', { exact: true }).waitFor();
  await columnToggled();
});

test('it is not unsaid while the machine is there, which the refusal counts', async () => {
  const { page } = operator;
  await operator.go(`/hosts/${host}?tab=encryption`);
  await page.getByTestId('encryption').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('new disks');
  await dialog.getByRole('button', { name: 'Say that disks are not encrypted any more' }).click();
  await dialog
    .getByText(/holds 1 guest whose disks were promised/)
    .first()
    .waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
});

test('a rebuild gives it up', async () => {
  const { page } = tenant;
  const { id } = await named();
  await tenant.go(`/machines/${id}?do=rebuild`);
  const dialog = page.getByRole('dialog');
  const encrypted = dialog.getByRole('switch', { name: SWITCH });
  expect(await encrypted.isChecked()).toBe(true);
  await encrypted.click();
  await dialog.locator('input[type="password"]').fill('Journey-Passw0rd!');
  await dialog.getByRole('textbox', { name: new RegExp(LABEL) }).fill(LABEL);
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Rebuild' }).click();
  await dialog.waitFor({ state: 'detached' });
  await encryption().getByText('Not promised').waitFor();
  await statusIs(id, 'running');
  await say(false);
});

test('nothing went wrong meanwhile', () => {
  expect(tenant.troubles).toEqual([]);
  expect(operator.troubles).toEqual([]);
});
