// Which suites ./myidc test runs one after the other and which beside each other, with suites that do nothing but this.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PART = fileURLToPath(new URL('../launcher/test.bash', import.meta.url));
const STAND_INS = `
set -euo pipefail
say() { printf '%s\\n' "$*"; }
build_all() { :; }
install_node_packages() { :; }
train_start() { :; }
met() { touch "$REPORTS/$1-is-here"; for ((i = 0; i < 200; i++)); do [ ! -e "$REPORTS/$2-is-here" ] || return 0; sleep 0.05; done; return 1; }
`;

let folder;
before(async () => (folder = await mkdtemp(join(tmpdir(), 'myidc-suites-'))));
after(() => rm(folder, { recursive: true, force: true }));

const told = async (script) => (await run('bash', ['-c', `ROOT=/nowhere; source '${PART}'; REPORTS='${folder}'; ${STAND_INS} ${script}`])).stdout;

it('suites that were asked for are run in the order of the launcher', async () => {
  assert.equal(await told('among "ui java tools" tools hosts ui'), 'ui tools ');
  assert.equal(await told('among "chaos hosts" ui'), '');
});

it('two lists run at once, and what the second says comes after the first', async () => {
  const output = await told(`
    test_e2e() { met e2e hosts && echo e2e met hosts; }
    test_hosts() { met hosts e2e && echo hosts met e2e; }
    run_both "e2e " "hosts "
    ls "$REPORTS" | grep failed || echo all well`);
  assert.match(output, /e2e met hosts[\s\S]*== hosts ==\nhosts met e2e\nall well/);
});

it('what ends badly in either list is told', async () => {
  const output = await told(`
    test_e2e() { false; }
    test_hosts() { false; }
    run_both "e2e " "hosts "
    cat "$REPORTS"/failed-*`);
  assert.match(output, /\ne2e\nhosts\n$/);
});
