import { afterAll, expect, test } from 'vitest';
import { machinesGone, operated, own, statusIs, type OwnMachine } from './own.ts';
import { until } from './setup.ts';
import { choose, findings, signedIn } from './visit.ts';

const tenant = signedIn('tenant');
const MOVES = 'it moves to another host';
const STOPS = 'it is shut down, and started afterwards';
const WHY = 'new fans';

interface Settings {
  readonly maintenance_policy: string;
}

afterAll(async () => {
  await own('PUT', '/v4/account/settings', { maintenance_policy: 'linode/migrate' });
  await machinesGone('worked-1');
});

const row = () => tenant.page.getByRole('row').filter({ hasText: 'worked-1' });
const due = () => tenant.page.getByRole('status').filter({ hasText: 'Its host is to be worked on' });
const named = async (): Promise<OwnMachine> => {
  const all = await own<{ data: readonly OwnMachine[] }>('GET', '/v4/linode/instances?page_size=500');
  const one = all?.data.find(({ label }) => label === 'worked-1');
  if (one === undefined) throw new Error('worked-1 was not made');
  return one;
};

test('what becomes of machines while their hosts are worked on is chosen for the account', async () => {
  const { page } = tenant;
  await tenant.go('/access?tab=settings');
  await page.getByText(MOVES).waitFor();
  await page.getByTestId('choose-policy').click();
  await page.getByText(STOPS).waitFor();
  expect(await findings(page)).toEqual([]);
  const settings = await own<Settings>('GET', '/v4/account/settings');
  expect(settings?.maintenance_policy).toBe('linode/power_off_on');
});

test('the form chooses otherwise for one machine, whose page changes it', async () => {
  const { page } = tenant;
  await tenant.go('/machines/new');
  await page.getByRole('radio', { name: /Nano/ }).first().waitFor();
  const form = page.getByRole('form', { name: 'Create a machine' });
  await form.getByRole('textbox', { name: 'Label' }).fill('worked-1');
  await form.locator('input[type="password"]').fill('Journey-Passw0rd!');
  await choose(page, form, 'When its host is worked on', MOVES);
  const code = page.locator('pre.code').first();
  await expect.poll(() => code.textContent()).toContain('"maintenance_policy": "linode/migrate"');
  expect(await findings(page)).toEqual([]);
  await page.getByTestId('create-submit').click();
  await page.getByRole('heading', { name: 'worked-1', level: 1 }).waitFor();
  await page.getByText(MOVES).waitFor();
  await page.getByTestId('upkeep').click();
  await page.getByText(STOPS).waitFor();
  expect(await findings(page)).toEqual([]);
  await statusIs((await named()).id, 'running');
});

test('it is shut down on its host, its mark and the list of works tell so, and it starts again', async () => {
  const { page } = tenant;
  const { id } = await named();
  await operated('PUT', `/admin/v1/instances/${id}/start-priority`, { priority: 100 });
  const guest = await operated<{ hostId: number }>('GET', `/admin/v1/instances/${id}`);
  // One a minute: its turn is the first, and the others' never comes.
  const drain = { kind: 'DRAIN', hostId: guest?.hostId, perMinute: 1, reason: WHY };
  const wave = await operated<{ id: number }>('POST', '/admin/v1/waves', drain);
  await statusIs(id, 'offline');
  await tenant.go('/machines');
  await row().getByRole('link', { name: 'shut down for work on its host' }).click();
  await row().getByText('It is shut down until the work is over').waitFor();
  await row().getByText(STOPS).waitFor();
  expect(await findings(page)).toEqual([]);
  await tenant.go(`/machines/${id}`);
  await due().getByText('It is shut down until the work is over').waitFor();
  expect(await findings(page)).toEqual([]);
  await operated('POST', `/admin/v1/waves/${wave?.id}/cancel`, { reason: WHY });
  await operated('POST', `/admin/v1/hosts/${guest?.hostId}/uncordon`);
  await statusIs(id, 'running');
  await until('nothing due any more', async () => {
    const works = await own<{ data: readonly unknown[] }>('GET', '/v4/account/maintenance');
    return works?.data.length === 0 ? true : undefined;
  });
  await tenant.go(`/machines/${id}`);
  await page.getByText(STOPS).waitFor();
  await due().waitFor({ state: 'detached' });
  await tenant.go('/access?tab=maintenance');
  await page.getByText('Nothing is planned').waitFor();
  expect(tenant.troubles).toEqual([]);
});
