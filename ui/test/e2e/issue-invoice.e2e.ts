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

test('a tenant and an operator take the invoice away as files', async () => {
  for (const [who, path, door] of [
    [seed.tenant, `/billing/invoices/${seed.invoiceId}`, '/portal/v1'],
    [seed.operator, `/invoices/${seed.invoiceId}`, '/admin/v1'],
  ] as const) {
    const person = await visit(browser, seed);
    const { page } = person;
    await signIn(person, who);
    await person.go(path);
    if (who === seed.tenant) await page.getByText('A machine that is switched off is charged as well').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'PDF, Chinese and English' }).first().click(),
    ]);
    expect(download.url()).toContain(`${door}/invoice-documents/${seed.invoiceId}`);
    expect(download.suggestedFilename()).toMatch(/\.pdf$/);
    const file = await page.request.get(`${door}/invoice-documents/${seed.invoiceId}?format=ubl`);
    expect(file.status()).toBe(200);
    const sheet = await page.request.get(`${door}/invoice-documents/${seed.invoiceId}?format=csv`);
    expect(await sheet.text()).toContain('Unit Price');
    expect(person.troubles).toEqual([]);
    await person.close();
  }
});

test('a tenant has its notices posted to a program and finds them under the letter', async () => {
  const tenant = await visit(browser, seed);
  const { page } = tenant;
  await signIn(tenant, seed.tenant);
  await page.getByTestId('notices').click();
  await page.getByRole('dialog', { name: 'Notices' }).locator('.event-lines li').first().waitFor();
  await page.keyboard.press('Escape');
  await tenant.go('/access?tab=webhooks');
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  await page.getByLabel('Address').fill('http://127.0.0.1/hook');
  await page.getByRole('dialog').getByRole('button', { name: 'Add a webhook' }).click();
  await page.getByRole('dialog').getByText('public internet').first().waitFor();
  await page.getByLabel('Address').fill(`https://hooks.example.com/${Date.now()}`);
  await page.getByRole('dialog').getByRole('button', { name: 'Add a webhook' }).click();
  await page.getByText('whsec_').waitFor();
  expect(tenant.troubles).toEqual([]);
  await tenant.close();
});
