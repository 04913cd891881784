import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { asked, machineMade, machinesGone, operated, own, statusIs } from './own.ts';
import { choose, findings, signedIn } from './visit.ts';

const seed = inject('seed');
const tenant = signedIn('tenant');
const staff = signedIn('operator');
const LABEL = `shared-${Date.now().toString(36)}`;
const AUTHOR = `author-${Date.now().toString(36)}`;
const LINE = 'touch /root/of-the-community';
const CHANGED = 'touch /root/of-somebody-else';
const AGAIN = 'I have read the new text';
let author = '';
let script = 0;

/** Another tenant shows a script to all. */
beforeAll(async () => {
  const made = await operated<{ id: number }>('POST', '/admin/v1/tenants', {
    name: AUTHOR,
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    email: `${AUTHOR}@example.com`,
    username: AUTHOR,
    password: 'Journey-Passw0rd!',
  });
  const token = await operated<{ token: string }>('POST', `/admin/v1/tenants/${made?.id}/tokens`, {
    username: AUTHOR,
    label: 'journey',
    scopes: '*',
  });
  author = token?.token ?? '';
  const shared = await asked<{ id: number }>(author, 'POST', '/v4/linode/stackscripts', {
    label: LABEL,
    images: ['any/all'],
    script: `#!/bin/bash\n${LINE}\n`,
    is_public: true,
  });
  script = shared?.id ?? 0;
});

const revised = (line: string, note: string) =>
  asked(author, 'PUT', `/v4/linode/stackscripts/${script}`, { script: `#!/bin/bash\n${line}\n`, rev_note: note });

afterAll(() => machinesGone('community-1'));

test('a script of another account is found, read and chosen in the create form', async () => {
  const { page } = tenant;
  await tenant.go('/stackscripts?tab=community');
  const row = page.getByRole('row', { name: new RegExp(LABEL) });
  await row.getByText(AUTHOR).waitFor();
  expect(await findings(page)).toEqual([]);
  await row.getByRole('link', { name: LABEL }).click();
  await page.locator('pre.code', { hasText: LINE }).waitFor();
  await page.getByText('Another account wrote this script').waitFor();
  expect(await page.getByRole('button', { name: 'Revise' }).count()).toBe(0);
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Deploy' }).click();
  await page.getByText('Another account wrote this script').waitFor();
  await page.locator('pre.code', { hasText: LINE }).waitFor();
  await page.getByRole('radio', { name: 'Community' }).waitFor({ state: 'attached' });
  expect(await page.getByRole('radio', { name: 'Community' }).isChecked()).toBe(true);
  expect(await findings(page)).toEqual([]);
});

test('changed by its author after it was read, it is deployed only once the new text was read', async () => {
  const { page } = tenant;
  await tenant.go(`/machines/new?script=${script}`);
  const text = page.locator('form pre.code');
  await text.filter({ hasText: LINE }).waitFor();
  await page.locator('input[type="password"]').first().fill('Journey-Passw0rd!');
  await revised(CHANGED, 'Writes elsewhere');
  await page.getByTestId('create-try').click();
  await page.getByText('The script was changed after you read it').waitFor();
  await text.filter({ hasText: CHANGED }).waitFor();
  await page.getByText('Writes elsewhere').waitFor();
  expect(await page.getByTestId('tried').count()).toBe(0);
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: AGAIN }).click();
  await page.getByTestId('create-try').click();
  await page.getByTestId('tried').waitFor();
  expect(await page.getByText('Its author changed the script').count()).toBe(0);
});

test('a machine is rebuilt with it, once its text was in sight', async () => {
  const { page } = tenant;
  const machine = await machineMade('community-1');
  await tenant.go(`/machines/${machine.id}?do=rebuild`);
  const dialog = page.getByRole('dialog');
  await choose(page, dialog, 'StackScript', LABEL);
  await dialog.getByText('Another account wrote this script').waitFor();
  await dialog.locator('pre.code', { hasText: CHANGED }).waitFor();
  expect(await findings(page)).toEqual([]);
  await dialog.locator('input[type="password"]').fill('Journey-Passw0rd!');
  await dialog.getByRole('textbox', { name: /community-1/ }).fill('community-1');
  await revised(LINE, 'Back to what it was');
  await dialog.getByRole('button', { name: 'Rebuild' }).click();
  await dialog.getByText('The script was changed after you read it').waitFor();
  await dialog.locator('pre.code', { hasText: LINE }).waitFor();
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: AGAIN }).click();
  const sent = page.waitForResponse((response) => response.url().endsWith('/rebuild'));
  await dialog.getByRole('button', { name: 'Rebuild' }).click();
  const answer = await sent;
  expect(answer.status()).toBe(200);
  const now = await own<{ revision: number }>('GET', `/v4/linode/stackscripts/${script}`);
  expect(answer.request().postDataJSON()).toMatchObject({
    stackscript_id: script,
    stackscript_revision: now?.revision,
  });
  await dialog.waitFor({ state: 'detached' });
  await statusIs(machine.id, 'running');
});

test('staff read it and take it down with a reason, and nobody else finds it any more', async () => {
  const { page } = staff;
  await staff.go('/stackscripts');
  await page.getByRole('link', { name: LABEL }).click();
  await page.locator('pre.code', { hasText: LINE }).first().waitFor();
  await page.getByRole('button', { name: 'Take down' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Writes where it should not');
  await dialog.getByRole('button', { name: 'Take down' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Writes where it should not').first().waitFor();
  expect(await findings(page)).toEqual([]);
  const left = await asked<{ data: readonly { label: string }[] }>(
    seed.tenant.token,
    'GET',
    '/v4/linode/stackscripts?page_size=500',
  );
  expect(left?.data.map(({ label }) => label)).not.toContain(LABEL);
  await tenant.go('/stackscripts?tab=community');
  await tenant.page.getByText('Nobody shows a script yet').waitFor();
  expect(tenant.troubles).toEqual([]);
});
