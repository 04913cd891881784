// Takes the README's screenshots from a portal with the demonstration in it: node tools/screenshots.mjs [--arrivals N]
// Chinese needs a font: apt-get install fonts-noto-cjk.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ROOT, startPortal, until } from './portal.mjs';

const { values } = parseArgs({ options: { arrivals: { type: 'string', default: '600' }, home: { type: 'string' } } });
const IMAGES = join(ROOT, 'docs/images');
const DEMO_MINUTES = 20;

/** A package of the UI's, which brings the browser for its own tests. */
async function ofUi(name) {
  const path = createRequire(join(ROOT, 'ui/package.json')).resolve(name);
  const module = await import(pathToFileURL(path).href);
  return module.default ?? module;
}

async function openBrowser() {
  process.env.TMPDIR = join(ROOT, 'target/chromium');
  mkdirSync(process.env.TMPDIR, { recursive: true });
  const chromium = await ofUi('@sparticuz/chromium');
  const { chromium: playwright } = await ofUi('playwright-core');
  const executablePath = process.env.MYIDC_CHROMIUM ?? (await chromium.executablePath());
  return playwright.launch({
    executablePath,
    headless: true,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** Takes `shots` ([name, path, deed?]) as a person in a language. */
async function takeAs(browser, portal, { username, password, locale }, shots) {
  const context = await browser.newContext({ baseURL: portal.url, locale, timezoneId: 'Asia/Shanghai', viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto('/');
  await page.locator('#username').fill(username);
  await page.locator('#password').fill(password);
  await page.getByTestId('sign-in').click();
  await page.locator('nav.side').waitFor();
  for (const [name, path, deed] of shots) {
    await page.goto(path);
    await page.locator('main h1').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('.skeleton'));
    await deed?.(page);
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(IMAGES, `${name}.png`) });
    console.log(name, path);
  }
  await context.close();
}

const portal = await startPortal({ home: values.home, args: ['--demo', '--arrivals', values.arrivals], seconds: 300 });
try {
  await until('the demonstration', DEMO_MINUTES * 60, () => portal.log.some((line) => line.startsWith('{"guests"')), 500);
  const operator = { username: 'operator', password: portal.password };
  const [, username, password] = portal.log.map((line) => line.match(/^ {2}tenant +(\S+) +password (\S+)/)).find(Boolean);
  // The demonstration measures volumes in the first pool that it made.
  const pools = (await portal.expect('GET', '/admin/v1/pools?pageSize=500')).data;
  const measured = pools.reduce((first, one) => (Number(one.id) < Number(first.id) ? one : first));
  const rack = (await portal.expect('GET', '/admin/v1/racks?pageSize=1')).data[0];
  const invoices = (await portal.expect('GET', '/admin/v1/invoices?pageSize=500')).data;
  const invoice = invoices.reduce((best, one) => (Number(one.total.amount) > Number(best.total.amount) ? one : best));
  const now = new Date((await portal.expect('GET', '/admin/v1/clock')).now);
  const earlier = new Date(now - 6 * 86_400_000).toISOString();
  const openTrace = async (page) => {
    await page.locator('.list .traced').first().click();
    await page.getByRole('dialog').locator('.trace-figure strong').waitFor();
    await page.getByRole('dialog').locator('.history li').first().waitFor();
  };
  const choosePlan = async (page) => {
    await page.locator('.plans input[type=radio]').nth(2).check({ force: true });
    await page.locator('#label').fill('web-1');
  };
  const browser = await openBrowser();
  try {
    for (const [suffix, locale] of [['', 'en'], ['.zh-CN', 'zh-CN']]) {
      await takeAs(browser, portal, { ...operator, locale }, [
        [`overview${suffix}`, '/overview'],
        [`rack${suffix}`, `/racks/${rack.id}`],
        [`guests-as-of${suffix}`, `/guests?asOf=${encodeURIComponent(earlier)}`],
        [`invoice-trace${suffix}`, `/invoices/${invoice.id}`, openTrace],
        [`pool${suffix}`, `/storage/${measured.id}/sharing`],
      ]);
      await takeAs(browser, portal, { username, password, locale }, [
        [`machine-create${suffix}`, '/machines/new', choosePlan],
      ]);
    }
  } finally {
    await browser.close();
  }
} finally {
  await portal.stop();
}
