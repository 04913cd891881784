import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { findings, signIn, visit } from './visit.ts';

const seed = inject('seed');
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('a wrong password is refused at the form, the right one opens the page that was asked for', async () => {
  const guest = await visit(browser, seed);
  await guest.page.goto('/racks');
  await guest.page.locator('#username').fill(seed.operator.username);
  await guest.page.locator('#password').fill('not the password');
  await guest.page.getByTestId('sign-in').click();
  await guest.page.getByRole('alert').waitFor();
  expect(new URL(guest.page.url()).pathname).toBe('/sign-in');
  await signIn(guest, seed.operator);
  await guest.page.waitForURL('**/racks');
  await guest.page.getByRole('heading', { name: 'Racks', level: 1 }).waitFor();
  expect(guest.troubles).toEqual([]);
  await guest.close();
});

test('staff see who tried to sign in as them: when, from where, how and with what outcome', async () => {
  const operator = await visit(browser, seed);
  const { page } = operator;
  await page.locator('#username').fill(seed.operator.username);
  await page.locator('#password').fill('not the password');
  await page.getByTestId('sign-in').click();
  await page.getByRole('alert').waitFor();
  await signIn(operator, seed.operator);
  await page.getByTestId('person').click();
  await page.getByText('My sign-ins').click();
  await page.getByRole('heading', { name: 'My sign-ins', level: 1 }).waitFor();
  const rows = page.locator('tbody tr', { hasText: /let in|refused/ });
  await rows.nth(1).waitFor();
  expect(await rows.nth(0).innerText()).toMatch(/\d{4}-\d\d-\d\d[^]*(127\.0\.0\.1|[0:]+1)[^]*password[^]*let in/);
  expect(await rows.nth(1).innerText()).toMatch(/–[^]*refused: wrong password/);
  expect(await findings(page)).toEqual([]);
  expect(operator.troubles).toEqual([]);
  await operator.close();
});

test('after signing out nothing of the pages is left', async () => {
  const operator = await visit(browser, seed);
  await signIn(operator, seed.operator);
  await operator.page.getByTestId('person').click();
  await operator.page.getByText('Sign out').click();
  await operator.page.locator('#username').waitFor();
  await operator.page.goto('/overview');
  await operator.page.locator('#username').waitFor();
  await operator.close();
});

test('a tenant finds nothing behind an operator’s address', async () => {
  const tenant = await visit(browser, seed);
  await signIn(tenant, seed.tenant);
  await tenant.page.goto('/racks');
  await tenant.page.getByText('There is nothing at this address').waitFor();
  await tenant.close();
});
