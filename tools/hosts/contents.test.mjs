// What is in a real guest from its first start on: a StackScript and user data, a copy of it, another system at the same address.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startPortal, until } from '../portal.mjs';
import { addTenant, buildSite, publishPrices, REGION } from '../small-idc.mjs';
import { connect, guestOf, keepAddressesServed, newKey, ssh, untilGone, untilReached, untilState } from './guests.mjs';
import { NOTHING, missing, startHosts } from './real-hosts.mjs';

const PLAN = 'g6-nanode-1';
const SCRIPT = '#!/bin/sh\n# <UDF name="WORD" label="A word" />\necho "the script says $WORD on $(hostname)" >/root/script\n';
const USER_DATA = '#!/bin/sh\necho "user data says it on $(hostname)" >/root/user\n';

describe('what is in guests of real hosts', { skip: await missing() }, () => {
  let folder, key, street, portal, site, tenant, endServing, guest, copy;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'myidc-contents-'));
    key = await newKey(folder);
    [street, portal] = await Promise.all([startHosts(), startPortal()]);
    site = await buildSite(portal, { hosts: 2, cidr: street.network.cidr, gateway: street.network.gateway });
    await publishPrices(portal, { [`instance:${PLAN}`]: ['0.0075', '5.00'] });
    tenant = await addTenant(portal, 'Contents Works');
    await connect(portal, site.hostIds, street.hosts);
    endServing = keepAddressesServed(street, portal, site.siteId);
  });

  after(async () => {
    await endServing?.();
    await portal?.stop();
    await street?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const call = (method, path, body) => portal.expect(method, path, { token: tenant.token, body });
  const reached = async ({ id, ipv4 }) => {
    await untilState(portal, tenant, id, 'running');
    await untilReached(key, ipv4[0]);
  };

  it('a StackScript with its answers and user data run at the first start, and at no other', async () => {
    const script = await call('POST', '/v4/linode/stackscripts', { label: 'says', images: ['linode/debian12'], script: SCRIPT });
    guest = await call('POST', '/v4/linode/instances', {
      region: REGION,
      type: PLAN,
      image: 'linode/debian12',
      label: 'contents-1',
      authorized_keys: [key.line],
      stackscript_id: script.id,
      stackscript_data: { WORD: 'it & "that"' },
      metadata: { user_data: Buffer.from(USER_DATA).toString('base64') },
    });
    await reached(guest);
    const own = `instance-${guest.id}`;
    assert.equal(await ssh(key, guest.ipv4[0], 'cat /root/script /root/user'), `the script says it & "that" on ${own}\nuser data says it on ${own}`);
    await ssh(key, guest.ipv4[0], 'echo kept >/root/script; rm /root/user; sync');
    await call('POST', `/v4/linode/instances/${guest.id}/reboot`, {});
    await until('the second start', 90, async () => (await ssh(key, guest.ipv4[0], 'cat /data/starts').catch(() => '')) === '2', 500);
    assert.equal(await ssh(key, guest.ipv4[0], 'cat /root/script; ls /root'), 'kept\nscript');
  });

  const hostOf = async ({ id }) => (await portal.expect('GET', `/admin/v1/instances/${id}`)).hostId;

  it('a copy of it, while it runs, starts on the other host by its own name and address with what was written to the first', async () => {
    await portal.expect('POST', `/admin/v1/hosts/${await hostOf(guest)}/cordon`, { body: { reason: 'the copy is to go elsewhere' } });
    copy = await call('POST', `/v4/linode/instances/${guest.id}/clone`, { region: REGION, type: PLAN, label: 'contents-2' });
    await untilState(portal, tenant, copy.id, 'offline');
    await call('POST', `/v4/linode/instances/${copy.id}/boot`, {});
    await reached(copy);
    assert.notEqual(await hostOf(copy), await hostOf(guest));
    assert.notEqual(copy.ipv4[0], guest.ipv4[0]);
    await portal.expect('POST', `/admin/v1/hosts/${await hostOf(guest)}/uncordon`, { body: {} });
    assert.equal(await ssh(key, copy.ipv4[0], 'hostname; cat /root/script'), `instance-${copy.id}\nkept`);
  });

  it('another system is started at the same address, and nothing of the one before is there', async () => {
    await call('POST', `/v4/linode/instances/${guest.id}/rebuild`, { image: 'linode/debian12', authorized_keys: [key.line], root_pass: 'Rebuilt-Passw0rd-1' });
    await until('the system made anew', 120, async () => (await ssh(key, guest.ipv4[0], 'cat /data/starts').catch(() => '')) === '1', 500);
    await reached(guest);
    assert.deepEqual((await guestOf(portal, tenant, guest.id)).ipv4, guest.ipv4);
    assert.equal(await ssh(key, guest.ipv4[0], 'cat /root/script 2>/dev/null || echo none'), 'none');
    assert.equal(await ssh(key, copy.ipv4[0], 'cat /root/script'), 'kept', 'the copy goes on');
  });

  it('what is deleted leaves no file, filter, rule or lease', async () => {
    const rulesOf = (host) => host.run('sh', '-c', 'ebtables-save 2>/dev/null; iptables-save; ip6tables-save').then((text) => text.split('\n').filter((line) => /vnet[0-9]/.test(line)));
    for (const host of street.hosts) assert.ok((await rulesOf(host)).length > 0, `${host.name} has rules of guests that run`);
    for (const { id } of [guest, copy]) {
      await call('DELETE', `/v4/linode/instances/${id}`);
      await untilGone(portal, tenant, id);
    }
    for (const host of street.hosts) {
      assert.deepEqual(await host.remains(), NOTHING, host.name);
      assert.deepEqual(await rulesOf(host), [], host.name);
    }
    for (const [address] of [guest.ipv4, copy.ipv4]) {
      await until(`no lease of ${address} to be offered`, 10, () => !street.served.includes(`,${address}`));
    }
  });
});
