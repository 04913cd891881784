import { afterAll, beforeAll, expect, test } from 'vitest';
import { machineMade, machinesGone, offerPool, own, statusIs, type OwnMachine } from './own.ts';
import { choose, findings, signedIn } from './visit.ts';

const tenant = signedIn('tenant');

let machine: OwnMachine;
const dialog = () => tenant.page.getByRole('dialog');
const status = (text: string) => tenant.page.locator('.page-head .state', { hasText: text });
const path = () => `/machines/${machine.id}`;

beforeAll(async () => {
  await offerPool(true);
  machine = await machineMade('deeds-1', { backups_enabled: true, tags: ['deeds'] });
});
afterAll(async () => {
  await machinesGone('deeds-1', 'deeds-2', 'deeds-3');
  await offerPool(false);
});

async function deed(name: string): Promise<void> {
  const { page } = tenant;
  await page.getByTestId('more-deeds').click();
  await page.getByTestId(`action-${name}`).click();
  await dialog().waitFor();
}

test('the menu says why a password cannot be set while the machine runs', async () => {
  const { page } = tenant;
  await tenant.go(path());
  await status('running').waitFor();
  await page.getByTestId('more-deeds').click();
  await page.getByRole('menuitem', { name: /Reset password.*Switch it off first/ }).waitFor();
  await page.keyboard.press('Escape');
});

test('its tags are changed in place', async () => {
  const { page } = tenant;
  await page.getByTestId('edit-tags').click();
  await dialog().getByRole('combobox', { name: 'Tags' }).fill('second,');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await dialog().waitFor({ state: 'detached' });
  await page.locator('.tag', { hasText: 'second' }).waitFor();
});

test('it is started into rescue, and rebuilt only when its label is typed', async () => {
  const { page } = tenant;
  await deed('rescue');
  await dialog().getByRole('button', { name: 'Rescue' }).click();
  await dialog().waitFor({ state: 'detached' });
  await statusIs(machine.id, 'running');
  await status('running').waitFor({ timeout: 60_000 });
  await deed('rebuild');
  expect(await findings(page)).toEqual([]);
  await choose(page, dialog(), 'Image', 'Ubuntu 24.04');
  await dialog().locator('input[type="password"]').fill('Journey-Passw0rd!');
  const sure = dialog().getByRole('textbox', { name: /deeds-1/ });
  await sure.fill('deeds-2');
  await dialog().getByRole('button', { name: 'Rebuild' }).click();
  await dialog().locator('.ant-form-item-explain-error').waitFor();
  await sure.fill('deeds-1');
  await dialog().getByRole('button', { name: 'Rebuild' }).click();
  await dialog().waitFor({ state: 'detached' });
  await expect
    .poll(
      async () => (await own<{ image: string; status: string }>('GET', `/v4/linode/instances/${machine.id}`))?.image,
      {
        timeout: 60_000,
      },
    )
    .toBe('linode/ubuntu24.04');
  await statusIs(machine.id, 'running');
});

test('it moves to another host, and to a larger plan', async () => {
  const { page } = tenant;
  await status('running').waitFor({ timeout: 60_000 });
  await deed('migrate');
  await dialog().getByRole('button', { name: 'Migrate' }).click();
  await dialog().waitFor({ state: 'detached' });
  await statusIs(machine.id, 'running');
  await status('running').waitFor({ timeout: 60_000 });
  await deed('resize');
  await dialog()
    .getByText(/Now: Nano/)
    .waitFor();
  await choose(page, dialog(), 'Plan', 'Shared 2GB');
  await dialog().getByText('It runs on where its host can, and is else').waitFor();
  await dialog().getByRole('button', { name: 'Resize' }).click();
  await dialog().waitFor({ state: 'detached' });
  await page.getByText('Shared 2GB (g6-standard-1)').waitFor({ timeout: 60_000 });
  const history = `/portal/v1/instances/${machine.id}/history?newestFirst=true`;
  await expect.poll(async () => JSON.stringify(await own('GET', history))).toContain('It ran on while it was resized');
});

test('the hours of its backups are chosen, a snapshot is taken and put onto the machine again', async () => {
  const { page } = tenant;
  await statusIs(machine.id, 'running');
  await page.getByRole('tab', { name: 'Backups' }).click();
  await page.getByRole('button', { name: 'Change the schedule' }).click();
  await choose(page, dialog(), 'Window', '02:00–04:00');
  await choose(page, dialog(), 'Weekly backup', 'Sunday');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await dialog().waitFor({ state: 'detached' });
  await page.getByText('02:00–04:00').waitFor();
  await page.getByTestId('snapshot-take').click();
  await dialog().getByRole('textbox', { name: 'Label' }).fill('deeds-snapshot');
  await dialog().getByRole('button', { name: 'Take a snapshot' }).click();
  const row = page.getByRole('row', { name: /deeds-snapshot/ });
  await row.getByText('kept').waitFor({ timeout: 60_000 });
  await row.getByRole('button', { name: 'Restore' }).click();
  await dialog().getByRole('button', { name: 'Restore' }).click();
  await dialog().waitFor({ state: 'detached' });
});

test('another machine begins with the snapshot', async () => {
  const { page } = tenant;
  const kept = await own<{ snapshot: { current: { id: number } } }>(
    'GET',
    `/v4/linode/instances/${machine.id}/backups`,
  );
  await tenant.go(`/machines/new?from=backup&of=${machine.id}&backup=${kept?.snapshot.current.id}`);
  const form = page.getByRole('form', { name: 'Create a machine' });
  await expect.poll(() => page.locator('pre.code').first().textContent()).toContain('"backup_id"');
  await form.getByRole('textbox', { name: 'Label' }).fill('deeds-2');
  await page.getByTestId('create-submit').click();
  await page.getByRole('heading', { name: 'deeds-2', level: 1 }).waitFor();
  await status('off').waitFor({ timeout: 60_000 });
});

test('backups are cancelled only after saying what is lost', async () => {
  const { page } = tenant;
  await expect
    .poll(async () => (await own<OwnMachine>('GET', `/v4/linode/instances/${machine.id}`))?.status, { timeout: 60_000 })
    .toMatch(/running|offline/);
  await tenant.go(`${path()}?tab=backups`);
  await page.getByRole('button', { name: 'Cancel backups' }).click();
  await dialog().getByRole('button', { name: 'Cancel backups' }).click();
  await page.getByTestId('backups-enable').waitFor({ timeout: 60_000 });
});

test('an address is added, named and given back; firewalls before it are told', async () => {
  const { page } = tenant;
  await page.getByRole('tab', { name: 'Network' }).click();
  await page.getByText('No firewall stands before it').waitFor();
  const rows = page.locator('table.plain tbody tr');
  const before = await rows.count();
  await page.getByTestId('add-address').click();
  await dialog().getByRole('button', { name: 'Add an address' }).click();
  await dialog().waitFor({ state: 'detached' });
  await expect.poll(() => rows.count()).toBe(before + 1);
  expect(await findings(page)).toEqual([]);
  await rows.nth(1).getByRole('button', { name: 'Delete' }).click();
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => rows.count()).toBe(before);
  expect(tenant.troubles).toEqual([]);
});
