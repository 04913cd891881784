// The summary counts what the runners reported, and a suite that ran nothing is a failure.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, it } from 'node:test';
import { ROOT } from '../portal.mjs';

const REPORT = `<?xml version="1.0"?><testsuite>
  <testcase name="adds" time="0.1"/>
  <testcase name="a &gt; b" time="0.1"><system-out><![CDATA[<failure> in words]]></system-out></testcase>
  <testcase name="breaks"><failure message="no">stack</failure></testcase>
  <testcase name="asks libcloud"><skipped message="python3-libcloud is not installed"/></testcase>
</testsuite>`;

let reports;

beforeEach(() => {
  reports = mkdtempSync(join(tmpdir(), 'myidc-summary-'));
});

afterEach(() => rmSync(reports, { recursive: true }));

function summary(args, env = {}) {
  const { status, stdout } = spawnSync('node', [join(ROOT, 'tools/test-summary.mjs'), '--reports', reports, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...env },
  });
  return { status, lines: stdout.trim().split('\n') };
}

it('counts tests, names the failed one and says how to run the skipped one', () => {
  writeFileSync(join(reports, 'ui.xml'), REPORT);
  const { status, lines } = summary(['--suites', 'ui']);
  assert.equal(status, 1);
  assert.equal(lines.at(-1), '2 passed, 1 failed, 1 skipped');
  assert.ok(lines.includes('FAILED  ui: breaks'));
  assert.ok(lines.some((line) => line.startsWith('SKIPPED ui: asks libcloud') && line.includes('apt-get install python3-libcloud')));
});

it('a skip is a failure where nothing may be skipped', () => {
  writeFileSync(join(reports, 'ui.xml'), REPORT.replace(/ *<testcase name="breaks".*\n/, ''));
  assert.equal(summary(['--suites', 'ui']).status, 0);
  const { status, lines } = summary(['--suites', 'ui'], { MYIDC_NO_SKIP: '1' });
  assert.equal(status, 1);
  assert.equal(lines.at(-1), '2 passed, 1 failed, 0 skipped');
});

it('a suite without a report is a failure', () => {
  const { status, lines } = summary(['--suites', 'java']);
  assert.equal(status, 1);
  assert.equal(lines.at(-1), '0 passed, 1 failed, 0 skipped');
});

it('a suite that ended badly outside its tests is a failure', () => {
  writeFileSync(join(reports, 'ui.xml'), '<testsuite><testcase name="adds"/></testsuite>');
  const { status, lines } = summary(['--suites', 'ui', '--failed', ' ui']);
  assert.equal(status, 1);
  assert.equal(lines.at(-1), '1 passed, 1 failed, 0 skipped');
});

it('names what failed at first and counts it as it was when run once more', () => {
  mkdirSync(join(reports, 'first/tools'), { recursive: true });
  mkdirSync(join(reports, 'tools'));
  writeFileSync(join(reports, 'first/tools/scan.xml'), REPORT);
  writeFileSync(join(reports, 'tools/scan.xml'), REPORT.replace('<failure message="no">stack</failure>', ''));
  const { status, lines } = summary(['--suites', 'tools']);
  assert.equal(status, 0);
  assert.ok(lines.includes('TWICE   tools: breaks failed at first and was run once more'));
  assert.equal(lines.at(-1), '3 passed, 0 failed, 1 skipped');
});

it('keeps of journeys the files that need not be run again', () => {
  const file = (name, inside) => `<testsuite name="test/e2e/${name}.e2e.ts" tests="2">${inside}</testsuite>`;
  const first = file('a', '<testcase name="x"/><testcase name="y"/>') + file('b', '<testcase name="z"><failure/></testcase>');
  writeFileSync(join(reports, 'e2e.xml'), first);
  assert.deepEqual(summary(['--failed-suites', join(reports, 'e2e.xml')]).lines, ['test/e2e/b.e2e.ts']);
  mkdirSync(join(reports, 'first/e2e'), { recursive: true });
  writeFileSync(join(reports, 'first/e2e/e2e.xml'), first);
  writeFileSync(join(reports, 'e2e.xml'), file('b', '<testcase name="z"/>'));
  const { status, lines } = summary(['--suites', 'e2e']);
  assert.equal(status, 0);
  assert.equal(lines.at(-1), '3 passed, 0 failed, 0 skipped');
  writeFileSync(join(reports, 'e2e.xml'), file('b', '<testcase name="z"><failure/></testcase>'));
  assert.equal(summary(['--suites', 'e2e']).lines.at(-1), '2 passed, 1 failed, 0 skipped');
});

it('names a test that its own runner tried twice', () => {
  writeFileSync(join(reports, 'java.xml'), '<testsuite><testcase name="slow"><flakyError type="x">once</flakyError></testcase></testsuite>');
  const { status, lines } = summary(['--suites', 'java']);
  assert.equal(status, 0);
  assert.ok(lines.includes('TWICE   java: slow failed at first and was run once more'));
});
