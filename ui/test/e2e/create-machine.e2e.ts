import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { machinesGone, offerPool, operated, own, type OwnMachine } from './own.ts';
import { choose, findings, signedIn } from './visit.ts';

const tenant = signedIn('tenant');

const dialog = () => tenant.page.getByRole('dialog');
const form = () => tenant.page.getByRole('form', { name: 'Create a machine' });
const code = () => tenant.page.locator('pre.code').first();
const status = (text: string) => tenant.page.locator('.page-head .state', { hasText: text });

beforeAll(async () => {
  await offerPool(true);
  const sites = await operated<{ data: readonly { id: number }[] }>('GET', '/admin/v1/sites');
  const block = { siteId: sites?.data[0]?.id, cidr: '192.168.200.0/24', role: 'PRIVATE' };
  await operated('POST', '/admin/v1/prefixes', block);
});
afterAll(async () => {
  await machinesGone('made-1', 'made-2', 'made-3');
  await offerPool(false);
});

async function opened(path: string): Promise<void> {
  await tenant.go(path);
  await tenant.page.getByRole('radio', { name: /Nano/ }).first().waitFor();
}

test('a label is suggested, and what is typed stays', async () => {
  await opened('/machines/new');
  const label = form().getByRole('textbox', { name: 'Label' });
  await expect.poll(() => label.inputValue()).toMatch(/^debian12-.+-\d+$/);
  await label.fill('made-1');
  await choose(tenant.page, form(), 'Image', 'Ubuntu 24.04');
  await expect.poll(() => code().textContent()).toContain('linode/ubuntu24.04');
  expect(await label.inputValue()).toBe('made-1');
});

test('plans have families; backups count into the price', async () => {
  const { page } = tenant;
  await page.locator('.ant-segmented-item', { hasText: 'Dedicated CPU' }).click();
  await page.getByRole('radio', { name: /Dedicated 4GB/ }).waitFor();
  await page.locator('.ant-segmented-item', { hasText: 'Shared CPU' }).click();
  await page.locator('#backups_enabled_extra', { hasText: '2.00 a month at most' }).waitFor();
  await form().getByRole('switch', { name: 'Backups' }).click();
  await page.locator('.trace-figure strong', { hasText: '7.00' }).waitFor();
  await page.getByTestId('cost-parts').waitFor();
});

test('a key, a firewall, a group and a network are made without leaving the form', async () => {
  const { page } = tenant;
  await page.getByTestId('new-key').click();
  await dialog().getByRole('textbox', { name: 'Label' }).fill('made-key');
  await dialog()
    .getByRole('textbox', { name: 'Public key' })
    .fill('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl journey');
  await dialog().getByRole('button', { name: 'Add a key' }).click();
  await dialog().waitFor({ state: 'detached' });
  await page.getByTestId('new-firewall').click();
  await dialog().getByRole('textbox', { name: 'Label' }).fill('made-wall');
  await dialog().getByRole('button', { name: 'New firewall' }).click();
  await dialog().waitFor({ state: 'detached' });
  await page.getByTestId('new-group').click();
  await dialog().getByRole('textbox', { name: 'Label' }).fill('made-group');
  await dialog().getByRole('button', { name: 'New group' }).click();
  await dialog().waitFor({ state: 'detached' });
  await page.getByTestId('new-vpc').click();
  await dialog().getByRole('textbox', { name: 'Label' }).fill('made-vpc');
  await dialog().getByRole('textbox', { name: 'Subnet’s name' }).fill('front');
  await dialog().getByRole('textbox', { name: 'Subnet’s block' }).fill('10.77.0.0/24');
  await dialog().getByRole('button', { name: 'New network' }).click();
  await dialog().waitFor({ state: 'detached' });
  await expect.poll(() => code().textContent()).toMatch(/"nat_1_1": "any"/);
  await form().getByRole('combobox', { name: 'VLAN' }).fill('made-lan,');
  await form().getByRole('textbox', { name: 'Address in the VLAN' }).fill('10.66.0.2/24');
  await expect.poll(() => code().textContent()).toMatch(/"ipam_address": "10\.66\.0\.2\/24"/);
});

