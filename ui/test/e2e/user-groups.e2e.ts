import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { operated, own } from './own.ts';
import { findings, signedIn, signIn, type Visit } from './visit.ts';

const seed = inject('seed');
const tenant = signedIn('tenant');
const user = { username: 'journey-auditor', password: 'Journey-Passw0rd!' };
const GROUP = 'Auditors of the ledger';

let auditor: Visit;

const dialog = () => tenant.page.getByRole('dialog');
const row = () => tenant.page.getByRole('row', { name: new RegExp(GROUP) });
const machine = `/v4/linode/instances/${seed.machineId}`;

beforeAll(async () => {
  await operated('POST', `/admin/v1/tenants/${seed.tenant.id}/users`, {
    ...user,
    email: 'auditor@example.com',
    restricted: true,
  });
  auditor = await tenant.another();
  await signIn(auditor, user);
});

afterAll(async () => {
  await auditor.close();
  const groups = await own<{ data: readonly { id: number }[] }>('GET', '/portal/v1/user-groups');
  for (const { id } of groups?.data ?? []) await own('DELETE', `/portal/v1/user-groups/${id}`);
  await own('DELETE', `/v4/account/users/${user.username}`);
});

test('a group is made, a limited user joins it, and it is granted one machine to read', async () => {
  const { page } = tenant;
  await tenant.go('/access?tab=groups');
  await page.getByText('No groups yet').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByTestId('add-group').click();
  await dialog().getByRole('textbox', { name: 'Group' }).fill(GROUP);
  await dialog().getByRole('button', { name: 'Create a group' }).click();
  await dialog().waitFor({ state: 'detached' });

  await row().getByRole('button', { name: 'Members' }).click();
  await dialog().getByRole('combobox', { name: 'Members' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await dialog().getByRole('combobox', { name: 'Members' }).fill(user.username);
  await page.locator('.ant-select-item-option-active', { hasText: user.username }).waitFor();
  await page.keyboard.press('Enter');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await dialog().waitFor({ state: 'detached' });
  await row().getByText(user.username).waitFor();

  await row().getByRole('button', { name: 'Grants' }).click();
  const level = page.getByRole('radiogroup', { name: 'Machines: ledger-1' });
  await level.locator('.ant-segmented-item').nth(1).click();
  expect(await findings(page)).toEqual([]);
  await page.getByTestId('grants-save').click();
  await dialog().waitFor({ state: 'detached' });
  await row().getByText('1 thing').waitFor();
});

test('who may only read is told which group says so, and what they lack', async () => {
  const { page } = auditor;
  const why = new RegExp(`Read only, by the group “${GROUP}”`);
  await auditor.go(`/machines/${seed.machineId}`);
  await page.getByTestId('lack').getByText(why).waitFor();
  expect(await findings(page)).toEqual([]);
  const reboot = page.getByTestId('action-reboot');
  expect(await reboot.getAttribute('aria-disabled')).toBe('true');
  await reboot.hover();
  await page.getByRole('tooltip').getByText(why).waitFor();
  await auditor.go('/machines/new');
  await page.getByTestId('lack').getByText(`You lack the right to create machines`).waitFor();
  for (const [path, name, right] of [
    ['/volumes', 'Create a volume', 'create volumes'],
    ['/images', 'Image of a disk', 'create images'],
  ] as const) {
    await auditor.go(path);
    const button = page.getByRole('button', { name });
    await button.waitFor();
    await expect.poll(() => button.getAttribute('aria-disabled')).toBe('true');
    await button.hover();
    await page.getByRole('tooltip').getByText(`You lack the right to ${right}`).waitFor();
  }
});

test('once the group may write nothing is off any more, and its deletion takes everything away at once', async () => {
  const { page } = tenant;
  await row().getByRole('button', { name: 'Grants' }).click();
  const level = page.getByRole('radiogroup', { name: 'Machines: ledger-1' });
  await level.locator('.ant-segmented-item').nth(2).click();
  await page.getByTestId('grants-save').click();
  await dialog().waitFor({ state: 'detached' });
  await auditor.go(`/machines/${seed.machineId}`);
  await auditor.page.getByTestId('action-reboot').waitFor();
  await expect.poll(() => auditor.page.getByTestId('action-reboot').getAttribute('aria-disabled')).toBeNull();
  expect(await auditor.page.getByTestId('lack').count()).toBe(0);

  await row().getByRole('button', { name: GROUP }).click();
  await page.getByRole('dialog').getByText(`Group of users ${GROUP} created`).waitFor();
  await page.keyboard.press('Escape');
  await row().getByRole('button', { name: 'Delete' }).click();
  await dialog().getByText('One user loses what the group grants, at once.').waitFor();
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await row().waitFor({ state: 'detached' });
  const seen = await auditor.page.request.get(machine);
  expect(seen.status()).toBe(404);
});
