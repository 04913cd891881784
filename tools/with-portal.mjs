// Runs a command against a portal of its own: node tools/with-portal.mjs [--clock movable] -- COMMAND ARGS...
// The command finds MYIDC_URL, MYIDC_OPERATOR_USERNAME, MYIDC_OPERATOR_PASSWORD and MYIDC_OPERATOR_TOKEN in its environment,
// and MYIDC_PAYMENTS_SIMULATED_SECRET, with which the simulated provider of payments signs.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { startPortal } from './portal.mjs';

const split = process.argv.indexOf('--');
if (split < 0 || split === process.argv.length - 1) {
  console.error('usage: node tools/with-portal.mjs [options of ./myidc up] -- COMMAND ARGS...');
  process.exit(2);
}
const paymentsSecret = process.env.MYIDC_PAYMENTS_SIMULATED_SECRET ?? randomUUID();
// Charts of simulated machines are alive within seconds; consoles are open over SSH, at any port.
const portal = await startPortal({
  args: process.argv.slice(2, split),
  env: { MYIDC_PAYMENTS_SIMULATED_SECRET: paymentsSecret, MYIDC_ROOM_COUNT_EVERY: '3s', MYIDC_CONSOLE_SSH_PORT: '0' },
});
const [command, ...args] = process.argv.slice(split + 1);
const child = spawn(command, args, {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: {
    ...process.env,
    MYIDC_URL: portal.url,
    MYIDC_OPERATOR_USERNAME: 'operator',
    MYIDC_OPERATOR_PASSWORD: portal.password,
    MYIDC_OPERATOR_TOKEN: portal.token,
    MYIDC_PAYMENTS_SIMULATED_SECRET: paymentsSecret,
  },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
const code = await new Promise((ended) => {
  child.once('error', () => ended(127));
  child.once('exit', (exitCode) => ended(exitCode ?? 1));
});
if (code !== 0) console.error(`The end of the portal's log:\n${portal.tail()}`);
await portal.stop();
process.exit(code);