test('the code beside the form follows it in six tongues, and never holds the password', async () => {
  const { page } = tenant;
  await form().locator('input[type="password"]').fill('Journey-Passw0rd!');
  await form().getByText('Strong').waitFor();
  await form().getByRole('textbox', { name: 'User data' }).fill('#cloud-config\nhostname: made-1\n');
  for (const [tongue, text] of [
    ['CLI', '--backups_enabled true'],
    ['Terraform', 'backups_enabled = true'],
    ['Ansible', 'firewall_id:'],
    ['Go', 'linodego.InstanceMetadataOptions'],
    ['Python', 'instance_create('],
    ['curl', '"authorized_keys"'],
  ] as const) {
    await page.locator('.ant-segmented-item', { hasText: tongue }).click();
    await expect.poll(() => code().textContent()).toContain(text);
    expect(await code().textContent()).not.toContain('Journey-Passw0rd!');
  }
});

test('tags are chosen or typed; the machine comes with all that was asked for', async () => {
  const { page } = tenant;
  await form().getByRole('combobox', { name: 'Tags' }).fill('made,journeys,');
  await form().getByRole('switch', { name: 'Private IPv4 address' }).click();
  expect(await findings(page)).toEqual([]);
  await page.getByTestId('create-submit').click();
  await page.getByRole('heading', { name: 'made-1', level: 1 }).waitFor();
  await status('running').waitFor({ timeout: 60_000 });
  const id = Number(new URL(page.url()).pathname.split('/').pop());
  const made = await own<
    OwnMachine & {
      ipv4: readonly string[];
      backups: { enabled: boolean };
      placement_group: { label: string };
      has_user_data: boolean;
    }
  >('GET', `/v4/linode/instances/${id}`);
  expect(made?.tags.toSorted()).toEqual(['journeys', 'made']);
  expect(made?.backups.enabled).toBe(true);
  expect(made?.has_user_data).toBe(true);
  expect(made?.ipv4.some((address) => address.startsWith('192.168.200.'))).toBe(true);
  const configs = await own<{ data: readonly { interfaces: readonly { label: string | null }[] }[] }>(
    'GET',
    `/v4/linode/instances/${id}/configs`,
  );
  expect(configs?.data.flatMap((config) => config.interfaces.map(({ label: lan }) => lan))).toContain('made-lan');
  expect(made?.placement_group.label).toBe('made-group');
  const walls = await own<{ data: readonly { label: string }[] }>('GET', `/v4/linode/instances/${id}/firewalls`);
  expect(walls?.data.map((wall) => wall.label)).toEqual(['made-wall']);
});

test('keys of other users of the account are put in as well, and a trial tells what it would cost', async () => {
  const { page } = tenant;
  const seed = inject('seed');
  await own('POST', '/v4/account/users', { username: 'made-friend', email: 'friend@example.com', restricted: false });
  const issued = await operated<{ token: string }>('POST', `/admin/v1/tenants/${seed.tenant.id}/tokens`, {
    username: 'made-friend',
    label: 'journey',
    scopes: '*',
  });
  const kept = await fetch(`${seed.url}/v4/profile/sshkeys`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${issued?.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      label: 'friends-key',
      ssh_key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl friend',
    }),
  });
  expect(kept.ok).toBe(true);
  await opened('/machines/new');
  await form().getByRole('combobox', { name: 'Keys of other users' }).fill('made-friend');
  await page.locator('.ant-select-item-option-active', { hasText: 'friends-key' }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(() => code().textContent()).toMatch(/"authorized_users": \[\s*"made-friend"\s*\]/);
  await page.getByTestId('create-try').click();
  await expect.poll(() => page.getByTestId('tried').textContent()).toMatch(/[1-9]/);
  expect(await findings(page)).toEqual([]);
  const all = await own<{ data: readonly OwnMachine[] }>('GET', '/v4/linode/instances?page_size=500');
  expect(all?.data.map(({ label }) => label)).not.toContain(
    await form().getByRole('textbox', { name: 'Label' }).inputValue(),
  );
  await own('DELETE', '/v4/account/users/made-friend');
});

