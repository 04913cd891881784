import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { machineMade, machinesGone, offerPool, operated, own } from './own.ts';
import { until } from './setup.ts';
import { choose, findings, signedIn } from './visit.ts';

const tenant = signedIn('tenant');
const seed = inject('seed');

const dialog = () => tenant.page.getByRole('dialog');
const row = (text: string) => tenant.page.getByRole('row', { name: new RegExp(text) });

interface OwnVolume {
  readonly id: number;
  readonly label: string;
  readonly size: number;
  readonly linode_id: number | null;
}

async function volumesNow(): Promise<readonly OwnVolume[]> {
  const found = await own<{ data: readonly OwnVolume[] }>('GET', '/v4/volumes?page_size=500');
  return (found?.data ?? []).filter(({ label }) => label.startsWith('things-'));
}

beforeAll(async () => {
  await offerPool(true);
  await machineMade('things-1');
});
afterAll(async () => {
  await machinesGone('things-1');
  await until('the volumes gone', async () => {
    const left = await volumesNow();
    for (const { id, linode_id: holder } of left) {
      const path = holder === null ? `/v4/volumes/${id}` : `/v4/volumes/${id}/detach`;
      await own(holder === null ? 'DELETE' : 'POST', path).catch(() => undefined);
    }
    return left.length === 0 ? true : undefined;
  });
  await offerPool(false);
});

async function submitted(button: string): Promise<void> {
  await dialog().getByRole('button', { name: button }).click();
  await dialog().waitFor({ state: 'detached' });
}

test('a volume is made, attached with the commands to mount it, and grown', async () => {
  const { page } = tenant;
  await tenant.go('/volumes');
  await page.getByRole('button', { name: 'Create a volume' }).click();
  await dialog().getByRole('textbox', { name: 'Label' }).fill('things-data');
  await choose(page, dialog(), 'Region', seed.region);
  await submitted('Create a volume');
  await row('things-data').getByText('Ready').waitFor({ timeout: 60_000 });
  await row('things-data').getByRole('button', { name: 'Attach' }).click();
  await choose(page, dialog(), 'Machine', 'things-1');
  await submitted('Attach');
  await row('things-data').getByRole('link', { name: 'things-1' }).waitFor();
  await row('things-data').getByText('Ready').waitFor({ timeout: 60_000 });
  await row('things-data').getByRole('button', { name: 'Mount' }).click();
  await dialog().getByText('/mnt/things-data').first().waitFor();
  expect(await findings(page)).toEqual([]);
  await dialog().getByRole('button', { name: 'Close' }).last().click();
  await dialog().waitFor({ state: 'detached' });
  await row('things-data').getByRole('button', { name: 'Grow' }).click();
  await dialog().getByRole('spinbutton', { name: 'Size' }).fill('30');
  await submitted('Grow');
  await row('things-data').getByText('30 GiB').waitFor({ timeout: 60_000 });
});

test('it is copied, detached and deleted, and what cannot be done says why', async () => {
  await row('things-data').getByText('Ready').waitFor({ timeout: 60_000 });
  await row('things-data').getByRole('button', { name: 'Copy' }).click();
  await dialog().getByRole('textbox', { name: 'Label' }).fill('things-copy');
  await submitted('Copy');
  await row('things-copy').getByText('Ready').waitFor({ timeout: 60_000 });
  const deletion = row('things-data').getByRole('button', { name: 'Delete' });
  expect(await deletion.getAttribute('aria-disabled')).toBe('true');
  await row('things-data').getByRole('button', { name: 'Detach' }).click();
  await submitted('Detach');
  await row('things-data').getByRole('button', { name: 'Attach' }).waitFor({ timeout: 60_000 });
  await expect.poll(() => deletion.getAttribute('aria-disabled'), { timeout: 60_000 }).not.toBe('true');
  await deletion.click();
  await submitted('Delete');
  await row('things-data').waitFor({ state: 'detached', timeout: 60_000 });
});

