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

test('the browser’s language is taken, another one can be chosen and is kept', async () => {
  const operator = await visit(browser, seed, { locale: 'zh-CN' });
  await operator.page.getByRole('button', { name: '登录' }).waitFor();
  await signIn(operator, seed.operator);
  await operator.go('/racks');
  await operator.page.getByRole('heading', { name: '机架', level: 1 }).waitFor();
  await operator.page.getByTestId('language').click();
  await operator.page.getByRole('menuitem', { name: 'English' }).click();
  await operator.page.getByRole('heading', { name: 'Racks', level: 1 }).waitFor();
  expect(await operator.page.locator('html').getAttribute('lang')).toBe('en');
  await operator.page.reload();
  await operator.page.getByRole('heading', { name: 'Racks', level: 1 }).waitFor();
  expect(operator.troubles).toEqual([]);
  await operator.close();
});
