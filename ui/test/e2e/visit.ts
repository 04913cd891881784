import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { openBrowser } from './browser.ts';
import type { Credentials, Seed } from './setup.ts';

/** The first page of a portal that just started takes long where other work is done beside. */
const PATIENCE_MS = 45_000;
const TYPED_ANEW_MS = 10_000;

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
    viewport: { width: 1440, height: 900 },
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

/** What axe finds on the page as it stands, one line each. */
export async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  return results.violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`,
    ),
  );
}
