import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { findings, signedIn } from './visit.ts';

const tenant = signedIn('tenant');
const seed = inject('seed');

async function opened(by: () => Promise<void>): Promise<Page> {
  const [window] = await Promise.all([tenant.page.waitForEvent('popup'), by()]);
  window.setDefaultTimeout(20_000);
  return window;
}

const connected = (page: Page) => page.getByTestId('console-stage').getByText('Connected').waitFor();

/** Dots of the screen that are lit, as a picture of it shows them. */
const lit = (page: Page): Promise<number> =>
  page.locator('[data-testid=console-screen] canvas').evaluate((canvas: HTMLCanvasElement) => {
    const dots = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let count = 0;
    for (let at = 0; at < dots.length; at += 4) if ((dots[at] ?? 0) > 100) count += 1;
    return count;
  });

test('a tenant types into the text console of a machine, in a window of its own', async () => {
  await tenant.go(`/machines/${seed.machineId}`);
  const page = await opened(() => tenant.page.getByTestId('action-console').click());
  await connected(page);
  const terminal = page.locator('.xterm-rows');
  await terminal.getByText('login:').waitFor();
  await page.keyboard.type('somebody');
  await page.keyboard.press('Enter');
  await terminal.getByText('Password:').waitFor();
  await page.getByRole('button', { name: 'Paste' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Text' }).fill('not my password\n');
  await dialog.getByRole('button', { name: 'Type it' }).click();
  await terminal.getByText('Login incorrect').waitFor();
  expect(await terminal.textContent()).not.toContain('not my password');
  await dialog.waitFor({ state: 'detached' });
  expect(await findings(page)).toEqual([]);
  await page.close();
});

test('the screen of the machine is shown, takes keys and pasted text, and can be left and opened again', async () => {
  const page = await opened(() => tenant.page.getByTestId('action-console').click());
  await connected(page);
  await page.getByText('Screen', { exact: true }).click();
  await connected(page);
  await expect.poll(() => lit(page)).toBeGreaterThan(200);
  const before = await lit(page);
  await page.getByRole('button', { name: 'Paste' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Text' }).fill('Root@Home');
  await page.getByRole('dialog').getByRole('button', { name: 'Type it' }).click();
  await expect.poll(() => lit(page)).toBeGreaterThan(before + 100);
  const pasted = await lit(page);
  await page.locator('canvas:focus').waitFor();
  await page.keyboard.type('XX');
  await expect.poll(() => lit(page)).toBeGreaterThan(pasted + 20);
  expect(await findings(page)).toEqual([]);
  await page.close();
  expect(tenant.troubles).toEqual([]);
});

test('a console that another window takes over says so', async () => {
  const first = await opened(() => tenant.page.getByTestId('action-console').click());
  await connected(first);
  const second = await first.context().newPage();
  await second.goto(new URL(first.url()).pathname);
  await connected(second);
  await first.getByText('Closed: Another console of the machine was opened').waitFor();
  await first.getByRole('button', { name: 'Connect again' }).click();
  await connected(first);
  await first.close();
  await second.close();
});
