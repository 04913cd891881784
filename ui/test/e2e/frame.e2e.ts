import { afterAll, expect, inject, test } from 'vitest';
import { operated, own } from './own.ts';
import { until } from './setup.ts';
import { choose, findings, signedIn, signIn } from './visit.ts';

const tenant = signedIn('tenant');
const seed = inject('seed');

const dialog = () => tenant.page.getByRole('dialog');
const row = (text: string) => tenant.page.getByRole('row', { name: new RegExp(text) });

interface Group {
  readonly id: number;
  readonly label: string;
  readonly members: readonly { readonly linode_id: number }[];
}

async function groupNow(): Promise<Group | undefined> {
  const all = await own<{ data: readonly Group[] }>('GET', '/v4/placement/groups?page_size=500');
  return all?.data.find(({ label }) => label.startsWith('framed'));
}

afterAll(async () => {
  await own('PUT', '/v4/profile/preferences', {});
  const left = await groupNow();
  if (left === undefined) return;
  const linodes = left.members.map(({ linode_id: id }) => id);
  if (linodes.length > 0) await own('POST', `/v4/placement/groups/${left.id}/unassign`, { linodes });
  await own('DELETE', `/v4/placement/groups/${left.id}`);
});

test('the menu of what can be created opens the form on its page', async () => {
  const { page } = tenant;
  for (const [entry, title] of [
    ['Volume', 'Create a volume'],
    ['Firewall', 'Create a firewall'],
    ['StackScript', 'Create a script'],
  ] as const) {
    await page.getByTestId('create-menu').click();
    await page.getByRole('menuitem', { name: entry, exact: true }).click();
    await dialog().getByText(title).first().waitFor();
    expect(new URL(page.url()).searchParams.has('new')).toBe(false);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  }
});

test('a placement group is made, filled, told whether it is kept apart, emptied and deleted', async () => {
  const { page } = tenant;
  await page.getByTestId('create-menu').click();
  await page.getByRole('menuitem', { name: 'Placement group', exact: true }).click();
  await dialog().getByRole('textbox', { name: 'Label' }).fill('framed');
  await choose(page, dialog(), 'Region', seed.region);
  await dialog().getByRole('button', { name: 'Create a group' }).click();
  await dialog().waitFor({ state: 'detached' });
  await row('framed').getByText('no machine in it').waitFor();
  await row('framed').getByRole('button', { name: 'Put machines in' }).click();
  await choose(page, dialog(), 'Machines', 'ledger-1');
  await page.keyboard.press('Escape');
  await dialog().getByRole('button', { name: 'Put machines in' }).click();
  await dialog().waitFor({ state: 'detached' });
  await row('framed').getByText('all on different hosts').waitFor();
  expect(await findings(page)).toEqual([]);
  expect((await groupNow())?.members.map(({ linode_id: id }) => id)).toEqual([seed.machineId]);
  const deletion = row('framed').getByRole('button', { name: 'Delete' });
  expect(await deletion.getAttribute('aria-disabled')).toBe('true');
  await row('framed').getByRole('button', { name: 'Take out' }).click();
  await dialog().getByRole('button', { name: 'Take out' }).click();
  await row('framed').getByText('no machine in it').waitFor();
  await row('framed').getByRole('button', { name: 'Rename' }).click();
  await dialog().getByRole('textbox', { name: 'Label' }).fill('framed-2');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await row('framed-2').getByRole('button', { name: 'Delete' }).click();
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await row('framed-2').waitFor({ state: 'detached' });
});

