import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { signIn, visit } from './visit.ts';

const seed = inject('seed');
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('a tenant opens an invoice line down to the events that made it', async () => {
  const tenant = await visit(browser, seed);
  const { page } = tenant;
  await signIn(tenant, seed.tenant);
  await tenant.go('/billing?tab=invoices');
  await page.locator('.list a').first().click();
  await page.locator('main h1').waitFor();
  const amount = page.locator('.list .traced').first();
  const text = await amount.textContent();
  await amount.click();
  const drawer = page.getByRole('dialog');
  await drawer.locator('.trace-figure strong').waitFor();
  expect(await drawer.locator('.trace-figure strong').textContent()).toBe(text);
  await drawer.getByText('Recomputing the events gives the same figure.').waitFor();
  expect(await drawer.locator('.history li').count()).toBeGreaterThan(0);
  expect(page.url()).toContain('trace=line.');
  expect(tenant.troubles).toEqual([]);
  await tenant.close();
});

test('an operator finds the same invoice, and the books in balance', async () => {
  const operator = await visit(browser, seed);
  const { page } = operator;
  await signIn(operator, seed.operator);
  await operator.go(`/invoices?month=${seed.month}`);
  await page.locator('.list a').first().click();
  await page.locator('.list .traced').first().click();
  await page.getByRole('dialog').locator('.history li').first().waitFor();
  await page.keyboard.press('Escape');
  await operator.go('/ledger');
  await page.getByText('in balance').first().waitFor();
  expect(operator.troubles).toEqual([]);
  await operator.close();
});

test('closing the month again issues nothing twice and shows its progress', async () => {
  const operator = await visit(browser, seed);
  const { page } = operator;
  await signIn(operator, seed.operator);
  await operator.go('/invoices');
  await page.getByTestId('start-run').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start an invoice run' }).click();
  await page.waitForURL('**/invoices/runs/*');
  await page.getByRole('progressbar').waitFor();
  await page.locator('.page-head .state').waitFor();
  expect(operator.troubles).toEqual([]);
  await operator.close();
});
