// The launcher says one clear line, with the right exit code, before any JVM starts.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync, mkdirSync, symlinkSync, chmodSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ROOT, freePort, isReady, launchPortal, pause, startPortal } from '../portal.mjs';

const MYIDC = join(ROOT, 'myidc');

let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'myidc-launcher-'));
});

after(() => rmSync(folder, { recursive: true, force: true }));

function run(args, env = {}) {
  const { status, stdout, stderr } = spawnSync(MYIDC, args, { encoding: 'utf8', env: { ...process.env, ...env }, timeout: 60_000 });
  return { status, stdout, lines: stderr.split('\n').filter(Boolean) };
}

/** Asserts exit code `code` and one line on stderr that matches. */
function assertOneLine(answer, code, pattern) {
  assert.equal(answer.status, code, answer.lines.join('\n'));
  assert.equal(answer.lines.length, 1, answer.lines.join('\n'));
  assert.match(answer.lines[0], pattern);
}

describe('a wrong command line is one line and exit code 2', () => {
  for (const [args, pattern] of [
    [['frobnicate'], /unknown command 'frobnicate'.*\.\/myidc help/],
    [['up', '--frobnicate'], /does not know '--frobnicate'.*\.\/myidc help/],
    [['up', '--port', 'eighty'], /--port wants a number from 1 to 65535, not 'eighty'/],
    [['up', '--port', '0'], /--port wants/],
    [['up', '--port', '65536'], /--port wants/],
    [['up', '--port'], /--port wants a value/],
    [['up', '--clock', 'broken'], /--clock wants movable or system, not 'broken'/],
    [['up', '--trace', '/nowhere/at.all'], /no readable file '\/nowhere\/at\.all'/],
    [['up', '--trace', MYIDC], /--trace goes with --demo/],
    [['test', 'frobnication'], /no test suite 'frobnication'/],
    [['bench', '../up'], /a benchmark's name is/],
  ]) {
    it(`myidc ${args.join(' ')}`, () => assertOneLine(run(args), 2, pattern));
  }

  it('an address of another kind of database', () => {
    const answer = run(['up', '--no-build', '--port', '1', '--home', join(folder, 'db'), '--db-url', 'mysql://h/x']);
    assertOneLine(answer, 2, /--db-url wants postgresql:\/\//);
  });
});

it('help names every command', () => {
  const { status, stdout } = run(['help']);
  assert.equal(status, 0);
  for (const command of ['up', 'build', 'test', 'bench', 'help']) assert.match(stdout, new RegExp(`myidc ${command}`));
});

it('a port in use is one line and exit code 3', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address();
  const child = spawn(MYIDC, ['up', '--port', String(port), '--home', join(folder, 'busy-port')]);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  const status = await new Promise((ended) => child.once('exit', ended));
  server.close();
  assertOneLine({ status, lines: stderr.split('\n').filter(Boolean) }, 3, new RegExp(`port ${port} is in use`));
});

it('a data folder that cannot be made is one line', () => {
  writeFileSync(join(folder, 'file'), '');
  assertOneLine(run(['up', '--no-build', '--port', '1', '--home', join(folder, 'file/home')]), 1, /cannot be written/);
});

describe('the JDK', () => {
  /** A folder that looks like a JDK of a version to the launcher; its java prints what it is asked. */
  function fakeJdk(name, version) {
    const home = join(folder, name);
    mkdirSync(join(home, 'bin'), { recursive: true });
    writeFileSync(join(home, 'release'), `IMPLEMENTOR="Test"\nJAVA_VERSION="${version}"\n`);
    for (const tool of ['java', 'javac']) {
      writeFileSync(join(home, 'bin', tool), `#!/bin/sh\necho "${name} $*"\n`);
      chmodSync(join(home, 'bin', tool), 0o755);
    }
    return home;
  }

  const found = (env) =>
    spawnSync('bash', ['-c', `ROOT=${ROOT}; say() { echo "$*"; }; stop_with() { shift; echo "$*"; exit 4; }; source ${ROOT}/tools/launcher/toolchain.bash; find_jdk; echo "$JAVA_HOME"`], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: folder, ...env },
    }).stdout.trim();

  it('of JAVA_HOME is taken when it is a 25', () => {
    const home = fakeJdk('jdk-25', '25.0.1');
    assert.equal(found({ JAVA_HOME: home }), home);
  });

  it('of JAVA_HOME is passed over when it is not a 25', () => {
    const other = fakeJdk('jdk-26', '26');
    assert.notEqual(found({ JAVA_HOME: other }), other);
  });

  it('on PATH is found through links', () => {
    const home = fakeJdk('jdk-25-linked', '25');
    mkdirSync(join(folder, 'links'), { recursive: true });
    symlinkSync(join(home, 'bin/java'), join(folder, 'links/java'));
    assert.equal(found({ JAVA_HOME: '', PATH: `${join(folder, 'links')}:${process.env.PATH}` }), home);
  });
});

