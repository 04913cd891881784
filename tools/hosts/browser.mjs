// A headless Chromium that came with the UI's packages, for what has to be clicked.
import { createRequire } from 'node:module';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PATIENCE, ROOT } from '../portal.mjs';

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** MYIDC_CHROMIUM names another one. */
export async function openBrowser() {
  const packages = createRequire(join(ROOT, 'ui/package.json'));
  const { chromium: playwright } = packages('playwright-core');
  return playwright.launch({ executablePath: process.env.MYIDC_CHROMIUM ?? (await unpacked(packages)), args: FLAGS, headless: true });
}

/** The packed Chromium unpacks into the temporary folder and would take any version that lies there. */
async function unpacked(packages) {
  const usual = process.env.TMPDIR;
  process.env.TMPDIR = join(ROOT, 'target/chromium');
  await mkdir(process.env.TMPDIR, { recursive: true });
  try {
    const chromium = (await import(packages.resolve('@sparticuz/chromium'))).default;
    return await chromium.executablePath();
  } finally {
    if (usual === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usual;
  }
}

/** A page of somebody who has signed in. */
export async function signIn(browser, url, { username, password }) {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 }, locale: 'en-GB', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE * 20_000);
  await page.goto('/');
  await page.locator('#username').fill(username);
  await page.locator('#password').fill(password);
  await page.getByTestId('sign-in').click();
  await page.locator('nav.side').waitFor();
  return page;
}

/** How many dots of a machine's screen are lit, as the page shows it. */
export function litDots(page) {
  return page.locator('[data-testid=console-screen] canvas').evaluate((canvas) => {
    const dots = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    let count = 0;
    for (let at = 0; at < dots.length; at += 4) if (dots[at] > 100) count += 1;
    return count;
  });
}
