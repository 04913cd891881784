import { afterAll, beforeAll, expect, test } from 'vitest';
import { offerPool as offer } from './own.ts';
import { signedIn } from './visit.ts';

// Before the first page is opened, which asks what the regions can do.
beforeAll(() => offer(true));
afterAll(() => offer(false));

const tenant = signedIn('tenant');

const status = (text: string) => tenant.page.locator('.page-head .state', { hasText: text });
const dialog = () => tenant.page.getByRole('dialog');
const row = (text: string) => tenant.page.getByRole('row', { name: new RegExp(text) });

test('a machine is made to be worked on', async () => {
  const { page } = tenant;
  await page.getByTestId('create-machine').click();
  await page.getByRole('radio', { name: /Nano/ }).first().waitFor();
  await page.getByRole('textbox', { name: 'Label' }).fill('contents-1');
  await page.locator('.plan input').first().check({ force: true });
  await page.locator('input[type="password"]').fill('Journey-Passw0rd!');
  await page.getByTestId('create-submit').click();
  await page.getByRole('heading', { name: 'contents-1', level: 1 }).waitFor();
  await status('running').waitFor({ timeout: 60_000 });
});

test('backups are enabled with their price in sight, a snapshot is taken and seen to be kept', async () => {
  const { page } = tenant;
  await page.getByRole('tab', { name: 'Backups' }).click();
  await page.getByText(/2\.00 a month at most/).waitFor();
  await page.getByTestId('backups-enable').click();
  await dialog().getByRole('button', { name: 'Enable backups' }).click();
  await page.getByText('There are no backups yet').waitFor();
  await page.getByTestId('snapshot-take').click();
  await dialog().getByRole('textbox', { name: 'Label' }).fill('before-change');
  await dialog().getByRole('button', { name: 'Take a snapshot' }).click();
  await row('before-change').getByText('kept').waitFor({ timeout: 60_000 });
});

test('a disk is made smaller while the machine is off, and another one added', async () => {
  const { page } = tenant;
  await page.getByTestId('action-shutdown').click();
  await dialog().getByRole('button', { name: 'Shut down' }).click();
  await status('off').waitFor({ timeout: 60_000 });
  await page.getByRole('tab', { name: 'Disks' }).click();
  await row('debian12 Disk').getByRole('button', { name: 'Resize' }).click();
  await dialog().getByRole('spinbutton', { name: 'Size' }).fill('20000');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await row('19.5').getByText('ready').waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Add a disk' }).click();
  await dialog().getByRole('textbox', { name: 'Label' }).fill('data');
  await dialog().getByRole('spinbutton', { name: 'Size' }).fill('1024');
  await dialog().getByRole('button', { name: 'Add a disk' }).click();
  await row('data').getByText('ready').waitFor({ timeout: 60_000 });
});

test('a configuration is added', async () => {
  const { page } = tenant;
  await page.getByRole('tab', { name: 'Configurations' }).click();
  await page.getByRole('button', { name: 'Add a configuration' }).click();
  await dialog().getByRole('textbox', { name: 'Label' }).fill('second');
  await dialog().getByRole('combobox', { name: 'Disks in slots' }).click();
  await page.locator('.ant-select-item-option', { hasText: 'data' }).first().click();
  await page.keyboard.press('Escape');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await row('second').getByText('sda: data').waitFor();
});

test('it is deleted', async () => {
  const { page } = tenant;
  await tenant.go('/machines');
  await page.getByRole('link', { name: 'contents-1' }).click();
  await page.getByTestId('action-delete').click();
  await dialog().getByRole('textbox', { name: 'Type “contents-1” to confirm' }).fill('contents-1');
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('link', { name: 'contents-1' }).waitFor({ state: 'detached', timeout: 60_000 });
  expect(tenant.troubles).toEqual([]);
});