test('another region shows its own prices, of plans and of backups', async () => {
  const { page } = tenant;
  const far = { id: 'far-1', label: 'Far Away' };
  const answers = ['**/v4/regions?*', '**/v4/linode/types?*'];
  await page.route(answers[0] ?? '', async (route) => {
    const response = await route.fetch();
    const regions = (await response.json()) as { data: object[] };
    await route.fulfill({ response, json: { ...regions, data: [...regions.data, { ...regions.data[0], ...far }] } });
  });
  await page.route(answers[1] ?? '', async (route) => {
    const response = await route.fetch();
    const plans = (await response.json()) as { data: { addons: object }[] };
    const there = (hourly: number, monthly: number) => [{ id: far.id, hourly, monthly }];
    const dearer = plans.data.map((plan) => ({
      ...plan,
      region_prices: there(0.25, 123),
      addons: { backups: { price: { hourly: 0.003, monthly: 2 }, region_prices: there(0.01, 4) } },
    }));
    await route.fulfill({ response, json: { ...plans, data: dearer } });
  });
  await opened('/machines/new');
  const card = page.locator('label.plan', { hasText: 'Nano' }).first();
  expect(await card.textContent()).not.toContain('123');
  await choose(page, form(), 'Region', far.label);
  await card.getByText('123').first().waitFor();
  await page.locator('#backups_enabled_extra', { hasText: '4.00 a month at most' }).waitFor();
  for (const answer of answers) await page.unroute(answer);
});

test('a plan without room in the region is marked and cannot be chosen', async () => {
  const { page } = tenant;
  const { region } = inject('seed');
  const rooms = '**/v4/regions/availability*';
  const gone = { region, plan: 'g6-standard-2', available: false };
  await page.route(rooms, (route) => route.fulfill({ json: { data: [gone], page: 1, pages: 1, results: 1 } }));
  const plan = await own<{ label: string }>('GET', `/v4/linode/types/${gone.plan}`);
  await opened('/machines/new');
  const card = page.locator('label.plan', { hasText: plan?.label ?? gone.plan });
  await card.getByText('sold out').waitFor();
  expect(await card.locator('input').isDisabled()).toBe(true);
  await page.unroute(rooms);
});

test('a StackScript asks for what it wants to know', async () => {
  const { page } = tenant;
  await opened('/machines/new?from=script');
  await choose(page, form(), 'StackScript', 'journey-setup');
  await form().getByRole('textbox', { name: 'Host name' }).fill('asked-for');
  await form().getByRole('textbox', { name: 'Label' }).fill('made-2');
  await form().locator('input[type="password"]').fill('Journey-Passw0rd!');
  await expect.poll(() => code().textContent()).toContain('"host": "asked-for"');
  await page.getByTestId('create-submit').click();
  await page.getByRole('heading', { name: 'made-2', level: 1 }).waitFor();
});

test('a copy begins where and as large as the machine it is of', async () => {
  const { page } = tenant;
  await opened('/machines/new?from=clone');
  await choose(page, form(), 'Machine', 'ledger-1');
  await expect.poll(() => code().textContent()).toContain('g6-standard-1');
  await form().getByRole('textbox', { name: 'Label' }).fill('made-3');
  await page.locator('.ant-segmented-item', { hasText: 'CLI' }).click();
  await expect.poll(() => code().textContent()).toContain('linode-cli linodes clone');
  expect(await findings(page)).toEqual([]);
  await page.getByTestId('create-submit').click();
  await page.getByRole('heading', { name: 'made-3', level: 1 }).waitFor();
  await status('off').waitFor({ timeout: 60_000 });
  expect(tenant.troubles).toEqual([]);
});
