// Processes in namespaces of their own: what a test starts here ends with one process, whatever it made.
import { execFile, spawn } from 'node:child_process';
import { readFile, readdir, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { until } from '../portal.mjs';

const run = promisify(execFile);
const OUTPUT_MAX = 16 * 1024 * 1024;

/** Namespaces with a first process that everything else in them ends with. */
export class Space {
  constructor(child, pid) {
    this.child = child;
    this.pid = pid;
    this.ended = new Promise((end) => child.once('close', end));
  }

  /** Starts a command that prints `ready` once all is laid out, as the first process of new namespaces. */
  static async open(command) {
    const flags = ['--mount', '--uts', '--net', '--pid', '--ipc', '--fork', '--kill-child'];
    const child = spawn('unshare', [...flags, '--', ...command], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
    const endWithUs = () => child.kill('SIGKILL');
    process.once('exit', endWithUs);
    child.once('exit', () => process.removeListener('exit', endWithUs));
    await until(`${command.join(' ')} in namespaces`, 20, () => {
      if (child.exitCode !== null) throw new Error(`namespaces could not be made: ${said}`);
      return said.includes('ready');
    }, 10);
    const pid = (await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')).trim();
    return new Space(child, Number(pid));
  }

  /** What a command printed that was run in here; fails when it does not end well. */
  async run(command, ...args) {
    const options = { maxBuffer: OUTPUT_MAX, timeout: 60_000, killSignal: 'SIGKILL' };
    return (await run('nsenter', this.within(command, ...args), options)).stdout;
  }

  within(command, ...args) {
    return ['-t', String(this.pid), '-m', '-u', '-n', '-p', '-i', '--', command, ...args];
  }

  /** The ids, as this machine counts, of the processes in here that are called so. */
  async pids(name) {
    const own = await readlink(`/proc/${this.pid}/ns/pid`);
    const found = [];
    for (const entry of await readdir('/proc')) {
      if (!/^[0-9]+$/.test(entry)) continue;
      const called = (await readFile(`/proc/${entry}/comm`, 'utf8').catch(() => '')).trim();
      if (called !== name) continue;
      if ((await readlink(`/proc/${entry}/ns/pid`).catch(() => '')) === own) found.push(Number(entry));
    }
    return found;
  }

  /** Ends everything in here at once, as a power cut does. */
  async end() {
    try {
      process.kill(this.pid, 'SIGKILL');
    } catch (failure) {
      if (failure.code !== 'ESRCH') throw failure;
    }
    await this.ended;
  }
}
