// A backup taken while clients write, laid into another folder, is a whole book again.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { promisify } from 'node:util';
import { ROOT, pause, startPortal } from '../portal.mjs';
import { rackBody } from '../small-idc.mjs';
import { allOf, assertRebuiltEqualsLive } from './book.mjs';

const myidc = (...args) => promisify(execFile)(join(ROOT, 'myidc'), args);

let folder;
let portal;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'myidc-backup-test-'));
});

after(async () => {
  await portal?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function racksOf(siteId) {
  return new Set((await allOf(portal, `/admin/v1/racks?siteId=${siteId}`)).map(({ name }) => name));
}

it('holds all that was acknowledged before it began, and starts as a portal', async () => {
  const credentials = { password: 'operator-Passw0rd', token: 'c'.repeat(64) };
  const home = join(folder, 'live');
  const restored = join(folder, 'restored');
  const file = join(folder, 'backup.tar.gz');
  portal = await startPortal({ home, ...credentials });
  const site = await portal.expect('POST', '/admin/v1/sites', {
    body: { name: 'Backed up', region: 'cn-bjs', country: 'CN', timeZone: 'Asia/Shanghai' },
  });
  const written = [];
  let writing = true;
  const writer = (async () => {
    while (writing) {
      const name = `B${written.length}`;
      await portal.expect('POST', '/admin/v1/racks', { body: rackBody(site.id, name) });
      written.push(name);
    }
  })();
  await pause(1_000);
  const before = [...written];
  await myidc('backup', file, '--home', home);
  writing = false;
  await writer;
  assert.ok(written.length > before.length, 'clients wrote while the backup was taken');
  await portal.stop();

  await assert.rejects(myidc('restore', file, '--home', home), /holds a database already/);
  await myidc('restore', file, '--home', restored);
  portal = await startPortal({ home: restored, ...credentials });
  const there = await racksOf(site.id);
  for (const name of before) assert.ok(there.has(name), name);
  await assertRebuiltEqualsLive(portal);
  await portal.expect('POST', '/admin/v1/racks', { body: rackBody(site.id, 'after') });
});

it('of a portal that is stopped can be taken too', async () => {
  const home = join(folder, 'live');
  const file = join(folder, 'cold.tar.gz');
  await portal.stop();
  await myidc('backup', file, '--home', home);
  await myidc('restore', file, '--home', join(folder, 'cold'));
  portal = await startPortal({ home: join(folder, 'cold'), password: 'operator-Passw0rd', token: 'c'.repeat(64) });
  const { results } = await portal.expect('GET', '/admin/v1/racks');
  assert.ok(results > 0);
});
