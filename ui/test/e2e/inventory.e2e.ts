import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { choose, findings, signIn, visit, type Visit } from './visit.ts';

const seed = inject('seed');
let browser: Browser;
let operator: Visit;
beforeAll(async () => {
  browser = await openBrowser();
  operator = await visit(browser, seed);
  await signIn(operator, seed.operator);
});
afterAll(async () => {
  await operator.close();
  await browser.close();
});

/** A thing made by the API in the signed-in operator's name. */
const make = (path: string, body: object): Promise<{ readonly id: number }> =>
  operator.page.evaluate(
    async ([to, what]) => {
      const headers = { 'Content-Type': 'application/json', 'X-Requested-With': 'myidc' };
      const answer = await fetch(`/admin/v1/${to}`, { method: 'POST', headers, body: what });
      if (!answer.ok) throw new Error(`${to}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    [path, JSON.stringify(body)] as const,
  );

test('hosts are told which guests to move, by what was measured', async () => {
  const { page } = operator;
  await operator.go('/hosts?tab=balance');
  await page.getByRole('textbox', { name: /Measured loads/ }).fill('web-1 2 3');
  await page.getByTestId('advise').click();
  await page.getByText('Line 1 is not a number').waitFor();
  await page.getByRole('textbox', { name: /Measured loads/ }).fill(`${seed.machineId}, 60, 1024`);
  await page.getByTestId('advise').click();
  await page.getByText('1 guest was measured').waitFor();
  await page.getByRole('table', { name: 'Loads of hosts' }).waitFor();
  expect(await findings(page)).toEqual([]);
});

test('blocks are cut out of a container, and what stays free is listed', async () => {
  const { page } = operator;
  const container = await make('prefixes', { cidr: '10.77.0.0/24', container: true });
  await operator.go(`/addresses/${container.id}`);
  await page.getByRole('button', { name: 'Cut prefixes' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('spinbutton', { name: 'Length, bits' }).fill('26');
  await choose(page, dialog, 'Site', 'Chicago');
  await dialog.getByRole('button', { name: 'Cut prefixes' }).click();
  await dialog.waitFor({ state: 'detached' });
  const free = page.getByRole('table', { name: /Free blocks/ });
  await free.getByRole('rowheader', { name: '10.77.0.128/25' }).waitFor();
  await page.getByText('25 %', { exact: true }).waitFor();
  await page.getByText('15 are needed').waitFor();
  expect(await findings(page)).toEqual([]);
});

/** Tries again what a page that still fills itself moved away from under the pointer. */
async function untilDone(deed: (patience: { timeout: number }) => Promise<void>): Promise<void> {
  for (let left = 8; ; left--) {
    try {
      // One after the other: each try begins where the one before ended.
      // oxlint-disable-next-line no-await-in-loop
      return await deed({ timeout: 5_000 });
    } catch (failure) {
      if (left === 0) throw failure;
    }
  }
}

test('a device is said to be a tenant’s, and its rack can be labelled by tenants', async () => {
  const { page } = operator;
  await operator.go(`/devices/${seed.room.deviceId}`);
  const dialog = page.getByRole('dialog');
  await untilDone(async (patience) => {
    await page.keyboard.press('Escape');
    await page.getByTestId('device-more').click(patience);
    await page.getByRole('menuitem', { name: 'Say whose it is' }).click(patience);
    await dialog.getByRole('combobox', { name: 'Tenant' }).waitFor(patience);
  });
  await choose(page, dialog, 'Tenant', 'Journey Works');
  await dialog.locator('button[type=submit]').click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Journey Works' }).waitFor();
  await operator.go(`/racks/${seed.rackId}?labels=tenant`);
  await page.locator('svg.rack .device-name', { hasText: 'Journey Works' }).first().waitFor();
});

test('what is dragged onto kept space, or is in service, is told so before it is dropped', async () => {
  const { page } = operator;
  const site = await page.evaluate(async (id) => (await fetch(`/admin/v1/racks/${id}`)).json(), seed.rackId);
  const rack = await make('racks', {
    siteId: site.siteId,
    name: 'DRAG',
    heightU: 20,
    maxWeightKg: 900,
    maxPowerW: 9000,
  });
  const type = await make('device-types', {
    manufacturer: 'Acme',
    model: 'Drag 1U',
    category: 'SERVER',
    heightU: 1,
    fullDepth: true,
  });
  const device = await make('devices', { deviceTypeId: type.id, serial: 'SN-DRAG-1', name: 'drag-1' });
  await make(`devices/${device.id}/rack`, { rackId: rack.id, face: 'FRONT', positionU: 2 });
  await make('reservations', { rackId: rack.id, faces: ['FRONT'], positionU: 10, heightU: 2, owner: 'Storage team' });
  await operator.go(`/racks/${rack.id}`);
  const face = page.locator('svg.rack').first();
  await face.locator('.device').waitFor();
  const reason = page.locator('.drop-reason').first();
  const drag = async (from: number, to: number, said: string) => {
    await untilDone(async (patience) => {
      const box = await face.boundingBox();
      if (box === null) throw new Error('the rack is not drawn');
      const y = (unit: number) => box.y + ((20 - unit + 0.5) * box.height) / 20;
      // What is let go beside the rack stays where it was.
      await page.mouse.move(box.x - 100, y(from));
      await page.mouse.up();
      await page.mouse.move(box.x + 120, y(from));
      await page.mouse.down();
      await page.mouse.move(box.x + 120, y(to), { steps: 6 });
      await reason.getByText(said).waitFor(patience);
    });
    await page.mouse.up();
  };
  await drag(2, 10, 'U10: kept for Storage team');
  await drag(2, 15, 'Drop drag-1 at U15');
  await page
    .getByRole('link', { name: /drag-1, .*U15/ })
    .first()
    .waitFor();
  await make(`devices/${device.id}/in-service`, {});
  await operator.go(`/racks/${rack.id}`);
  await face.locator('.device').waitFor();
  await drag(15, 5, 'It is in use; take it out of use first.');
});

test('what is looked for lights up across the racks of a row', async () => {
  const { page } = operator;
  await operator.go('/floor?tab=rows');
  await page.getByRole('textbox', { name: 'Find in these racks' }).fill('node-1');
  await page.locator('.small-rack .device.found').first().waitFor();
  await page.getByText('1 device found').waitFor();
  expect(await findings(page)).toEqual([]);
  expect(operator.troubles).toEqual([]);
});

test('a model of a power supply is added and found among its kind', async () => {
  const { page } = operator;
  await operator.go('/models?tab=modules');
  await page.getByRole('button', { name: 'Add a module type' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Manufacturer' }).fill('Journey');
  await dialog.getByRole('textbox', { name: 'Model' }).fill('PSU 1400');
  await dialog.locator('button[type=submit]').click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('cell', { name: 'Journey PSU 1400' }).waitFor();
  await page.getByRole('tab', { name: 'Device types' }).click();
  await page
    .getByRole('cell', { name: /R650 \(test\)/ })
    .first()
    .waitFor();
  expect(await findings(page)).toEqual([]);
});
