import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { machineMade, machinesGone, offerPool, operated, own, queued, type OwnMachine } from './own.ts';
import { findings, signedIn, signIn } from './visit.ts';

const seed = inject('seed');
const tenant = signedIn('tenant');

let machine: OwnMachine;
const dialog = () => tenant.page.getByRole('dialog');
const head = (name: string) => tenant.page.getByRole('columnheader', { name });
const row = (text: string) => tenant.page.getByRole('row', { name: new RegExp(text) });

beforeAll(async () => {
  await offerPool(true);
  machine = await machineMade('listed-1', { tags: ['listed'] });
});
afterAll(async () => {
  await own('PUT', '/v4/profile/preferences', {});
  await machinesGone('listed-1', 'listed-2');
  await offerPool(false);
});

async function labels(): Promise<readonly string[]> {
  return tenant.page.locator('tbody tr a[href^="/machines/"]').allTextContents();
}

test('every column orders the list, and the order stays in the address', async () => {
  const { page } = tenant;
  await tenant.go('/machines');
  await row('listed-1').waitFor();
  for (const [name, key] of [
    ['Label', 'label'],
    ['Status', 'status'],
    ['Plan', 'plan'],
    ['IP address', 'ip'],
    ['Region', 'region'],
    ['Created', 'created'],
    ['Cost to date', 'cost'],
  ] as const) {
    await head(name).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('machines.sort')).toBe(key);
  }
  await tenant.go('/machines?machines.sort=-label');
  await row('listed-1').waitFor();
  const down = await labels();
  await tenant.go('/machines?machines.sort=label');
  await row('listed-1').waitFor();
  expect(await labels()).toEqual(down.toReversed());
  await row('listed-1')
    .getByText(/\d\.\d\d/)
    .last()
    .waitFor();
});

test('columns are chosen and kept; the CSV has what is seen', async () => {
  const { page } = tenant;
  await page.getByRole('button', { name: 'Choose columns' }).click();
  await page.getByRole('menuitem', { name: 'Memory' }).click();
  await head('Memory').waitFor();
  await page.keyboard.press('Escape');
  await tenant.go('/machines');
  await head('Memory').waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as CSV' }).click(),
  ]);
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toContain('Memory');
  expect(text).toContain('listed-1');
  expect(text).not.toContain('vCPU');
});

