// 64 clients at once take addresses and rack slots: none is given twice.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { startPortal } from '../portal.mjs';
import { buildSite } from '../small-idc.mjs';
import { allOf } from './book.mjs';

const CLIENTS = 64;

let portal;
let idc;

before(async () => {
  portal = await startPortal();
  idc = await buildSite(portal, { hosts: 1, cidr: '203.0.113.0/24' });
});

after(() => portal?.stop());

const atOnce = (deed) => Promise.all(Array.from({ length: CLIENTS }, (_, client) => deed(client)));

const taken = (answer) => (answer.body.data ?? [answer.body]).map(({ address }) => address);

it(`${CLIENTS} clients take 3 addresses each: all different, and the book knows each`, async () => {
  const addresses = [];
  for (let round = 0; round < 3; round++) {
    const answers = await atOnce(() => portal.call('POST', `/admin/v1/prefixes/${idc.prefixId}/addresses`, { body: { count: 1 } }));
    for (const answer of answers) {
      assert.ok(answer.status < 300, `${answer.status}: ${JSON.stringify(answer.body)}`);
      addresses.push(...taken(answer));
    }
  }
  assert.equal(addresses.length, CLIENTS * 3);
  assert.equal(new Set(addresses).size, addresses.length);
  const booked = new Set((await allOf(portal, `/admin/v1/prefixes/${idc.prefixId}/addresses`)).map(({ address }) => address));
  for (const address of addresses) assert.ok(booked.has(address), address);
});

it('the last addresses go once, and who comes too late is told that there is none', async () => {
  const answers = await atOnce(() => portal.call('POST', `/admin/v1/prefixes/${idc.prefixId}/addresses`, { body: { count: 1 } }));
  const given = answers.filter(({ status }) => status < 300).flatMap(taken);
  const refused = answers.filter(({ status }) => status >= 400);
  assert.equal(new Set(given).size, given.length);
  assert.ok(refused.length > 0, 'a /24 has not room for 256 takers and its own two addresses');
  for (const { status, body } of refused) assert.equal(status, 409, JSON.stringify(body));
});

it(`${CLIENTS} clients rack ${CLIENTS} servers into the same U: one gets it, the others are told who holds it`, async () => {
  const devices = await atOnce((client) =>
    portal.expect('POST', '/admin/v1/devices', {
      body: { deviceTypeId: idc.deviceTypeId, serial: `RACE-${client}`, name: `race-${client}`, assetTag: `R-${client}` },
    }),
  );
  const answers = await atOnce((client) =>
    portal.call('POST', `/admin/v1/devices/${devices[client].id}/rack`, {
      body: { rackId: idc.rackId, face: 'FRONT', positionU: 40 },
    }),
  );
  const placed = answers.filter(({ status }) => status < 300);
  assert.equal(placed.length, 1);
  for (const { status, body } of answers.filter(({ status }) => status >= 300)) {
    assert.equal(status, 409, JSON.stringify(body));
    assert.equal(body.code, 'inventory.SLOT_TAKEN');
    assert.ok(body.holder, JSON.stringify(body));
  }
  const elevation = await portal.expect('GET', `/admin/v1/racks/${idc.rackId}/elevation`);
  assert.equal(elevation.devices.filter(({ positionU }) => positionU === 40).length, 1);
});
