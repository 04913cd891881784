// 64 clients over two portals on one PostgreSQL take addresses and rack slots: none is given twice.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { embeddedDatabaseUrl, pause, startPortal } from '../portal.mjs';
import { rackBody } from '../small-idc.mjs';
import { allOf } from './book.mjs';

const CLIENTS = 64;
const TOKEN = 'c'.repeat(64);
const PASSWORD = 'operator-Passw0rd';

let portals;
let siteId;

before(async () => {
  const first = await startPortal({ token: TOKEN, password: PASSWORD });
  portals = [first];
  portals.push(await startPortal({ token: TOKEN, password: PASSWORD, dbUrl: await embeddedDatabaseUrl(first.home) }));
  const site = await first.expect('POST', '/admin/v1/sites', {
    body: { name: 'Shared', region: 'cn-east', country: 'CN', timeZone: 'Asia/Shanghai' },
  });
  siteId = site.id;
});

after(async () => {
  for (const portal of portals?.toReversed() ?? []) await portal.stop();
});

const atOnce = (deed) => Promise.all(Array.from({ length: CLIENTS }, (_, client) => deed(portals[client % 2], client)));

it('a /25 goes to its last address, each once, and who comes too late is told so', async () => {
  const prefix = await portals[0].expect('POST', '/admin/v1/prefixes', { body: { siteId, cidr: '203.0.113.0/25' } });
  const path = `/admin/v1/prefixes/${prefix.id}/addresses`;
  const given = [];
  const refused = [];
  for (let round = 0; round < 3; round++) {
    for (const { status, body } of await atOnce((portal) => portal.call('POST', path, { body: {} }))) {
      if (status < 300) given.push(...body.data.map(({ address }) => address));
      else refused.push(status);
    }
  }
  assert.equal(given.length, 126);
  assert.equal(new Set(given).size, given.length);
  assert.deepEqual(new Set(refused), new Set([409]));
  assert.equal(refused.length, 3 * CLIENTS - given.length);
  const booked = (await allOf(portals[1], path)).map(({ address }) => address);
  assert.deepEqual(new Set(booked), new Set(given));
});

it('addresses given back by one portal are given out by both, and never to two', async () => {
  const prefix = await portals[0].expect('POST', '/admin/v1/prefixes', { body: { siteId, cidr: '198.51.100.0/26' } });
  const path = `/admin/v1/prefixes/${prefix.id}/addresses`;
  const held = new Set();
  let clashes = 0;
  await atOnce(async (portal) => {
    for (let turn = 0; turn < 4; turn++) {
      const { status, body } = await portal.call('POST', path, { body: {} });
      if (status === 409) continue;
      assert.ok(status < 300, `${status}: ${JSON.stringify(body)}`);
      const [{ address }] = body.data;
      if (held.has(address)) clashes++;
      held.add(address);
      await pause(5);
      held.delete(address);
      await portal.expect('DELETE', `/admin/v1/addresses/${address}`);
    }
  });
  assert.equal(clashes, 0);
  assert.equal((await portals[0].expect('GET', `/admin/v1/prefixes/${prefix.id}`)).used, 0);
});

it('every U of a rack goes once', async () => {
  const rack = await portals[0].expect('POST', '/admin/v1/racks', {
    body: { ...rackBody(siteId, 'Race'), maxWeightKg: 5000, maxPowerW: 200_000 },
  });
  const type = await portals[0].expect('POST', '/admin/v1/device-types', {
    body: { manufacturer: 'Race', model: 'One', category: 'SERVER', heightU: 1, fullDepth: true, weightKg: 10, maxDrawW: 300 },
  });
  const devices = await atOnce((portal, client) =>
    portal.expect('POST', '/admin/v1/devices', {
      body: { deviceTypeId: type.id, serial: `TWO-${client}`, name: `two-${client}` },
    }),
  );
  const answers = await atOnce((portal, client) =>
    portal.call('POST', `/admin/v1/devices/${devices[client].id}/rack`, {
      body: { rackId: rack.id, face: 'FRONT', positionU: 1 + (client % 16) },
    }),
  );
  assert.equal(answers.filter(({ status }) => status < 300).length, 16);
  for (const { status, body } of answers.filter(({ status }) => status >= 300)) {
    assert.equal(status, 409, JSON.stringify(body));
    assert.equal(body.code, 'inventory.SLOT_TAKEN');
  }
  const elevation = await portals[1].expect('GET', `/admin/v1/racks/${rack.id}/elevation`);
  assert.equal(new Set(elevation.devices.map(({ positionU }) => positionU)).size, 16);
});