test('the search finds things of every kind, and a page has all of them', async () => {
  const { page } = tenant;
  await tenant.go('/machines');
  await page.keyboard.press('/');
  await page.keyboard.type('journey');
  const hits = page.getByRole('listbox', { name: 'Search results' });
  for (const name of ['journey-wall', 'journey-vpc', 'journey-setup'])
    await hits.getByRole('option', { name }).first().waitFor();
  await hits.getByRole('option', { name: /All that is found/ }).click();
  await page.getByRole('heading', { name: 'Search', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'journey-vpc' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('link', { name: 'journey-wall' }).click();
  await page.getByRole('heading', { name: 'journey-wall', level: 1 }).waitFor();
});

test('one kind that cannot be asked leaves the others to be found', async () => {
  const { page } = tenant;
  await page.route('**/v4/vpcs*', (route) => route.fulfill({ status: 403, json: { errors: [{ reason: 'no' }] } }));
  await tenant.go('/search?q=journey');
  await page.getByText('Networks could not be asked').waitFor();
  await page.getByRole('link', { name: 'journey-wall' }).waitFor();
  await page.unroute('**/v4/vpcs*');
});

test('the navigation is folded away, stays so, and comes back', async () => {
  const { page } = tenant;
  await tenant.go('/machines');
  const side = page.locator('nav.side');
  await page.getByTestId('fold-nav').click();
  await side.waitFor({ state: 'hidden' });
  await page.goto('/volumes');
  await page.getByRole('heading', { name: 'Volumes', level: 1 }).waitFor();
  await side.waitFor({ state: 'hidden' });
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Main navigation' }).click();
  await side.waitFor({ state: 'visible' });
});

test('the look and the columns are those that the person chose in another browser', async () => {
  const { page } = tenant;
  await page.getByTestId('person').click();
  await page.getByRole('menuitem', { name: 'Dark' }).click();
  await expect
    .poll(async () => (await own<{ myidc?: { scheme?: string } }>('GET', '/v4/profile/preferences'))?.myidc?.scheme)
    .toBe('dark');
  const elsewhere = await tenant.another();
  await signIn(elsewhere, seed.tenant);
  const scheme = () => elsewhere.page.evaluate(() => document.documentElement.dataset['scheme']);
  await expect.poll(scheme).toBe('dark');
  await elsewhere.close();
  await page.getByTestId('person').click();
  await page.getByRole('menuitem', { name: 'As the system' }).click();
  await expect
    .poll(async () => (await own<{ myidc?: { scheme?: string } }>('GET', '/v4/profile/preferences'))?.myidc?.scheme)
    .toBeUndefined();
});

test('no page of a tenant is wider than a phone', async () => {
  const { page } = tenant;
  await page.setViewportSize({ width: 390, height: 844 });
  /** What reaches beyond the page, its top or its main part, by how much. */
  const beyond = () =>
    page.evaluate(() =>
      ['html', '.top', 'main'].flatMap((name) => {
        const box = document.querySelector(name);
        if (box === null || box.scrollWidth <= box.clientWidth) return [];
        const edge = box.getBoundingClientRect().right;
        const widest = [...box.querySelectorAll('*')].find((part) => part.getBoundingClientRect().right > edge + 0.5);
        return [
          `${name} by ${box.scrollWidth - box.clientWidth}: ${widest?.outerHTML.slice(0, 200) ?? 'nothing seen'}`,
        ];
      }),
    );
  for (const path of [
    '/machines',
    '/machines/new',
    `/machines/${seed.machineId}`,
    `/machines/${seed.machineId}?tab=network`,
    '/volumes',
    '/networks',
    `/firewalls/${seed.room.firewallId}`,
    `/stackscripts/${seed.room.scriptId}`,
    '/images',
    '/groups',
    '/activity',
    '/billing',
    `/billing/invoices/${seed.invoiceId}`,
    '/access?tab=contact',
    '/tickets',
  ]) {
    await tenant.go(path);
    await expect.poll(beyond, { message: path }).toEqual([]);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('tabs that do not fit on a phone are scrolled to, and walked and chosen by keys', async () => {
  const { page } = tenant;
  await page.setViewportSize({ width: 390, height: 844 });
  await tenant.go('/access?tab=webhooks');
  const list = page.getByRole('tablist');
  const tab = (name: string) => list.getByRole('tab', { name, exact: true });
  const seen = (name: string) =>
    tab(name).evaluate((one) => {
      const box = one.getBoundingClientRect();
      return box.left >= 0 && box.right <= innerWidth;
    });
  const focused = (name: string) => tab(name).evaluate((one) => one === document.activeElement);
  await expect.poll(() => seen('Webhooks')).toBe(true);
  expect(await seen('API tokens')).toBe(false);
  await tab('Webhooks').focus();
  for (const [key, name] of [
    ['Home', 'API tokens'],
    ['ArrowLeft', 'Webhooks'],
    ['ArrowRight', 'API tokens'],
    ['ArrowRight', 'SSH keys'],
    ['End', 'Webhooks'],
    ['Home', 'API tokens'],
    ['ArrowRight', 'SSH keys'],
  ] as const) {
    await page.keyboard.press(key);
    expect(await focused(name)).toBe(true);
    await expect.poll(() => seen(name)).toBe(true);
  }
  expect(new URL(page.url()).searchParams.get('tab')).toBe('webhooks');
  await page.keyboard.press('Enter');
  await page.getByRole('tabpanel', { name: 'SSH keys' }).waitFor();
  expect(new URL(page.url()).searchParams.get('tab')).toBe('keys');
  expect(await tab('SSH keys').getAttribute('aria-selected')).toBe('true');
  expect(await focused('SSH keys')).toBe(true);
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('money that runs out is said over every page until it is seen, in each of the person’s browsers', async () => {
  const { page } = tenant;
  const terms = `/admin/v1/purses/${seed.tenant.id}/wallet-terms`;
  await own('PUT', '/portal/v1/notices/seen', {});
  await operated('PUT', terms, { lowAt: '1000000.00', stopWhenEmpty: false });
  await until('the notice of the wallet', async () => {
    const notices = await own<{ data: readonly { kind: string; unseen: boolean }[] }>('GET', '/portal/v1/notices');
    return notices?.data.some(({ kind, unseen }) => kind === 'WalletRanLow' && unseen) ? true : undefined;
  });
  const banner = page.getByTestId('banner');
  for (const path of ['/machines', '/volumes', '/billing']) {
    await tenant.go(path);
    await banner.waitFor();
  }
  expect(await findings(page)).toEqual([]);
  await banner.getByRole('link', { name: 'Open' }).click();
  await page.getByText('In hand').first().waitFor();
  await page.getByTestId('banner-seen').click();
  await banner.waitFor({ state: 'detached' });
  const elsewhere = await tenant.another();
  await signIn(elsewhere, seed.tenant);
  await elsewhere.go('/machines');
  await elsewhere.page.getByRole('button', { name: /^Activity: / }).waitFor();
  expect(await elsewhere.page.getByTestId('banner').count()).toBe(0);
  await elsewhere.close();
  await operated('PUT', terms, { stopWhenEmpty: false });
});

test('a page stays in sight while the portal does not answer, and says since when', async () => {
  const { page } = tenant;
  await tenant.go(`/machines/${seed.machineId}`);
  const name = page.getByRole('heading', { level: 1, name: 'ledger-1' });
  await name.waitFor();
  const kept = page.getByTestId('kept');
  const asked = (address: URL) => address.pathname === `/v4/linode/instances/${seed.machineId}`;
  await page.route(asked, (route) => route.abort());
  // As when the reader comes back to this tab: whatever is older than a few seconds is read anew.
  await expect
    .poll(
      async () => {
        await page.evaluate(() => globalThis.dispatchEvent(new Event('visibilitychange')));
        return await kept.count();
      },
      { timeout: 60_000, interval: 1_000 },
    )
    .toBe(1);
  await kept.getByText(/does not answer.*What you see was read at 20\d\d-/).waitFor();
  await name.waitFor();
  expect(await findings(page)).toEqual([]);
  await page.unroute(asked);
  await kept.getByRole('button', { name: 'Try again' }).click();
  await kept.waitFor({ state: 'detached' });
  await name.waitFor();
});

test('what happened since the bell was last closed is marked as unread', async () => {
  const { page } = tenant;
  const bell = page.getByRole('button', { name: /^Activity: / });
  await expect.poll(() => bell.getAttribute('aria-label')).toMatch(/[1-9]\d* unread/);
  await bell.click();
  await page.locator('.event-lines li.unread').first().waitFor();
  expect(await findings(page)).toEqual([]);
  await bell.click();
  await expect.poll(() => bell.getAttribute('aria-label')).toMatch(/ 0 unread/);
  expect(tenant.troubles).toEqual([]);
});