test('machines are shown as cards beside each other where the person chose so, in another browser too', async () => {
  const { page } = tenant;
  const card = row('listed-1');
  const widthOf = async () => (await card.boundingBox())?.width ?? 0;
  const cards = async () => (await own<{ myidc?: Record<string, string> }>('GET', '/v4/profile/preferences'))?.myidc;
  await page.getByTestId('in-cards').click();
  await expect.poll(widthOf).toBeLessThan(700);
  await card.getByText('198.51.100.').waitFor();
  expect(await findings(page)).toEqual([]);
  await expect.poll(async () => (await cards())?.['cards.machines']).toBe('yes');
  const elsewhere = await tenant.another();
  await signIn(elsewhere, seed.tenant);
  await elsewhere.page.locator('.in-cards').getByText('listed-1').waitFor();
  await elsewhere.close();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await findings(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByTestId('in-cards').click();
  await expect.poll(widthOf).toBeGreaterThan(900);
  await expect.poll(async () => (await cards())?.['cards.machines']).toBeUndefined();
});

test('an address is copied, and a page has as many rows as are asked for', async () => {
  const { page } = tenant;
  await row('listed-1')
    .getByRole('button', { name: /^Copy / })
    .click();
  await row('listed-1').getByText('Copied').waitFor({ state: 'attached' });
  await tenant.go('/machines?machines.size=1');
  await expect.poll(async () => (await labels()).length).toBe(1);
  await page.locator('.ant-pagination-item-2').click();
  await expect.poll(() => new URL(page.url()).searchParams.get('machines.page')).toBe('2');
  expect(await findings(page)).toEqual([]);
});

test('the list is grouped by tag; several machines get tags at once', async () => {
  const { page } = tenant;
  await tenant.go('/machines');
  for (const label of ['listed-1', 'ledger-1']) await row(label).getByRole('checkbox').check();
  await page.getByTestId('many-tags').click();
  await dialog().getByRole('combobox', { name: 'Add' }).fill('together,');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await dialog().waitFor({ state: 'detached' });
  await page.getByTestId('group-by-tag').click();
  const group = page.locator('details.group', { hasText: 'together' });
  await expect.poll(() => group.locator('tbody tr a[href^="/machines/"]').count()).toBe(2);
  expect(await findings(page)).toEqual([]);
  await group.locator('summary').click();
  await group.getByRole('link', { name: 'ledger-1' }).waitFor({ state: 'hidden' });
  const kept = await own<{ tags: readonly string[] }>('GET', `/v4/linode/instances/${machine.id}`);
  expect(kept?.tags.toSorted()).toEqual(['listed', 'together']);
});

test('a row offers every deed and says why one cannot be done; traffic and backups are told above and below', async () => {
  const { page } = tenant;
  await tenant.go('/machines');
  await page.getByTestId('transfer').getByRole('button', { name: 'By region' }).click();
  await dialog().getByRole('meter').first().waitFor();
  await dialog().getByRole('button', { name: 'Close' }).last().click();
  await row('listed-1').getByText('🇺🇸').waitFor();
  await page.getByTestId('unbacked-all').click();
  await dialog()
    .getByRole('row', { name: /listed-1/ })
    .waitFor();
  await dialog()
    .getByRole('row', { name: /All together/ })
    .getByText(/\d\.\d\d/)
    .waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByTestId('unbacked-later').click();
  await page.getByTestId('unbacked-all').waitFor({ state: 'detached' });
  await row('listed-1').getByRole('button', { name: 'Actions for listed-1' }).click();
  await page
    .getByRole('menuitem', { name: /Boot.*runs already|Boot/ })
    .first()
    .waitFor();
  await page.getByRole('menuitem', { name: 'Resize' }).click();
  await dialog().getByText('Resize listed-1').waitFor();
  await page.keyboard.press('Escape');
});

test('what is under way on a machine shows how far it is', async () => {
  await tenant.go('/machines');
  await row('listed-1').getByText('running').waitFor();
  await Promise.all(Array.from({ length: 6 }, () => queued(machine.id, 'reboot')));
  await row('listed-1')
    .getByText(/^\d+ %$/)
    .waitFor();
  await row('listed-1').getByText('running').waitFor({ timeout: 90_000 });
});

test('a machine whose host is being emptied is marked, and the mark leads to the reason', async () => {
  const { page } = tenant;
  const guest = await operated<{ hostId: number }>('GET', `/admin/v1/instances/${machine.id}`);
  await operated('POST', `/admin/v1/hosts/${guest?.hostId}/drain`, {});
  await tenant.go('/machines');
  await row('listed-1').getByRole('link', { name: 'about to move' }).click();
  await row('listed-1').getByText('The host is taken out of use.').waitFor();
  expect(await findings(page)).toEqual([]);
  await operated('POST', `/admin/v1/hosts/${guest?.hostId}/uncordon`, {});
  await tenant.go('/machines');
  await row('listed-1').waitFor();
  await expect.poll(() => row('listed-1').getByRole('link', { name: 'about to move' }).count()).toBe(0);
});

test('the filter asks by name, and says what it does not understand', async () => {
  const { page } = tenant;
  await tenant.go('/machines');
  await row('listed-1').waitFor();
  const filter = page.getByRole('textbox', { name: 'Filter' }).or(page.getByRole('searchbox', { name: 'Filter' }));
  await filter.fill('tag:listed status:running');
  await expect.poll(labels).toEqual(['listed-1']);
  await filter.fill('-tag:listed colour:red');
  await page.getByText('Not understood, and left out: colour.').waitFor();
  await expect.poll(labels).not.toContain('listed-1');
  expect(await findings(page)).toEqual([]);
  await filter.fill('');
});

test('an empty list teaches the next step and the command for it', async () => {
  const { page } = tenant;
  const list = /\/v4\/linode\/instances\?/;
  await page.route(list, (route) => route.fulfill({ json: { data: [], page: 1, pages: 1, results: 0 } }));
  await tenant.go('/machines');
  await page.getByText('You have no machines yet').waitFor();
  await page.locator('pre.code', { hasText: 'linode-cli linodes create' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.unroute(list);
});

test('keys go to pages and to the search, and tell what they do', async () => {
  const { page } = tenant;
  await tenant.go('/machines');
  await page.locator('main').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('v');
  await page.getByRole('heading', { name: 'Volumes', level: 1 }).waitFor();
  await page.keyboard.press('?');
  await dialog().getByText('Keyboard shortcuts').waitFor();
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  await page.keyboard.press('/');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('search');
});

test('a machine is renamed from the head of its page, and its own activity and history tell of it', async () => {
  const { page } = tenant;
  await tenant.go(`/machines/${machine.id}`);
  await page.getByRole('button', { name: 'Rename' }).click();
  await dialog().getByRole('textbox', { name: 'Label' }).fill('listed-2');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'listed-2', level: 1 }).waitFor();
  await page.getByRole('tab', { name: 'Activity' }).click();
  await page.locator('.event-line', { hasText: 'Created' }).first().waitFor();
  expect(await page.locator('.event-line', { hasText: 'ledger-1' }).count()).toBe(0);
  await page.getByRole('tab', { name: 'History' }).click();
  await page.locator('.history li').nth(2).waitFor();
  expect(await findings(page)).toEqual([]);
});

test('activity tells what was done, by whom, how long it took and when', async () => {
  const { page } = tenant;
  await tenant.go('/activity');
  const made = row('Created.*listed-\\d').first();
  await made.getByText('done').first().waitFor();
  await made.getByText(/\d s$/).waitFor();
  await made.getByText('Journey', { exact: false }).or(made.locator('time')).first().waitFor();
  expect(await findings(page)).toEqual([]);
});

test('what is owed is said in words, what has come up opens its events', async () => {
  const { page } = tenant;
  await tenant.go('/billing');
  await row('listed').first().waitFor();
  await row('listed').first().locator('.traced').last().click();
  await dialog().getByText('How', { exact: false }).or(dialog().locator('ol, ul')).first().waitFor();
  await page.keyboard.press('Escape');
  await tenant.go('/billing?tab=wallet');
  await page.getByText('Owed').first().waitFor();
  await page.getByText('In hand').first().waitFor();
});

test('a token is made with a scope and an end, and shown once', async () => {
  const { page } = tenant;
  await tenant.go('/access');
  await page.getByRole('button', { name: 'Create a token' }).click();
  await dialog().getByRole('textbox', { name: 'Label' }).fill('listed-token');
  const submit = dialog().getByRole('button', { name: 'Create a token' });
  expect(await submit.getAttribute('aria-disabled')).toBe('true');
  await dialog().getByRole('radio', { name: 'Machines: read', exact: true }).check();
  await submit.click();
  await dialog().getByText('This token is shown only now.', { exact: false }).waitFor();
  expect(await findings(page)).toEqual([]);
  await dialog().getByRole('button', { name: 'Copy the token' }).click();
  await dialog().getByText('Copied').waitFor({ state: 'attached' });
  await dialog().getByRole('button', { name: 'I have kept it' }).click();
  await row('listed-token').getByText('linodes:read_only').waitFor();
  await row('listed-token').getByRole('button', { name: 'Revoke' }).click();
  await dialog().getByRole('button', { name: 'Revoke' }).click();
  await row('listed-token').waitFor({ state: 'detached' });
  expect(tenant.troubles).toEqual([]);
});
