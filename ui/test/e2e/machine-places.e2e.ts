import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { machineMade, machinesGone, offerPool, operated, own, queued, statusIs, type OwnMachine } from './own.ts';
import { until } from './setup.ts';
import { choose, findings, signedIn } from './visit.ts';

const tenant = signedIn('tenant');
const seed = inject('seed');

let machine: OwnMachine;
let other: OwnMachine;
let volumeId = 0;
const dialog = () => tenant.page.getByRole('dialog');
const addresses = () => tenant.page.getByRole('region', { name: 'Addresses' }).locator('tbody tr');
const status = (text: string) => tenant.page.locator('.page-head .state', { hasText: text });

interface Ips {
  readonly ipv4: { readonly public: readonly { address: string }[]; readonly shared: readonly { address: string }[] };
}
const ipsOf = (id: number) => own<Ips>('GET', `/v4/linode/instances/${id}/ips`);

beforeAll(async () => {
  await offerPool(true);
  const vpc = await own<{ subnets: readonly { id: number }[] }>('GET', `/v4/vpcs/${seed.room.vpcId}`);
  machine = await machineMade('placed-1', {
    interfaces: [
      { purpose: 'public', primary: true },
      { purpose: 'vlan', label: 'placed-lan', ipam_address: '10.0.5.2/24' },
      { purpose: 'vpc', subnet_id: vpc?.subnets[0]?.id },
    ],
  });
  other = await machineMade('placed-2');
  await own('POST', `/v4/linode/instances/${machine.id}/ips`, { type: 'ipv4', public: true });
  const volume = await own<{ id: number }>('POST', '/v4/volumes', {
    label: 'placed-data',
    size: 10,
    linode_id: machine.id,
  });
  volumeId = volume?.id ?? 0;
});
afterAll(async () => {
  await machinesGone('placed-1', 'placed-2', 'placed-3');
  await until('the volume gone', async () => {
    await own('DELETE', `/v4/volumes/${volumeId}`).catch(() => undefined);
    return (await own('GET', `/v4/volumes/${volumeId}`)) === undefined ? true : undefined;
  });
  await offerPool(false);
});

test('its page tells its volumes; protection from deletion is switched on and off', async () => {
  const { page } = tenant;
  await tenant.go(`/machines/${machine.id}`);
  await page.getByTestId('attached').getByText('placed-data').waitFor();
  await page.getByTestId('protection').click();
  await page.getByText('on: it cannot be deleted').waitFor();
  const deletion = page.getByTestId('action-delete');
  await expect.poll(() => deletion.getAttribute('aria-disabled')).toBe('true');
  expect(await findings(page)).toEqual([]);
  await page.getByTestId('protection').click();
  await dialog().getByRole('button', { name: 'Take protection off' }).click();
  await dialog().waitFor({ state: 'detached' });
  await expect.poll(() => deletion.getAttribute('aria-disabled')).not.toBe('true');
});

test('its watchdog is switched off and on, and starts it again when it crashes', async () => {
  const { page } = tenant;
  await tenant.go(`/machines/${machine.id}`);
  await page.getByText('on: it is started again').waitFor();
  await page.getByTestId('watchdog').click();
  await page.getByText('off: it stays off').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByTestId('watchdog').click();
  await page.getByText('on: it is started again').waitFor();
  await statusIs(machine.id, 'running');
  await operated('POST', '/admin/v1/room/deeds', { deed: 'CRASH', instanceId: machine.id });
  await page.getByRole('tab', { name: 'Activity' }).click();
  await page.getByText('Started again by the watchdog').first().waitFor({ timeout: 60_000 });
  await statusIs(machine.id, 'running');
});

test('its network tab tells its places in private networks and VLANs with its addresses there', async () => {
  const { page } = tenant;
  await page.getByRole('tab', { name: 'Network' }).click();
  const nets = page.getByTestId('nets');
  await nets.getByText('VLAN placed-lan').waitFor();
  await nets.getByText('10.0.5.2/24').waitFor();
  await nets.getByRole('link', { name: 'journey-vpc / web' }).waitFor();
  await nets.getByText(/^10\.9\.0\.\d+$/).waitFor();
  expect(await findings(page)).toEqual([]);
});