describe('a running portal', () => {
  let portal;

  before(async () => {
    portal = await startPortal();
  });

  after(() => portal?.stop());

  it('holds its data folder: a second is one line with the holder and exit code 3', async () => {
    const answer = run(['up', '--no-build', '--port', String(await freePort()), '--home', portal.home]);
    assertOneLine(answer, 3, new RegExp(`in use by the portal with process id ${portal.pid} at port ${portal.port}`));
  });

  it('lists the processes without a secret', () => {
    const { stdout } = spawnSync('ps', ['-p', String(portal.pid), '-o', 'args='], { encoding: 'utf8' });
    assert.ok(!stdout.includes(portal.password) && !stdout.includes(portal.token));
  });

  it('ends within 5 s of Ctrl-C, PostgreSQL cleanly, and starts again with its data', async () => {
    const database = readFileSync(join(portal.home, 'postgres/postmaster.pid'), 'utf8').split('\n')[0];
    await portal.expect('POST', '/admin/v1/sites', {
      body: { name: 'Kept', region: 'cn-bjs', country: 'CN', timeZone: 'Asia/Shanghai' },
    });
    const { home, password, token } = portal;
    const took = await portal.stop({ keepHome: true, seconds: 5 });
    assert.ok(took <= 5_000, `${took} ms`);
    assert.ok(!isPostgresProcess(database), 'PostgreSQL ended');
    assert.throws(() => readFileSync(join(home, 'postgres/postmaster.pid')), 'PostgreSQL took its note away: a clean end');
    portal = await startPortal({ home, password, token });
    portal.ownsHome = true;
    const sites = await portal.expect('GET', '/admin/v1/sites');
    assert.deepEqual(sites.data.map(({ name }) => name), ['Kept']);
  });
});

function isPostgresProcess(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}

it('a start that is broken off ends too', async () => {
  const portal = await launchPortal();
  await pause(1_500);
  assert.equal(await isReady(`${portal.url}/nothing`), false);
  await portal.stop({ seconds: 10 });
});

describe('docker-compose.yml', () => {
  const composer = [['docker', 'compose'], ['docker-compose']].find(
    ([program, ...args]) => spawnSync(program, [...args, 'version'], { stdio: 'ignore' }).status === 0,
  );
  const skip = composer ? false : 'docker compose is not installed';
  const config = (env) => {
    const [program, ...args] = composer;
    return spawnSync(program, [...args, 'config'], { cwd: ROOT, encoding: 'utf8', env: { PATH: process.env.PATH, HOME: folder, ...env } });
  };

  it('is valid once its secrets are given', { skip }, () => {
    const { status, stderr } = config({ POSTGRES_PASSWORD: 'x', MYIDC_OPERATOR_PASSWORD: 'y' });
    assert.equal(status, 0, stderr);
  });

  it('has no default for a secret', { skip }, () => {
    const { status, stderr } = config({ POSTGRES_PASSWORD: 'x' });
    assert.notEqual(status, 0);
    assert.match(stderr, /MYIDC_OPERATOR_PASSWORD/);
  });
});
