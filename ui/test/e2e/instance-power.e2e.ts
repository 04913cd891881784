import { expect, test } from 'vitest';
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
