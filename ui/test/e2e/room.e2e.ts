import { expect, inject, test } from 'vitest';
import { choose, signedIn, signIn } from './visit.ts';

const seed = inject('seed');
const operator = signedIn('operator');

test('the search leads from a serial to its part, and to a unit of a rack', async () => {
  const { page } = operator;
  await operator.go('/overview');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('disk-0001');
  await page
    .getByRole('group', { name: 'Parts' })
    .getByRole('option', { name: /DISK-0001/ })
    .click();
  await page.getByRole('heading', { name: 'node-1', level: 1 }).waitFor();
  await page.getByRole('cell', { name: 'DISK-0001', exact: true }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('A01 U12');
  await page.getByRole('option', { name: /A01.*U12/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: 'U12, marked' }).first().waitFor();
  expect(page.url()).toContain('u=12');
});

test('the search leads from an address that nobody has any more to who had it', async () => {
  const { page } = operator;
  await operator.go('/overview');
  await page.keyboard.press('/');
  await page.keyboard.type('203.0.113.5');
  await page.getByRole('group', { name: 'Addresses' }).getByRole('option').click();
  await page.getByRole('heading', { name: '203.0.113.5', level: 1 }).waitFor();
});

test('space is kept by face for an owner, and a refusal stands at its field', async () => {
  const { page } = operator;
  await operator.go(`/racks/${seed.rackId}?tab=kept`);
  await page.getByRole('cell', { name: /Storage team/ }).waitFor();
  await page.getByRole('button', { name: 'Keep space' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Owner' }).fill('Network team');
  await dialog.getByRole('spinbutton', { name: 'Lowest unit' }).fill('1');
  await dialog.getByRole('button', { name: 'Keep space' }).click();
  await dialog.locator('.ant-form-item-explain-error').first().waitFor();
  await dialog.getByRole('spinbutton', { name: 'Lowest unit' }).fill('38');
  await dialog.getByRole('button', { name: 'Keep space' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('cell', { name: /Network team/ }).waitFor();
  const row = page.getByRole('row', { name: /Network team/ });
  await row.getByRole('button', { name: 'Release' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
  await row.getByText('released', { exact: true }).waitFor();
});

test('a cable joins two ports, and its path is told', async () => {
  const { page } = operator;
  await operator.go('/cables');
  await page.getByRole('button', { name: 'Connect a cable' }).click();
  const dialog = page.getByRole('dialog');
  await choose(page, dialog, 'From device', 'node-1');
  await choose(page, dialog, 'From port', 'eth1');
  await choose(page, dialog, 'To device', 'leaf-1');
  await choose(page, dialog, 'To port', 'u1');
  await dialog.getByRole('button', { name: 'Connect a cable' }).click();
  await dialog.waitFor({ state: 'detached' });
  await operator.go(`/devices/${seed.room.deviceId}?tab=ports&port=eth1`);
  await page.locator('.cable-path').getByText('leaf-1').first().waitFor();
});

test('an iperf report that is none is refused at its field', async () => {
  const { page } = operator;
  await operator.go(`/cables/${seed.room.cableId}`);
  await page.getByRole('button', { name: 'Read an iperf3 report' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Report' }).fill('not a report');
  await dialog.getByRole('button', { name: 'Read an iperf3 report' }).click();
  await dialog.locator('.ant-form-item-explain-error').waitFor();
  const report = {
    start: { timestamp: { timesecs: 1_772_000_000 } },
    end: { sum_sent: { bits_per_second: 9.4e9, retransmits: 3 }, sum_received: { bits_per_second: 9.3e9 } },
  };
  await dialog.getByRole('textbox', { name: 'Report' }).fill(JSON.stringify(report));
  await dialog.getByRole('button', { name: 'Read an iperf3 report' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('93 % of what is contracted').waitFor();
});

test('a purchase gives a book value', async () => {
  const { page } = operator;
  await operator.go(`/devices/${seed.room.deviceId}?tab=sheet`);
  await page.getByRole('button', { name: 'Note the purchase' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Cost' }).fill('48000.00');
  await dialog.getByLabel('Bought on').fill('2025-01-15');
  await dialog.getByRole('button', { name: 'Note the purchase' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(/Book value on/).waitFor();
});

test('a VLAN is taken, and one taken before is refused at its number', async () => {
  const { page } = operator;
  await operator.go('/numbers');
  await page.getByRole('cell', { name: '120', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Take VLANs' }).click();
  const dialog = page.getByRole('dialog');
  await choose(page, dialog, 'Group', 'Leaf pair');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('backup');
  await dialog.getByRole('spinbutton', { name: 'This very number' }).fill('120');
  await dialog.getByRole('button', { name: 'Take VLANs' }).click();
  await dialog.locator('.ant-form-item-explain-error').waitFor();
  await dialog.getByRole('spinbutton', { name: 'This very number' }).fill('');
  await dialog.getByRole('button', { name: 'Take VLANs' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('cell', { name: 'backup', exact: true }).waitFor();
});

test('two instants tell what changed, field by field', async () => {
  const { page } = operator;
  const before = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 19);
  await operator.go(`/changes?of=RACKS&against=${before}Z`);
  await page.getByRole('row', { name: /added.*A01/ }).waitFor();
  await operator.go(`/numbers?tab=vrfs&against=${before}Z`);
  await page.getByRole('row', { name: /added.*customers/ }).waitFor();
});

test('in the past every page is read only and says so', async () => {
  const { page } = operator;
  const now = new Date().toISOString().slice(0, 19);
  for (const path of ['/power', '/cables', '/parts', '/numbers', '/addresses', '/floor?tab=tree', '/devices']) {
    await operator.go(`${path}${path.includes('?') ? '&' : '?'}asOf=${now}Z`);
    await page.locator('.frame.past').waitFor();
    await page.getByText('read only').waitFor();
    const banner = await page.locator('.time-banner').textContent();
    expect(banner, path).not.toContain('only the present');
  }
});

test('a tenant makes a VPC with a subnet, and a block outside private space is refused', async () => {
  const tenant = await operator.another();
  await signIn(tenant, seed.tenant);
  const { page } = tenant;
  await tenant.go('/networks');
  await page.getByRole('link', { name: 'journey-vpc' }).click();
  await page.getByRole('cell', { name: '10.9.0.0/24' }).waitFor();
  await page.getByRole('button', { name: 'Add a subnet' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Label' }).fill('db');
  await dialog.getByRole('textbox', { name: 'IPv4 block' }).fill('8.8.8.0/24');
  await dialog.getByRole('button', { name: 'Add a subnet' }).click();
  await dialog.locator('.ant-form-item-explain-error').waitFor();
  await dialog.getByRole('textbox', { name: 'IPv4 block' }).fill('10.9.1.0/24');
  await dialog.getByRole('button', { name: 'Add a subnet' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('cell', { name: '10.9.1.0/24' }).waitFor();
  expect(tenant.troubles).toEqual([]);
  await tenant.close();
  expect(operator.troubles).toEqual([]);
});
