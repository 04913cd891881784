import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { openBrowser } from './browser.ts';
import type { Credentials, Seed } from './setup.ts';

/** The first page of a portal that just started takes long where other work is done beside. */
const PATIENCE_MS = 45_000;
const TYPED_ANEW_MS = 10_000;
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** A page and what went wrong on it: script errors, and answers of 5xx. */
export interface Visit {
  readonly page: Page;
  readonly troubles: readonly string[];
  readonly go: (path: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

type Options = Pick<BrowserContextOptions, 'colorScheme' | 'locale'>;

/** A fresh browser profile on the portal's first page, not signed in. */
export async function visit(browser: Browser, seed: Seed, options: Options = {}): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: seed.url,
    viewport: WIDE,
    locale: 'en-GB',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 500)
      troubles.push(`${response.status()} ${response.request().method()} ${response.url()}`);
  });
  await page.goto('/');
  return {
    page,
    troubles,
    go: async (path) => {
      await page.goto(path);
      await page.locator('main h1').first().waitFor();
    },
    close: () => context.close(),
  };
}

export async function signIn({ page }: Visit, who: Credentials): Promise<void> {
  await page.locator('#username').fill(who.username);
  await page.locator('#password').fill(who.password);
  await page.getByTestId('sign-in').click();
  await page.locator('nav.side').waitFor();
}

/** One person's visit through all journeys of a file. */
export interface Journeys extends Visit {
  /** A fresh profile in the same browser, for somebody else. */
  readonly another: () => Promise<Visit>;
}

/** Opens a browser before the journeys of a file, signed in as one person, and closes it after them. */
export function signedIn(whose: 'operator' | 'tenant'): Journeys {
  const seed = inject('seed');
  let opened: { readonly browser: Browser; readonly person: Visit } | undefined;
  const now = () => {
    if (opened === undefined) throw new Error('the browser is open only while the journeys run');
    return opened;
  };
  beforeAll(async () => {
    const browser = await openBrowser();
    opened = { browser, person: await visit(browser, seed) };
    await signIn(opened.person, seed[whose]);
  });
  afterAll(async () => {
    await opened?.person.close();
    await opened?.browser.close();
  });
  return {
    get page() {
      return now().person.page;
    },
    get troubles() {
      return now().person.troubles;
    },
    go: (path) => now().person.go(path),
    close: () => now().person.close(),
    another: () => visit(now().browser, seed),
  };
}

/** Picks what `text` names in a field of a form, once it is offered. */
export async function choose(page: Page, form: Locator, field: string, text: string): Promise<void> {
  const box = form.getByRole('combobox', { name: field });
  const found = page.locator('.ant-select-item-option-active', { hasText: text });
  await box.fill(text);
  // What is typed while the choices are still being drawn is not looked for among them.
  await found.waitFor({ timeout: TYPED_ANEW_MS }).catch(async () => {
    await box.fill('');
    await box.fill(text);
    await found.waitFor();
  });
  await page.keyboard.press('Enter');
}

/** What axe finds on the page as it stands, in its own window alone. */
export async function findingsAsItStands(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  return results.violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`,
    ),
  );
}

/** Waits until the page is drawn for its window, with nothing on the move. */
async function drawn(page: Page, width: number): Promise<void> {
  await page.waitForFunction((wanted) => innerWidth === wanted, width);
  await page.evaluate(async () => {
    const frame = () => new Promise((resume) => requestAnimationFrame(resume));
    await frame();
    await frame();
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
    await frame();
  });
}

/** What axe finds on the page as it stands, one line each: in its own window, and in one as narrow as a phone. */
export async function findings(page: Page): Promise<readonly string[]> {
  const found = [...(await findingsAsItStands(page))];
  const own = page.viewportSize();
  if (own === null || own.width <= PHONE.width) return found;
  await page.setViewportSize(PHONE);
  await drawn(page, PHONE.width);
  found.push(...(await findingsAsItStands(page)).map((line) => `on a phone: ${line}`));
  await page.setViewportSize(own);
  await drawn(page, own.width);
  return found;
}

/** The same in either scheme; the page is light again afterwards. */
export async function findingsInBothSchemes(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const scheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.waitForFunction((wanted) => document.documentElement.dataset['scheme'] === wanted, scheme);
    await drawn(page, WIDE.width);
    found.push(...(await findings(page)).map((line) => `${scheme}: ${line}`));
  }
  return found;
}