test('an address is shared with it, another moves to another machine, and a range of IPv6 is routed to it', async () => {
  const { page } = tenant;
  const shared = (await ipsOf(other.id))?.ipv4.public[0]?.address ?? '';
  await page.getByTestId('share-addresses').click();
  await choose(page, dialog(), 'Addresses', shared);
  await page.keyboard.press('Escape');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await dialog().waitFor({ state: 'detached' });
  await addresses().filter({ hasText: shared }).getByText('shared').waitFor();
  const moving = (await ipsOf(machine.id))?.ipv4.public[1]?.address ?? '';
  await addresses().filter({ hasText: moving }).getByRole('button', { name: 'Move' }).click();
  await choose(page, dialog(), 'Machine', 'placed-2');
  await dialog().getByRole('button', { name: 'Move' }).click();
  await dialog().waitFor({ state: 'detached' });
  await addresses().filter({ hasText: moving }).waitFor({ state: 'detached' });
  expect((await ipsOf(other.id))?.ipv4.public.map(({ address }) => address)).toContain(moving);
  const sites = await operated<{ data: readonly { id: number }[] }>('GET', '/admin/v1/sites');
  await operated('POST', '/admin/v1/prefixes', {
    siteId: sites?.data[0]?.id,
    cidr: '2001:db8:40::/44',
    container: true,
    role: 'ROUTED',
  });
  await page.getByTestId('add-range').click();
  await dialog().getByRole('button', { name: 'Add a range' }).click();
  await dialog().waitFor({ state: 'detached' });
  const ranges = page.getByTestId('ranges');
  await ranges.getByText(/^2001:db8:4.*\/64$/).waitFor();
  expect(await findings(page)).toEqual([]);
  await ranges.getByRole('button', { name: 'Delete' }).click();
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await ranges.waitFor({ state: 'detached' });
});

test('what its host counts of it is drawn over the last day and stands in figures', async () => {
  const { page } = tenant;
  interface Counted {
    readonly data: { readonly cpu: readonly (readonly number[])[] };
  }
  await until('figures of the machine', async () => {
    const stats = await own<Counted>('GET', `/v4/linode/instances/${machine.id}/stats`).catch(() => undefined);
    return stats?.data.cpu.some(([, used = 0]) => used > 0) ? true : undefined;
  });
  await tenant.go(`/machines/${machine.id}?tab=metrics`);
  const metrics = page.getByTestId('metrics');
  for (const what of ['CPU', 'Network', 'Storage'])
    await metrics
      .getByRole('img', { name: new RegExp(`^${what}.*Last 24 hours`) })
      .first()
      .waitFor();
  expect(await findings(page)).toEqual([]);
});

test('the levels above which one is told of its use are changed, one of them to never', async () => {
  const { page } = tenant;
  await tenant.go(`/machines/${machine.id}?tab=metrics`);
  await page.getByText('90 % of one').waitFor();
  await page.getByTestId('alerts-change').click();
  await dialog().getByLabel('CPU').fill('50');
  await dialog().getByLabel('Storage').fill('0');
  expect(await findings(page)).toEqual([]);
  await dialog().getByRole('button', { name: 'Save' }).click();
  await dialog().waitFor({ state: 'detached' });
  await page.getByText('50 % of one').waitFor();
  await page.getByText('never', { exact: true }).waitFor();
  const kept = await own<{ alerts: { cpu: number; io: number; network_in: number } }>(
    'GET',
    `/v4/linode/instances/${machine.id}`,
  );
  expect(kept?.alerts).toMatchObject({ cpu: 50, io: 0, network_in: 10 });
});

