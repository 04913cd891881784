// Measures the frames of the floor page with many racks in a headless browser, on the built UI and its mock API:
//   npm run build && node tools/floor-frames.mjs [--racks 500] [--rounds 5]
// Frames are the gaps between animation frames while the page is scrolled, pointed at and switched to other heat maps.
import { parseArgs } from 'node:util';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';

const { values } = parseArgs({
  options: { racks: { type: 'string', default: '500' }, rounds: { type: 'string', default: '5' } },
});
const RACKS = Math.min(2_000, Math.max(1, Number(values.racks) || 500));
const ROUNDS = Math.min(50, Math.max(1, Number(values.rounds) || 5));
const ROW = 25;
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A site of rows of racks, each filled otherwise, some with unknown figures. */
function floorOf(racks) {
  const sums = (count) => ({
    racks: count,
    devices: count * 20,
    heightU: count * 42,
    usedU: count * 20,
    freeU: count * 22,
    strandedU: count,
    weightKg: count * 400,
    maxWeightKg: count * 1_000,
    weightUnknown: 0,
    nameplateW: count * 9_000,
    maxPowerW: count * 16_000,
    nameplateUnknown: 0,
    budgetW: 0,
    budgetUnknown: count * 20,
  });
  const rows = Math.ceil(racks / ROW);
  return {
    siteId: 1,
    asOf: null,
    typical: { wattsPerU: 300, kgPerU: 15 },
    totals: sums(racks),
    locations: Array.from({ length: rows }, (_, row) => ({
      id: row + 1,
      parentId: null,
      kind: 'ROW',
      name: `Row ${row + 1}`,
      totals: sums(ROW),
    })),
    racks: Array.from({ length: racks }, (_, index) => ({
      ...sums(1),
      id: index + 1,
      name: `R${String(index + 1).padStart(3, '0')}`,
      locationId: Math.floor(index / ROW) + 1,
      positionInRow: (index % ROW) + 1,
      xMm: null,
      yMm: null,
      outerWidthMm: 600,
      outerDepthMm: 1_070,
      keptU: 0,
      usedU: (index * 7) % 43,
      nameplateW: (index * 911) % 16_000,
      nameplateUnknown: index % 9 === 0 ? 4 : 0,
      weightKg: (index * 37) % 1_000,
      largestFrontU: 10,
      largestRearU: 10,
      largestWholeU: 10,
      limiting: 'POWER',
      strandedBy: null,
      oldest: '2024-01-15',
      guests: { 1: index % 12 },
    })),
  };
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

function told(name, gaps) {
  const sorted = gaps.toSorted((left, right) => left - right);
  const late = sorted.filter((gap) => gap > 50).length;
  const cell = (value) => value.toFixed(1).padStart(7);
  console.log(
    `${name.padEnd(22)} ${String(sorted.length).padStart(6)} ${cell(at(sorted, 0.5))} ${cell(at(sorted, 0.95))} ${cell(at(sorted, 0.99))} ${cell(sorted.at(-1) ?? 0)} ${String(late).padStart(6)}`,
  );
}

process.env.MYIDC_MOCK = '1';
const { preview } = await import('vite');
const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'warn' });
const url = server.resolvedUrls.local[0];
const browser = await playwright.launch({
  executablePath: process.env.MYIDC_CHROMIUM ?? (await chromium.executablePath()),
  args: FLAGS,
  headless: true,
});
try {
  const page = await browser.newPage({ viewport: { width: 1_440, height: 900 }, locale: 'en-GB' });
  await page.route('**/admin/v1/floor?*', (route) => route.fulfill({ json: floorOf(RACKS) }));
  await page.goto(url);
  await page.locator('#username').fill('operator');
  await page.locator('#password').fill('correct horse battery');
  await page.getByTestId('sign-in').click();
  await page.locator('nav.side').waitFor();
  await page.goto(`${url}floor`);
  await page
    .locator('.floor-rack')
    .nth(RACKS - 1)
    .waitFor();
  const drawn = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now(),
  );
  const frames = async (deed) => {
    await page.evaluate(() => {
      const gaps = (globalThis.gaps = []);
      globalThis.measuring = true;
      let last = performance.now();
      const tick = (now) => {
        gaps.push(now - last);
        last = now;
        if (globalThis.measuring) requestAnimationFrame(tick);
      };
      requestAnimationFrame((now) => {
        last = now;
        requestAnimationFrame(tick);
      });
    });
    await deed();
    return page.evaluate(() => {
      globalThis.measuring = false;
      return globalThis.gaps;
    });
  };
  const still = [];
  const scroll = [];
  const point = [];
  const heat = [];
  const metrics = ['power', 'weight', 'tenants', 'age', 'u'];
  await page.mouse.move(700, 500);
  for (let round = 0; round < ROUNDS; round += 1) {
    still.push(...(await frames(() => page.waitForTimeout(500))));
    const down = async (step) => {
      for (let turn = 0; turn < 30; turn += 1) await page.mouse.wheel(0, step);
    };
    scroll.push(...(await frames(() => down(60).then(() => down(-60)))));
    point.push(
      ...(await frames(async () => {
        for (let x = 300; x < 1_400; x += 20) await page.mouse.move(x, 480 + (x % 160));
      })),
    );
    for (const metric of metrics) {
      heat.push(
        ...(await frames(async () => {
          const before = await page.locator('svg.floor').getAttribute('aria-label');
          await page.evaluate((wanted) => {
            history.replaceState(history.state, '', `/floor?metric=${wanted}`);
            dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
          }, metric);
          await page.waitForFunction(
            (label) => document.querySelector('svg.floor')?.getAttribute('aria-label') !== label,
            before,
          );
          await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        })),
      );
    }
  }
  console.log(`${RACKS} racks, ${ROUNDS} rounds, first paint after ${drawn.toFixed(0)} ms`);
  console.log(
    `${'while'.padEnd(22)} ${'frames'.padStart(6)} ${'median'.padStart(7)} ${'p95'.padStart(7)} ${'p99'.padStart(7)} ${'longest'.padStart(7)} ${'>50 ms'.padStart(6)}`,
  );
  told('nothing happens', still);
  told('scrolling', scroll);
  told('pointing at racks', point);
  told('changing the heat map', heat);
} finally {
  await browser.close();
  await server.close();
}