test('rules of a firewall are a draft that is ordered, undone and saved', async () => {
  const { page } = tenant;
  const wall = await own<{ id: number }>('POST', '/v4/networking/firewalls', {
    label: 'things-wall',
    rules: { inbound_policy: 'ACCEPT', outbound_policy: 'ACCEPT', inbound: [], outbound: [] },
  });
  await tenant.go(`/firewalls/${wall?.id}`);
  const inbound = page.getByRole('region', { name: 'Inbound rules' }).locator('tbody tr');
  for (const name of ['SSH', 'HTTPS']) {
    await page.getByTestId('presets-inbound').click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  }
  await expect.poll(() => inbound.count()).toBe(2);
  await inbound.nth(1).dragTo(inbound.nth(0));
  await expect.poll(() => inbound.nth(0).textContent()).toContain('443');
  await inbound.nth(0).getByRole('button', { name: 'Move down' }).click();
  await expect.poll(() => inbound.nth(0).textContent()).toContain('22');
  await page.getByTestId('rules-undo').click();
  await expect.poll(() => inbound.nth(0).textContent()).toContain('443');
  await choose(page, page.locator('.policy').first(), 'Other inbound traffic', 'Drop');
  expect(await findings(page)).toEqual([]);
  await page.getByTestId('rules-save').click();
  await page.getByTestId('rules-save').waitFor({ state: 'detached' });
  const kept = await own<{ inbound_policy: string; inbound: readonly { ports: string }[] }>(
    'GET',
    `/v4/networking/firewalls/${wall?.id}/rules`,
  );
  expect(kept?.inbound_policy).toBe('DROP');
  expect(kept?.inbound.map(({ ports }) => ports)).toEqual(['443', '22']);
  await own('DELETE', `/v4/networking/firewalls/${wall?.id}`);
});

test('a script is written, revised and deployed from the create form', async () => {
  const { page } = tenant;
  await tenant.go('/stackscripts');
  await page.getByRole('button', { name: 'Create a script' }).click();
  await dialog().getByRole('textbox', { name: 'Label' }).fill('things-script');
  await dialog().getByRole('textbox', { name: 'Script', exact: true }).fill('#!/bin/bash\ntouch /root/first\n');
  await submitted('Create a script');
  await page.getByRole('link', { name: 'things-script' }).click();
  await page.getByRole('button', { name: 'Revise' }).click();
  await dialog().getByRole('textbox', { name: 'What changed' }).fill('another file');
  await dialog().getByRole('textbox', { name: 'Script', exact: true }).fill('#!/bin/bash\ntouch /root/second\n');
  await submitted('Revise');
  await page.locator('pre.code', { hasText: '/root/second' }).first().waitFor();
  await page.locator('.history li').nth(1).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Deploy' }).click();
  await expect.poll(() => page.locator('pre.code').first().textContent()).toContain('stackscript_id');
  const scripts = await own<{ data: readonly { id: number; label: string }[] }>(
    'GET',
    '/v4/linode/stackscripts?page_size=500&mine=true',
  );
  const made = scripts?.data.find(({ label }) => label === 'things-script');
  await own('DELETE', `/v4/linode/stackscripts/${made?.id}`);
});

test('an image is made of a disk, renamed, and a machine begins with it', async () => {
  const { page } = tenant;
  await tenant.go('/images');
  await page.getByRole('button', { name: 'Image of a disk' }).click();
  await choose(page, dialog(), 'Machine', 'things-1');
  await choose(page, dialog(), 'Disk', 'Debian');
  await dialog().getByRole('textbox', { name: 'Label' }).fill('things-image');
  await submitted('Image of a disk');
  await row('things-image').getByText('available').waitFor({ timeout: 60_000 });
  await row('things-image').getByRole('button', { name: 'Edit' }).click();
  await dialog().getByRole('textbox', { name: 'Label' }).fill('things-golden');
  await submitted('Edit');
  await row('things-golden').waitFor();
  expect(await findings(page)).toEqual([]);
  await tenant.go('/machines/new?from=image');
  const form = page.getByRole('form', { name: 'Create a machine' });
  await choose(page, form, 'Own image', 'things-golden');
  await expect.poll(() => page.locator('pre.code').first().textContent()).toContain('private/');
});

