import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { machineMade, machinesGone, operated, own } from './own.ts';
import { until } from './setup.ts';
import { choose, findings, signedIn, signIn, visit, type Visit } from './visit.ts';

const seed = inject('seed');
const tenant = signedIn('tenant');
const staff = signedIn('operator');
const SUMMARY = 'Does not answer';

const row = ({ page }: Visit, text: string) => page.getByRole('row', { name: new RegExp(text) });
const thread = ({ page }: Visit) => page.getByRole('list', { name: 'What was written' });

interface Found {
  readonly id: number;
  readonly summary: string;
  readonly status: string;
}

async function ticketNow(): Promise<Found | undefined> {
  const all = await own<{ data: readonly Found[] }>('GET', '/v4/support/tickets');
  return all?.data.find(({ summary }) => summary === SUMMARY);
}

async function replied({ page }: Visit, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Reply', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reply text' }).fill(text);
  await dialog.getByRole('button', { name: 'Reply', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await thread({ page } as Visit)
    .getByText(text)
    .waitFor();
}

beforeAll(async () => {
  await machineMade('ticketed');
});
afterAll(async () => {
  const left = await ticketNow();
  if (left !== undefined && left.status !== 'closed') await operated('POST', `/admin/v1/tickets/${left.id}/close`);
  await machinesGone('ticketed');
});

test('an empty list of tickets teaches the next step', async () => {
  const { page } = tenant;
  await tenant.go('/tickets');
  await page.getByText('linode-cli tickets create').waitFor();
  expect(await findings(page)).toEqual([]);
});

test('a tenant opens a ticket about a machine', async () => {
  const { page } = tenant;
  await page.getByRole('button', { name: 'Open a ticket' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Summary' }).fill(SUMMARY);
  await choose(page, dialog, 'About', 'Machine: ticketed');
  await choose(page, dialog, 'Severity', '2');
  await dialog.getByRole('textbox', { name: 'Description' }).fill('It was well\nuntil this morning.');
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Open a ticket' }).click();
  await page.getByRole('heading', { name: SUMMARY }).waitFor();
  await thread(tenant).getByText('until this morning.').waitFor();
  await page.getByRole('link', { name: 'ticketed' }).waitFor();
  expect(await findings(page)).toEqual([]);
});

test('an operator sees that it waits, and answers', async () => {
  const { page } = staff;
  await staff.go('/overview');
  await page
    .getByRole('link', { name: /tickets? waits? for an answer/ })
    .first()
    .click();
  await row(staff, SUMMARY).getByText('waits for an answer').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('link', { name: SUMMARY }).click();
  await thread(staff).getByText(seed.tenant.username).waitFor();
  await replied(staff, 'We have started it again.');
  await page.getByText('New reply in ticket-').waitFor();
  expect(await findings(page)).toEqual([]);
});

test('the tenant is told of the answer, reads it and replies', async () => {
  const { page } = tenant;
  await tenant.go('/machines');
  await page.getByTestId('notices').click();
  await page
    .getByRole('link', { name: /New reply in ticket-/ })
    .first()
    .click();
  await thread(tenant).getByText('We have started it again.').waitFor();
  await page.getByRole('dialog', { name: 'Notices' }).waitFor({ state: 'hidden' });
  expect(await thread(tenant).getByText('Support').count()).toBeGreaterThan(0);
  await replied(tenant, 'It answers now, thank you.');
});

test('the state of a ticket opens what made it so', async () => {
  const { page } = tenant;
  await page.getByRole('button', { name: /open/ }).first().click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText(`Ticket opened: ${SUMMARY}`).waitFor();
  await page.keyboard.press('Escape');
});

test('an operator closes it, and then nobody writes in it', async () => {
  await staff.page.getByText('It answers now, thank you.').waitFor();
  await staff.page.getByRole('button', { name: 'Close the ticket' }).click();
  await staff.page.getByRole('button', { name: 'Reopen' }).waitFor();
  await until('the ticket being closed', async () => ((await ticketNow())?.status === 'closed' ? true : undefined));
  await tenant.go('/tickets');
  await row(tenant, SUMMARY).getByText('closed').waitFor();
  await tenant.page.getByRole('link', { name: SUMMARY }).click();
  await thread(tenant).waitFor();
  expect(await tenant.page.getByRole('button', { name: 'Reply', exact: true }).isDisabled()).toBe(true);
});

test('both read it in Chinese and on a phone', async () => {
  const browser = await openBrowser();
  const shots = process.env['MYIDC_SHOTS'];
  try {
    for (const whose of ['tenant', 'operator'] as const) {
      const person = await visit(browser, seed, { locale: 'zh-CN' });
      await signIn(person, seed[whose]);
      await person.go('/tickets');
      await row(person, SUMMARY).getByText('已关闭').waitFor();
      expect(await findings(person.page)).toEqual([]);
      if (shots) await person.page.screenshot({ path: `${shots}/${whose}-list.png` });
      await person.page.getByRole('link', { name: SUMMARY }).click();
      await person.page.getByRole('list', { name: '往来记录' }).waitFor();
      expect(await findings(person.page)).toEqual([]);
      if (shots) await person.page.screenshot({ path: `${shots}/${whose}-one.png` });
      await person.page.setViewportSize({ width: 390, height: 844 });
      const wide = await person.page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(390);
      if (shots) await person.page.screenshot({ path: `${shots}/${whose}-phone.png`, fullPage: true });
      expect(person.troubles).toEqual([]);
      await person.close();
    }
  } finally {
    await browser.close();
  }
});