test('a move tells what becomes of the price; a rebuild runs a script that asks', async () => {
  const { page } = tenant;
  await tenant.go(`/machines/${other.id}?do=migrate`);
  await dialog()
    .getByText(/The price stays: .*5\.00/)
    .waitFor();
  await page.keyboard.press('Escape');
  await statusIs(other.id, 'running');
  await tenant.go(`/machines/${other.id}?do=rebuild`);
  await dialog().locator('input[type="password"]').fill('Journey-Passw0rd!');
  await choose(page, dialog(), 'StackScript', 'journey-setup');
  await dialog().getByRole('textbox', { name: 'Host name' }).fill('rebuilt');
  await dialog()
    .getByRole('textbox', { name: /placed-2/ })
    .fill('placed-2');
  expect(await findings(page)).toEqual([]);
  const asked = page.waitForRequest((request) => request.url().endsWith('/rebuild'));
  await dialog().getByRole('button', { name: 'Rebuild' }).click();
  expect((await asked).postDataJSON()).toMatchObject({ stackscript_data: { host: 'rebuilt' } });
  await dialog().waitFor({ state: 'detached' });
  await status('running').waitFor({ timeout: 60_000 });
});

test('disks and configurations are copied into a machine that is there', async () => {
  const { page } = tenant;
  const target = await machineMade('placed-3', { type: 'g6-standard-1' });
  await own('POST', `/v4/linode/instances/${target.id}/shutdown`, {});
  await statusIs(target.id, 'offline');
  await own('POST', `/v4/linode/instances/${target.id}/disks/${target.id}/resize`, { size: 20_000 });
  await until('the disk small', async () => {
    const disks = await own<{ data: readonly { size: number }[] }>('GET', `/v4/linode/instances/${target.id}/disks`);
    return disks?.data[0]?.size === 20_000 ? true : undefined;
  });
  await statusIs(other.id, 'running');
  await tenant.go(`/machines/${other.id}?do=clone`);
  await choose(page, dialog(), 'Into', 'placed-3');
  await dialog().getByRole('combobox', { name: 'Plan' }).waitFor({ state: 'detached' });
  await dialog().getByText('Linked where it is on the same host and off, else full.').first().waitFor();
  await choose(page, dialog(), 'How disks are copied', 'Full');
  await dialog().getByText('Shares nothing with the machine').first().waitFor();
  expect(await findings(page)).toEqual([]);
  const asked = page.waitForRequest((request) => request.url().endsWith('/clone'));
  await dialog().getByRole('button', { name: 'Clone' }).click();
  expect((await asked).postDataJSON()).toMatchObject({ linode_id: target.id, copy: 'full' });
  await page.waitForURL(`**/machines/${target.id}`);
  await until('the copy made', async () => {
    const disks = await own<{ data: readonly { status: string }[] }>('GET', `/v4/linode/instances/${target.id}/disks`);
    return disks?.data.length === 2 && disks.data.every((disk) => disk.status === 'ready') ? true : undefined;
  });
  expect(tenant.troubles).toEqual([]);
});

test('what is asked of a busy machine waits with its place and cause, and is taken out of the queue', async () => {
  const { page } = tenant;
  await statusIs(other.id, 'running');
  await tenant.go(`/machines/${other.id}`);
  await status('running').waitFor();
  await page.getByTestId('action-reboot').click();
  const asked = page.waitForRequest((request) => request.url().endsWith('/reboot'));
  await dialog().getByRole('button', { name: 'Reboot' }).click();
  expect((await asked).headers()['prefer']).toBe('respond-async');
  await Promise.all(Array.from({ length: 6 }, () => queued(other.id, 'reboot')));
  const queue = page.getByTestId('queue');
  await queue.getByText('behind: Rebooted').first().waitFor();
  const last = queue.getByRole('listitem').last();
  await last.getByRole('button', { name: 'Take out of the queue' }).click();
  await page.getByText('It is out of the queue').waitFor();

  await page.getByTestId('more-deeds').click();
  await page.getByTestId('action-migrate').click();
  const moved = page.waitForResponse((response) => response.url().endsWith('/migrate'));
  await dialog().getByRole('button', { name: 'Migrate' }).click();
  const answer = await moved;
  expect(answer.request().headers()['prefer']).toBe('respond-async');
  expect(answer.status()).toBe(202);
  await page.getByText(/is busy: place \d+ in its queue/u).waitFor();
  expect(tenant.troubles).toEqual([]);
});