test('asked too often, the list keeps its rows, says so, and reads on by itself', async () => {
  const { page } = tenant;
  const listing = (address: URL) => address.pathname === '/v4/images';
  const tooMany = page.getByRole('alert').filter({ hasText: 'Too many requests' });
  await tenant.go('/images');
  await row('things-golden').waitFor();
  await page.route(listing, (route) => route.fulfill({ status: 429, headers: { 'Retry-After': '6' }, json: {} }));
  await row('things-golden').getByRole('button', { name: 'Edit' }).click();
  await dialog().getByRole('textbox', { name: 'Description' }).fill('asked for too often');
  await submitted('Edit');
  await tooMany.waitFor();
  await row('things-golden').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.unroute(listing);
  await tooMany.waitFor({ state: 'detached', timeout: 60_000 });
  await row('things-golden').waitFor();
});

test('a file of one’s own becomes an image; one that is no disk is refused with the reason', async () => {
  const { page } = tenant;
  const contents = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/gzip', buffer });
  await tenant.go('/images');
  await page.getByRole('button', { name: 'Upload an image' }).click();
  await dialog().getByRole('textbox', { name: 'Label' }).fill('things-sent');
  await choose(page, dialog(), 'Region', 'Chicago');
  await dialog()
    .locator('input[type=file]')
    .setInputFiles(contents('disk.txt', Buffer.from('no disk at all')));
  await dialog().getByRole('button', { name: 'Upload an image' }).click();
  await dialog().getByText('neither qcow2 nor gzip').waitFor();
  await dialog()
    .locator('input[type=file]')
    .setInputFiles(contents('disk.img.gz', gzipSync(Buffer.alloc(1024 * 1024, 7))));
  await dialog().getByRole('button', { name: 'Upload an image' }).click();
  await dialog().waitFor({ state: 'detached' });
  await row('things-sent').getByText('available').first().waitFor({ timeout: 60_000 });
  const images = await own<{ data: readonly Placed[] }>('GET', '/v4/images?page_size=500');
  for (const { id } of images?.data.filter(({ label }) => label === 'things-sent') ?? [])
    await own('DELETE', `/v4/images/${encodeURIComponent(id)}`);
});

interface Placed {
  readonly id: string;
  readonly label: string;
  readonly regions: readonly { readonly region: string; readonly status: string }[];
}

async function placesNow(): Promise<readonly string[]> {
  const found = await own<{ data: readonly Placed[] }>('GET', '/v4/images?page_size=500');
  const image = found?.data.find(({ label }) => label === 'things-golden');
  return (image?.regions ?? []).map(({ region, status }) => `${region} ${status}`).toSorted();
}

test('it is sent to a second region, seen to be there, taken out of it again, and deleted', async () => {
  const { page } = tenant;
  const away = { name: 'Zurich', region: 'zz-things', country: 'CH', timeZone: 'Europe/Zurich' };
  await operated('POST', '/admin/v1/sites', away);
  await tenant.go('/images');
  const places = () => row('things-golden').locator('td', { hasText: seed.region }).textContent();
  await row('things-golden').getByRole('button', { name: 'Regions' }).click();
  await choose(page, dialog(), 'Regions', 'Zurich');
  await page.keyboard.press('Escape');
  await submitted('Regions');
  await expect.poll(places).toContain('zz-things');
  await expect.poll(placesNow).toEqual([`${seed.region} available`, 'zz-things available']);
  expect(await findings(page)).toEqual([]);
  await row('things-golden').getByRole('button', { name: 'Regions' }).click();
  await dialog().locator('.ant-select-selection-item', { hasText: 'Zurich' }).locator('[class*=remove]').click();
  await dialog().getByText('At least one where it is already').click();
  await submitted('Regions');
  await expect.poll(places).not.toContain('zz-things');
  await expect.poll(placesNow).toEqual([`${seed.region} available`]);
  await row('things-golden').getByRole('button', { name: 'Delete' }).click();
  await submitted('Delete');
  await row('things-golden').waitFor({ state: 'detached' });
  expect(tenant.troubles).toEqual([]);
});
