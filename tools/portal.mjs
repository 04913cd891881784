// Starts a portal of its own for a test, a training run or a benchmark, and takes it down again.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const LOG_LINES_KEPT = 2_000;
/** What a start may take on a machine that is busy with other things; a quiet one takes seconds. */
export const START_MAX_SECONDS = 300;
const STOP_MAX_SECONDS = 60;
const HEALTH_MAX_MILLISECONDS = 10_000;

export const pause = (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds));

/** A port of the loopback interface that nobody listens on at this moment. */
export function freePort() {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

/** What `promise` brings, or undefined after so many seconds. Leaves no timer behind that would hold the process. */
async function within(seconds, promise) {
  let timer;
  const late = new Promise((resume) => (timer = setTimeout(resume, seconds * 1000)));
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** How much longer than usual what is waited for may take: a shared machine of CI is slow at times. */
export const PATIENCE = process.env.CI === 'true' ? 3 : 1;

/** Calls `probe` until it answers something truthy; fails after `seconds`, thrice that in CI, naming what was waited for. */
export async function until(what, seconds, probe, everyMilliseconds = 100) {
  const deadline = Date.now() + seconds * PATIENCE * 1000;
  for (;;) {
    const answer = await probe();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`waited ${seconds * PATIENCE} s in vain for ${what}`);
    await pause(everyMilliseconds);
  }
}

/** A running portal: where it is, who may operate it, and how to end it. */
class Portal {
  constructor({ url, home, port, password, token, child, log, ownsHome }) {
    Object.assign(this, { url, home, port, password, token, child, log, ownsHome });
    // Not 'exit': what was printed last may still be on its way then.
    this.exited = new Promise((ended) => child.once('close', (code, signal) => ended({ code, signal })));
    this.alive = true;
    this.exited.then(() => (this.alive = false));
  }

  get pid() {
    return this.child.pid;
  }

  /** The end of what the portal printed, for a failure's message. */
  tail(lines = 40) {
    return this.log.slice(-lines).join('\n');
  }

  async ready(seconds) {
    await until(`the portal at ${this.url}`, seconds, async () => {
      if (!this.alive) throw new Error(`the portal ended while starting:\n${this.tail()}`);
      return isReady(this.url);
    }, 20).catch(async (failure) => {
      failure.message += `\n${this.tail()}`;
      // A portal left running would hold the test run open.
      await this.stop().catch(() => this.child.kill('SIGKILL'));
      throw failure;
    });
  }

  /**
   * One HTTP call as the first operator, or as whoever holds `token` (null: nobody).
   * Answers {status, headers, body}, the body parsed when it is JSON.
   */
  async call(method, path, { body, token = this.token, headers = {} } = {}) {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        accept: 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  /** Like call, but fails unless the answer is a success; answers the body. */
  async expect(method, path, options) {
    const answer = await this.call(method, path, options);
    if (answer.status < 200 || answer.status > 299) {
      throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }

  /** Ends the portal as Ctrl-C does; answers how many milliseconds it took. Fails when it takes more than `seconds`. */
  async stop({ signal = 'SIGINT', seconds = STOP_MAX_SECONDS, keepHome = false } = {}) {
    const begun = Date.now();
    if (this.alive) {
      this.child.kill(signal);
      const ended = await within(seconds, this.exited);
      if (!ended) {
        await this.kill();
        throw new Error(`the portal did not end within ${seconds} s of ${signal}:\n${this.tail()}`);
      }
    }
    const took = Date.now() - begun;
    if (this.ownsHome && !keepHome) {
      await stopOrphanedDatabase(this.home);
      await rm(this.home, { recursive: true, force: true });
    }
    return took;
  }

  /** Ends the portal without letting it say a word (kill -9); its PostgreSQL is left running, as after a crash. */
  async kill() {
    if (this.alive) this.child.kill('SIGKILL');
    await this.exited;
  }
}

export async function isReady(url) {
  try {
    const answer = await fetch(`${url}/q/health/ready`, { signal: AbortSignal.timeout(HEALTH_MAX_MILLISECONDS) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

/** Stops the PostgreSQL that a killed portal left behind in `home`, if there is one. */
export async function stopOrphanedDatabase(home) {
  const pid = Number((await postmasterNote(home))[0]);
  if (!(pid > 1) || !(await isPostgres(pid))) return;
  process.kill(pid, 'SIGINT');
  await until('PostgreSQL to end', STOP_MAX_SECONDS, async () => !(await isPostgres(pid)));
}

/** The lines of PostgreSQL's own note in `home`: the first is its process id, the fourth its port. */
async function postmasterNote(home) {
  const note = await readFile(join(home, 'postgres/postmaster.pid'), 'utf8').catch(() => '');
  return note.split('\n').map((line) => line.trim());
}

/** The address of the embedded database under `home`, user and password included, as --db-url takes it. */
export async function embeddedDatabaseUrl(home) {
  const port = (await postmasterNote(home))[3];
  const password = (await readFile(join(home, 'postgres-password'), 'utf8')).trim();
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
}

async function isPostgres(pid) {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'postgres');
  return command.includes('postgres');
}

/**
 * Starts what was built last and waits until it is ready.
 * Options: port, home (else a new folder that stop() removes), clock, dbUrl, args (more options of `./myidc up`),
 * env, password, token, seconds (to wait), echo (print its log too).
 */
export async function startPortal(options = {}) {
  const portal = await launchPortal(options);
  try {
    await portal.ready(options.seconds ?? START_MAX_SECONDS);
  } catch (failure) {
    await portal.kill();
    await portal.stop();
    throw failure;
  }
  return portal;
}

/** As startPortal, but does not wait. */
export async function launchPortal(options = {}) {
  const port = options.port ?? (await freePort());
  const ownsHome = options.home === undefined;
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'myidc-')));
  const password = options.password ?? randomBytes(12).toString('base64url');
  const token = options.token ?? randomBytes(32).toString('hex');
  const args = ['up', '--no-build', '--port', String(port), '--home', home, ...(options.args ?? [])];
  if (options.clock) args.push('--clock', options.clock);
  if (options.dbUrl) args.push('--db-url', options.dbUrl);
  const child = spawn(join(ROOT, 'myidc'), args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: a Ctrl-C on the tests reaches the tests, and they end the portal.
    detached: true,
    env: { ...process.env, MYIDC_OPERATOR_PASSWORD: password, MYIDC_OPERATOR_TOKEN: token, ...options.env },
  });
  // A test that dies must not leave its portal behind.
  const endWithUs = () => child.kill('SIGTERM');
  process.once('exit', endWithUs);
  child.once('exit', () => process.removeListener('exit', endWithUs));
  const log = [];
  for (const stream of [child.stdout, child.stderr]) keepLines(stream, log, options.echo);
  return new Portal({ url: `http://127.0.0.1:${port}`, home, port, password, token, child, log, ownsHome });
}

function keepLines(stream, log, echo) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    if (echo) process.stderr.write(text);
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    log.push(...lines);
    if (log.length > LOG_LINES_KEPT) log.splice(0, log.length - LOG_LINES_KEPT);
  });
}
