import { afterAll, beforeAll, expect, test } from 'vitest';
import { asked, machineMade, machinesGone, operated, own, type OwnMachine } from './own.ts';
import { until } from './setup.ts';
import { findings, signedIn, signIn, type Visit } from './visit.ts';

const tenant = signedIn('tenant');
const taker = { username: 'taking-owner', password: 'Journey-Passw0rd!' };
const TAB = '/access?tab=transfers';

let token = '';
let other: Visit;
let given: OwnMachine;
let offer = '';

const dialog = (visit: Visit) => visit.page.getByRole('dialog');

beforeAll(async () => {
  const made = await operated<{ id: number }>('POST', '/admin/v1/tenants', {
    name: 'Taking Works',
    currency: 'USD',
    timeZone: 'UTC',
    email: 'taking@example.com',
    ...taker,
  });
  const issued = await operated<{ token: string }>('POST', `/admin/v1/tenants/${made?.id ?? 0}/tokens`, {
    username: taker.username,
    label: 'journeys',
    scopes: '*',
  });
  token = issued?.token ?? '';
  given = await machineMade('given-1');
  other = await tenant.another();
  await signIn(other, taker);
});

afterAll(async () => {
  await other.close();
  await machinesGone('given-1');
  await asked(token, 'DELETE', `/v4/linode/instances/${given.id}`).catch(() => undefined);
});

async function choose(visit: Visit, label: string): Promise<void> {
  await dialog(visit).getByRole('combobox', { name: 'Machines' }).fill(label);
  await visit.page.locator('.ant-select-item-option-active', { hasText: label }).waitFor();
  await visit.page.keyboard.press('Enter');
}

test('what stands in the way of a machine is told before it is offered', async () => {
  const { page } = tenant;
  const lock = await own<{ id: number }>('POST', '/v4/locks', {
    entity_type: 'linode',
    entity_id: given.id,
    lock_type: 'cannot_delete',
  });
  await tenant.go(TAB);
  await page.getByText('No service transfers').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByTestId('offer-machines').click();
  await choose(tenant, 'given-1');
  await page.getByTestId('ways').getByText('is locked').waitFor();
  await own('DELETE', `/v4/locks/${lock?.id ?? 0}`);
  await dialog(tenant).locator('.ant-modal-title').click();
  await dialog(tenant).getByRole('button', { name: 'Close', exact: true }).click();
  await dialog(tenant).waitFor({ state: 'detached' });
});

test('a machine is offered, and its token is shown to be given away', async () => {
  const { page } = tenant;
  await page.getByTestId('offer-machines').click();
  await dialog(tenant).getByRole('combobox', { name: 'Machines' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await choose(tenant, 'given-1');
  await page.getByTestId('ways').getByText('nothing stands in the way').waitFor();
  await dialog(tenant).getByRole('button', { name: 'Offer machines' }).click();
  await dialog(tenant).getByText('Give this token').waitFor();
  expect(await findings(page)).toEqual([]);
  offer = (await dialog(tenant).locator('code').first().innerText()).trim();
  await dialog(tenant).getByRole('button', { name: 'Close', exact: true }).last().click();
  await page
    .getByRole('row', { name: /given-1/ })
    .getByText('waits')
    .waitFor();
});

test('whoever has the token sees what it holds and takes it', async () => {
  const { page } = other;
  await page.goto(TAB);
  await page.getByTestId('receive-machines').click();
  await dialog(other).getByRole('textbox', { name: 'Token' }).fill(offer);
  await dialog(other).getByRole('button', { name: 'See what it holds' }).click();
  await page.getByTestId('offered').getByText('given-1').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByTestId('take-machines').click();
  await page
    .getByRole('row', { name: /given-1/ })
    .getByText('done')
    .waitFor();
  await page.goto(`/machines/${given.id}`);
  await page.getByRole('heading', { name: 'given-1' }).waitFor();
  expect(await own('GET', `/v4/linode/instances/${given.id}`)).toBeUndefined();
});

test('an offer that nobody took is withdrawn; on a phone it is a card', async () => {
  const { page } = tenant;
  const kept = await machineMade('kept-1');
  try {
    const made = await own<{ token: string }>('POST', '/v4/account/service-transfers', {
      entities: { linodes: [kept.id] },
    });
    await tenant.go(TAB);
    const row = page.getByRole('row', { name: /kept-1/ });
    await row.getByRole('button', { name: 'Withdraw' }).click();
    await dialog(tenant).getByRole('button', { name: 'Withdraw' }).click();
    await row.getByText('withdrawn').waitFor();
    await until('the token good for nothing', async () => {
      const found = await asked<object>(token, 'GET', `/v4/account/service-transfers/${made?.token ?? ''}`);
      return found === undefined ? true : undefined;
    });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByText('kept-1').first().waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wide).toBe(false);
  } finally {
    await page.setViewportSize({ width: 1280, height: 800 });
    await machinesGone('kept-1');
  }
  expect(tenant.troubles).toEqual([]);
});
