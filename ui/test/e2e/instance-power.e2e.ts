import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { operated, own, type OwnMachine } from './own.ts';
import { until } from './setup.ts';
import { findings, signedIn } from './visit.ts';

const tenant = signedIn('tenant');

const status = (text: string) => tenant.page.locator('.page-head .state', { hasText: text });

test('a machine is created with its price in sight, and is seen to run without a reload', async () => {
  const { page } = tenant;
  await page.getByTestId('create-machine').click();
  await page.getByRole('radio', { name: /Nano/ }).first().waitFor();
  await page.getByRole('textbox', { name: 'Label' }).fill('journey-1');
  await page.locator('.plan input').first().check({ force: true });
  await page.locator('.trace-figure strong').first().waitFor();
  expect(await page.locator('pre.code').first().textContent()).toContain('journey-1');
  await page.locator('input[type="password"]').fill('Journey-Passw0rd!');
  await page.getByTestId('create-submit').click();
  await page.getByRole('heading', { name: 'journey-1', level: 1 }).waitFor();
  await status('running').waitFor({ timeout: 60_000 });
});

test('a label that is taken is refused at its field', async () => {
  const { page } = tenant;
  await tenant.go('/machines/new');
  await page.getByRole('textbox', { name: 'Label' }).fill('journey-1');
  await page.locator('input[type="password"]').fill('Journey-Passw0rd!');
  await page.getByTestId('create-submit').click();
  await page.locator('.ant-form-item-explain-error').first().waitFor();
  expect(new URL(page.url()).pathname).toBe('/machines/new');
});

test('it is shut down and booted again; what can’t be done says why', async () => {
  const { page } = tenant;
  await tenant.go('/machines');
  await page.getByRole('link', { name: 'journey-1' }).click();
  await status('running').waitFor();
  expect(await page.getByTestId('action-boot').getAttribute('aria-disabled')).toBe('true');
  await page.getByTestId('action-shutdown').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Shut down' }).click();
  await status('off').waitFor({ timeout: 60_000 });
  await page.getByTestId('action-boot').click();
  await status('running').waitFor({ timeout: 60_000 });
  await page.getByRole('tab', { name: 'History' }).click();
  await page.locator('.history li').nth(3).waitFor();
  expect(tenant.troubles).toEqual([]);
});

interface Reboot {
  readonly action: string;
  readonly status: string;
  readonly percent_complete: number | null;
  readonly time_remaining: number | null;
}

/** The machine's last reboot, once it is as far as that. */
const rebootIs = (id: number, wanted: string) =>
  until(`the reboot being ${wanted}`, async () => {
    const events = await own<{ data: readonly (Reboot & { entity: { id: number } })[] }>('GET', '/v4/account/events');
    const last = events?.data.find(({ action, entity }) => action === 'linode_reboot' && entity.id === id);
    return last?.status === wanted ? last : undefined;
  });

/** Reboots that were done in this portal take so long as a rule; those of other journeys make that a few seconds. */
const remaining = (page: Page, seconds: number) =>
  page.route('**/v4/account/events*', async (route) => {
    const answer = await route.fetch();
    const told = (await answer.json()) as { data?: Reboot[] };
    const data = told.data?.map((event) =>
      event.action === 'linode_reboot' && event.status === 'started' ? { ...event, time_remaining: seconds } : event,
    );
    await route.fulfill({ response: answer, json: { ...told, data } });
  });

test(
  'the bell tells how far it is and how long yet, by how long the same took before',
  { timeout: 240_000 },
  async () => {
    const { page } = tenant;
    const machines = await own<{ data: readonly OwnMachine[] }>('GET', '/v4/linode/instances?page_size=500');
    const id = machines?.data.find(({ label }) => label === 'journey-1')?.id ?? 0;
    await own('POST', `/v4/linode/instances/${id}/reboot`);
    await rebootIs(id, 'finished');
    await operated('POST', '/admin/v1/room/faults', { operation: 'reboot', instanceId: id, kind: 'HANGS', times: 1 });
    await own('POST', `/v4/linode/instances/${id}/reboot`);
    const told = await rebootIs(id, 'started');
    expect(told.percent_complete).toBe(50);
    expect(told.time_remaining).toBeGreaterThanOrEqual(0);
    await remaining(page, 300);
    await tenant.go('/machines');
    await page.getByRole('button', { name: /^Activity: / }).click();
    const line = page.locator('.event-lines li', { hasText: 'journey-1' }).first();
    await line.getByText('50 % · about 300 s left').waitFor();
    expect(await findings(page)).toEqual([]);
    await rebootIs(id, 'finished');
    await line.getByText('done').waitFor();
    expect(await line.getByText('s left').count()).toBe(0);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.keyboard.press('Escape');
  },
);

test('it is deleted only after saying what will be lost', async () => {
  const { page } = tenant;
  await tenant.go('/machines');
  await page.getByRole('link', { name: 'journey-1' }).click();
  await status('running').waitFor();
  await page.getByTestId('action-delete').click();
  await page.getByText('Its disk and everything on it is lost for good.').waitFor();
  const deletion = page.getByRole('dialog').getByRole('button', { name: 'Delete' });
  const name = page.getByRole('textbox', { name: 'Type “journey-1” to confirm' });
  expect(await deletion.isDisabled()).toBe(true);
  await name.fill('journey');
  expect(await deletion.isDisabled()).toBe(true);
  await name.fill('journey-1');
  expect(await findings(page)).toEqual([]);
  await deletion.click();
  await page.getByRole('heading', { name: 'Machines', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'journey-1' }).waitFor({ state: 'detached', timeout: 60_000 });
  expect(tenant.troubles).toEqual([]);
});
