import { expect, inject, test } from 'vitest';
import { choose, signedIn } from './visit.ts';

const seed = inject('seed');
const operator = signedIn('operator');

test('a rack is drawn from both sides and told as a table', async () => {
  const { page } = operator;
  await operator.go('/racks');
  await page.getByRole('link', { name: 'A01' }).click();
  await page.locator('svg.rack').nth(1).waitFor();
  expect(await page.locator('svg.rack .device:not(.back)').count()).toBeGreaterThan(0);
  const drawn = await page.locator('svg.rack').first().locator('.u-number').count();
  expect(drawn).toBe(42);
  await page.getByRole('tab', { name: 'Table' }).click();
  await page.getByRole('cell', { name: 'SN-0001' }).waitFor();
});

test('a device from stock is placed where there is room, and the rack shows it', async () => {
  const { page } = operator;
  await operator.go('/devices');
  await page.getByRole('button', { name: 'Register a device' }).click();
  const dialog = page.getByRole('dialog');
  await choose(page, dialog, 'Model', 'R650 (test)');
  await dialog.getByRole('textbox', { name: 'Serial number' }).fill('SN-JOURNEY-1');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('journey-node');
  await dialog.getByRole('button', { name: 'Register a device' }).click();
  await dialog.waitFor({ state: 'detached' });
  await operator.go(`/racks/${seed.rackId}`);
  await page.getByTestId('place-device').click();
  const place = page.getByRole('dialog');
  await choose(page, place, 'Device from stock', 'journey-node');
  await choose(page, place, 'Lowest unit', 'U20');
  await place.getByRole('button', { name: 'Place a device' }).click();
  await page
    .getByRole('link', { name: /journey-node, .*U20/ })
    .first()
    .waitFor();
});

test('the past is read only, framed and one key away from now', async () => {
  const { page } = operator;
  const before = new Date(Date.now() - 86_400_000).toISOString().slice(0, 19);
  await operator.go(`/racks?asOf=${before}Z`);
  await page.locator('.frame.past').waitFor();
  await page.getByText('read only').waitFor();
  expect(await page.getByRole('button', { name: 'Add a rack' }).getAttribute('aria-disabled')).toBe('true');
  await page.getByText('There are no racks yet').waitFor();
  await page.keyboard.press('n');
  await page.getByRole('link', { name: 'A01' }).waitFor();
  expect(page.url()).not.toContain('asOf');
});

test('two instants give a difference', async () => {
  const { page } = operator;
  const before = new Date(Date.now() - 86_400_000).toISOString().slice(0, 19);
  await operator.go(`/racks?against=${before}Z`);
  await page.locator('tr.added').first().waitFor();
  expect(operator.troubles).toEqual([]);
});

test('the keyboard leads everywhere', async () => {
  const { page } = operator;
  await operator.go('/overview');
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await page.getByRole('heading', { name: 'Hosts', level: 1 }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('A01');
  await page.getByRole('option', { name: /A01/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'A01', level: 1 }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('body').click({ position: { x: 700, y: 60 } });
  await page.keyboard.press('?');
  await page.getByText('Keyboard shortcuts').first().waitFor();
  expect(operator.troubles).toEqual([]);
});

test('two editors at once see both versions, and nothing is lost silently', async () => {
  const { page } = operator;
  await operator.go(`/racks/${seed.rackId}`);
  const shown = page.waitForResponse((answer) => answer.url().endsWith(`/admin/v1/racks/${seed.rackId}`));
  await page.getByTestId('edit-rack').click();
  await (await shown).finished();
  const dialog = page.getByRole('dialog');
  const limit = dialog.getByRole('spinbutton', { name: /power/i });
  await limit.waitFor();
  const before = Number((await limit.inputValue()).replaceAll(/\D/g, ''));
  const other = await page.evaluate(
    async ({ id, watts }) => {
      const headers = { 'Content-Type': 'application/json', 'X-Requested-With': 'myidc' };
      const { name, heightU, maxWeightKg } = await (await fetch(`/admin/v1/racks/${id}`, { headers })).json();
      const body = JSON.stringify({ name, heightU, maxWeightKg, maxPowerW: watts });
      return (await fetch(`/admin/v1/racks/${id}`, { method: 'PUT', headers, body })).status;
    },
    { id: seed.rackId, watts: before + 100 },
  );
  expect(other).toBe(200);

  await limit.fill(String(before + 200));
  await dialog.locator('button[type=submit]').click();

  const conflict = dialog.getByTestId('conflict');
  await conflict.waitFor();
  expect((await conflict.innerText()).replaceAll(/[^\d\s]/g, '')).toContain(String(before + 100));
  await dialog.getByRole('button', { name: 'Save yours over it' }).click();
  await dialog.waitFor({ state: 'detached' });
  const rack = await page.evaluate(async (id) => (await fetch(`/admin/v1/racks/${id}`)).json(), seed.rackId);
  expect(rack.maxPowerW).toBe(before + 200);
});
