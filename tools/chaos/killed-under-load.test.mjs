// kill -9 while clients write, then a start again: what was acknowledged is there, and views rebuilt equal views live.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { pause, startPortal, stopOrphanedDatabase } from '../portal.mjs';
import { allOf, assertRebuiltEqualsLive } from './book.mjs';
import { rackBody } from '../small-idc.mjs';

const WRITERS = 8;
const LOAD_MILLISECONDS = 3_000;
const KILLS = 2;

let home;
let portal;

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'myidc-chaos-'));
});

after(async () => {
  await portal?.stop();
  await stopOrphanedDatabase(home);
  await rm(home, { recursive: true, force: true });
});

/** Makes racks one after the other until the portal is gone; notes the name of each that was acknowledged. */
async function write(siteId, writer, round, acknowledged) {
  for (let number = 0; ; number++) {
    const name = `R${round}-${writer}-${number}`;
    const answer = await portal
      .call('POST', '/admin/v1/racks', { body: rackBody(siteId, name) })
      .catch(() => undefined);
    if (answer === undefined) return;
    assert.ok(answer.status < 300, `${answer.status}: ${JSON.stringify(answer.body)}`);
    acknowledged.set(answer.body.id, name);
  }
}

it(`${KILLS} kills under load lose no acknowledged command`, async (t) => {
  const acknowledged = new Map();
  const credentials = { password: 'operator-Passw0rd', token: 'a'.repeat(64) };
  portal = await startPortal({ home, ...credentials });
  const site = await portal.expect('POST', '/admin/v1/sites', {
    body: { name: 'Chaos', region: 'cn-bjs', country: 'CN', timeZone: 'Asia/Shanghai' },
  });
  for (let round = 0; round < KILLS; round++) {
    const writers = Array.from({ length: WRITERS }, (_, writer) => write(site.id, writer, round, acknowledged));
    await pause(LOAD_MILLISECONDS);
    await portal.kill();
    await Promise.all(writers);
    portal = await startPortal({ home, ...credentials });
    const racks = new Map((await allOf(portal, `/admin/v1/racks?siteId=${site.id}`)).map(({ id, name }) => [id, name]));
    for (const [id, name] of acknowledged) assert.equal(racks.get(id), name, `rack ${id} was acknowledged`);
    // A command may have been durable when the kill took its answer away, one for each writer at most.
    assert.ok(racks.size <= acknowledged.size + WRITERS * (round + 1), `${racks.size} racks of ${acknowledged.size} acknowledged`);
    t.diagnostic(`kill ${round + 1}: ${acknowledged.size} acknowledged, ${racks.size} there`);
  }
  await assertRebuiltEqualsLive(portal);
});
