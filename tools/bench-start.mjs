// Measures the time from starting the portal to its first answer, with the start-up cache and without it.
// node tools/bench-start.mjs [--rounds N]; ./myidc bench start builds first.
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, freePort, isReady, launchPortal, pause } from './portal.mjs';

const AIM_SECONDS = 1.5;
const START_LIMIT_SECONDS = 60;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1 || rounds > 50) {
  console.error('bench start: --rounds wants a whole number from 1 to 50');
  process.exit(2);
}

/** Seconds from the launcher's first instruction to the first 200 of /q/health/ready, and those that stopping took. */
async function measure(home, aot) {
  const port = await freePort();
  const begun = performance.now();
  const portal = await launchPortal({ home, port, env: { MYIDC_AOT: aot } });
  while (!(await isReady(portal.url))) {
    if (!portal.alive || performance.now() - begun > START_LIMIT_SECONDS * 1000) throw new Error(`no start:\n${portal.tail()}`);
    await pause(5);
  }
  const seconds = (performance.now() - begun) / 1000;
  return { seconds, stopSeconds: (await portal.stop()) / 1000 };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const shown = (numbers) => `median ${median(numbers).toFixed(2)} s, from ${Math.min(...numbers).toFixed(2)} to ${Math.max(...numbers).toFixed(2)}`;

const home = await mkdtemp(join(tmpdir(), 'myidc-bench-'));
const result = { rounds };
try {
  const first = await measure(home, 'on');
  console.log(`first start on an empty folder  ${first.seconds.toFixed(2)} s (unpacks PostgreSQL, makes the schema)`);
  const cache = await access(join(ROOT, 'target/quarkus-app/app.aot')).then(() => true, () => false);
  for (const [name, aot] of cache ? [['with start-up cache', 'on'], ['without it', 'off']] : [['without start-up cache', 'off']]) {
    const measured = [];
    for (let round = 0; round < rounds; round++) measured.push(await measure(home, aot));
    const starts = measured.map(({ seconds }) => seconds);
    console.log(`${name.padEnd(30)}  ${shown(starts)}; stop ${shown(measured.map(({ stopSeconds }) => stopSeconds))}`);
    result[aot === 'on' ? 'cached' : 'uncached'] = Number(median(starts).toFixed(3));
  }
  console.log(`aim ${AIM_SECONDS} s: ${(result.cached ?? result.uncached) <= AIM_SECONDS ? 'met' : 'missed'}`);
  console.log(JSON.stringify(result));
} finally {
  await rm(home, { recursive: true, force: true });
}
