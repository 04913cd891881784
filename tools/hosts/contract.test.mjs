// Real QEMU is held to the same contracts as the simulated room: the trials in Java of guests, disks, volumes, images,
// consoles and moves run on two real hosts, in the first one's namespaces but for its network.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { ROOT } from '../portal.mjs';
import { NOTHING, missing, startHosts } from './real-hosts.mjs';

const run = promisify(execFile);
const REPORTS = join(ROOT, 'target/surefire-reports');
const TRIALS = (await readdir(join(ROOT, 'src/test/java/myidc/driver/libvirt')))
  .filter((file) => /^Real\w+Trial[.]java$/.test(file))
  .map((file) => file.replace('.java', ''))
  .sort();
const MAVEN_MINUTES = 9;

const reportOf = (trial) => join(REPORTS, `TEST-myidc.driver.libvirt.${trial}.xml`);

describe('real hosts keep to the contracts of machine rooms', { skip: await missing() }, () => {
  let street, said;

  before(async () => {
    street = await startHosts();
    await Promise.all(TRIALS.map((trial) => rm(reportOf(trial), { force: true })));
    const [first] = street.hosts;
    const uris = street.hosts.map(({ uri }) => uri).join(',');
    const maven = await run('sh', ['-c', 'command -v mvn']).then(({ stdout }) => stdout.trim(), () => join(ROOT, 'mvnw'));
    const goal = [maven, '--batch-mode', '--no-transfer-progress', '-Dtest=Real*Trial', '-Dmaven.test.failure.ignore=true', 'test'];
    const options = { cwd: ROOT, env: { ...process.env, MYIDC_REAL_HOSTS: uris }, timeout: MAVEN_MINUTES * 60_000, maxBuffer: 64 << 20 };
    said = (await run('nsenter', ['-t', String(first.space.pid), '-m', '-u', '-p', '-i', `--wd=${ROOT}`, '--', ...goal], options)).stdout;
  });

  after(() => street?.stop());

  for (const trial of TRIALS) {
    it(`${trial} holds, with nothing left out`, async () => {
      const report = await readFile(reportOf(trial), 'utf8').catch(() => assert.fail(`${trial} was not run:\n${said?.slice(-4_000)}`));
      const [, tests, errors, skipped, failures] = report.match(/<testsuite [^>]*tests="(\d+)" errors="(\d+)" skipped="(\d+)" failures="(\d+)"/);
      assert.deepEqual({ errors, skipped, failures }, { errors: '0', skipped: '0', failures: '0' }, report.replace(/<properties>[^]*?<\/properties>/g, '').slice(0, 8_000));
      assert.ok(Number(tests) > 0);
      console.log(`${trial}: ${tests} tests`);
    });
  }

  it('nothing is left on the hosts', async () => {
    for (const host of street.hosts) {
      assert.deepEqual(await host.remains(), NOTHING, host.name);
    }
  });
});
