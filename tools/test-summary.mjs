// Reads the JUnit reports of a test run, prints what ran, what was skipped and why, and ends non-zero on any failure.
// What failed at first and passed when it was run once more is named, and counted as it was the second time.
// node tools/test-summary.mjs --reports DIR --suites "ui java" --failed "java"
// node tools/test-summary.mjs --failed-suites REPORT prints the test suites of a report that have a failed test.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** Names a skip's reason may carry, and how to get what is missing. */
const REMEDIES = [
  [/libcloud/i, 'apt-get install python3-libcloud'],
  [/docker/i, 'apt-get install docker-compose'],
  [/hledger/i, 'apt-get install hledger'],
  [/beancount/i, 'apt-get install beancount'],
  [/chrom/i, 'apt-get install chromium, or a machine that @sparticuz/chromium supports'],
  [/shared\/data/, 'clone the project with its shared data folder beside it'],
];

const { values } = parseArgs({
  options: {
    reports: { type: 'string' },
    suites: { type: 'string' },
    failed: { type: 'string', default: '' },
    'failed-suites': { type: 'string' },
  },
});

function reportFiles(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return reportFiles(path);
    return name.endsWith('.xml') ? [path] : [];
  });
}

const plainText = (text) =>
  text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, '&');

/** The test cases of one report: {name, outcome: 'passed' | 'failed' | 'skipped', reason, twice}. */
export function casesOf(xml) {
  const cases = [];
  for (const match of xml.matchAll(/<testcase\b((?:[^>"]|"[^"]*")*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g)) {
    const [, attributes, inside = ''] = match;
    const body = inside.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '');
    const name = plainText(/\bname="([^"]*)"/.exec(attributes)?.[1] ?? '');
    const skipped = /<skipped\b(?:[^>]*?\bmessage="([^"]*)")?/.exec(body);
    if (/<(failure|error)\b/.test(body)) cases.push({ name, outcome: 'failed' });
    else if (skipped) cases.push({ name, outcome: 'skipped', reason: plainText(skipped[1] ?? '') });
    else cases.push({ name, outcome: 'passed', twice: /<flaky(Failure|Error)\b/.test(body) });
  }
  return cases;
}

/** The files of one report of journeys: {name, cases}. */
function filesOf(xml) {
  return [...xml.matchAll(/<testsuite\b[^>]*?\bname="([^"]*\.e2e\.ts)"[^>]*>([\s\S]*?)<\/testsuite>/g)].map(
    ([, name, inside]) => ({ name: plainText(name), cases: casesOf(inside) }),
  );
}

const anyFailed = (cases) => cases.some((test) => test.outcome === 'failed');

/** What of a first try still counts: whatever was not run again as a whole. */
function firstTryOf(xml) {
  const files = filesOf(xml);
  const all = files.length > 0 ? files : [{ name: '', cases: casesOf(xml) }];
  return {
    kept: all.flatMap(({ cases }) => (anyFailed(cases) ? [] : cases)),
    failed: all.flatMap(({ cases }) => cases.filter((test) => test.outcome === 'failed')),
  };
}

const read = (path) => readFileSync(path, 'utf8');

if (values['failed-suites']) {
  const failed = filesOf(existsSync(values['failed-suites']) ? read(values['failed-suites']) : '').filter(({ cases }) => anyFailed(cases));
  for (const { name } of failed) console.log(name);
  process.exit(0);
}

const suites = values.suites.split(' ');
const endedBadly = new Set(values.failed.split(' ').filter(Boolean));
const total = { passed: 0, failed: 0, skipped: 0 };
const skips = [];
console.log('');
for (const suite of suites) {
  const under = (prefix) =>
    reportFiles(values.reports).filter((path) => {
      const name = path.slice(values.reports.length + 1);
      return name === `${prefix}.xml` || name.startsWith(`${prefix}/`);
    });
  const again = under(suite).flatMap((path) => casesOf(read(path)));
  const firstTries = under(`first/${suite}`).map((path) => firstTryOf(read(path)));
  const cases = [...again, ...firstTries.flatMap(({ kept }) => kept)];
  for (const { name } of [...firstTries.flatMap(({ failed }) => failed), ...again.filter((test) => test.twice)]) {
    console.log(`TWICE   ${suite}: ${name} failed at first and was run once more`);
  }
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const test of cases) {
    count[test.outcome]++;
    if (test.outcome === 'failed') console.log(`FAILED  ${suite}: ${test.name}`);
    if (test.outcome === 'skipped') skips.push({ suite, ...test });
  }
  // A suite that broke outside its tests, or ran none, is a failure that no test case tells of.
  if (count.failed === 0 && (endedBadly.has(suite) || again.length === 0)) {
    count.failed = 1;
    console.log(`FAILED  ${suite}: ${again.length === 0 ? 'no test ran' : 'ended badly outside its tests; see its output above'}`);
  }
  console.log(`${suite.padEnd(12)} ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  for (const outcome of Object.keys(total)) total[outcome] += count[outcome];
}
for (const { suite, name, reason } of skips) {
  const remedy = REMEDIES.find(([pattern]) => pattern.test(`${name} ${reason}`))?.[1];
  console.log(`SKIPPED ${suite}: ${name}${reason ? ` (${reason})` : ''}${remedy ? `; to run it: ${remedy}` : ''}`);
}
if (process.env.MYIDC_NO_SKIP === '1' && total.skipped > 0) {
  console.log('Nothing may be skipped here (MYIDC_NO_SKIP): each skip counts as a failure.');
  total.failed += total.skipped;
  total.skipped = 0;
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);
